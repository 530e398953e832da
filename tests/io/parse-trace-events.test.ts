import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportResult } from '../../src/io/imported-run.ts';
import { createTraceEventReader } from '../../src/io/parse-trace-events.ts';
import { actorNames } from '../../src/trace/actor-names.ts';
import { createArrowReader } from '../../src/trace/arrows/arrows.ts';
import { eventKindOf } from '../../src/trace/events.ts';
import { violations } from '../../src/trace/invariants.ts';
import { createLaneReader, type Grouping } from '../../src/trace/lanes/lanes.ts';
import { spanAt } from '../../src/trace/spans.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { dask, devtools, ray, rayNumbered, viztracer } from './trace-event-files.ts';

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const parse = (text: string): ImportResult => {
  const reader = createTraceEventReader('file', decode);
  return reader.push(new TextEncoder().encode(text)) ?? reader.finish();
};
const read = (file: unknown): ImportResult => parse(JSON.stringify(file));

function runsOf(result: ImportResult): readonly Trace[] {
  if (result.kind === 'problem') throw new Error(result.problem);
  return result.runs.map(({ trace }) => trace);
}

function onlyRun(file: unknown): Trace {
  const [trace, ...others] = runsOf(read(file));
  if (!trace || others.length > 0) throw new Error('The file has not one run.');
  expect(trace.provenance).toBe('imported');
  expect(violations(trace)).toEqual([]);
  return trace;
}

const problemOf = (text: string): string => {
  const result = parse(text);
  if (result.kind !== 'problem') throw new Error('There is no problem.');
  return result.problem;
};

/** Actors in words: `thread MainThread of MainProcess`. */
const actorsOf = ({ actors }: Trace): readonly string[] =>
  actors.map(({ kind, name, parent }) =>
    actors[parent] ? `${kind} ${name} of ${actors[parent].name}` : `${kind} ${name}`,
  );

/** The events of an actor in words, with their times in milliseconds. */
function eventsOf(trace: Trace, name: string): readonly string[] {
  const { events, texts } = trace;
  const nameOf = actorNames(trace.actors);
  return Array.from({ length: events.length }, (_, index) => {
    const actor = events.actor[index] as number;
    if (nameOf(actor as never) !== name) return [];
    const kind = eventKindOf(events.kind[index] as number);
    const isNamed = kind === 'call' || kind === 'return' || kind === 'write';
    const text = isNamed ? ` ${texts[events.value[index] as number]}` : '';
    return [`${((events.time[index] as number) * 1e3).toFixed(2)} ${kind}${text}`];
  }).flat();
}

/** What the lanes show: the states that took time, whoever they were for. */
const lanesOf = (trace: Trace, grouping: Grouping): readonly string[] =>
  createLaneReader({ grouping })
    .read(trace)
    .lanes.flatMap(({ name, spans }) => {
      const shown: { state: string; start: number; end: number }[] = [];
      for (let index = 0; index < spans.length; index++) {
        const { start, end, state, reason } = spanAt(spans, index);
        const last = shown.at(-1);
        if (end - start < 1e-9) continue;
        if (last?.state === `${state} ${reason}` && start - last.end < 1e-9) last.end = end;
        else shown.push({ state: `${state} ${reason}`, start, end });
      }
      return shown.map(({ state, start, end }) => `${name} ${start.toFixed(6)} ${end.toFixed(6)} ${state}`);
    });

describe('files of other tools', () => {
  it('VizTracer: functions are frames, threads and processes are there, asyncio tasks are tasks', () => {
    const trace = onlyRun(viztracer);
    expect(actorsOf(trace)).toEqual([
      'process MainProcess',
      'thread MainThread of MainProcess',
      'thread Thread-1 (work) of MainProcess',
      'task Task-2 of MainThread',
      'process SpawnProcess-1',
      'thread MainThread of SpawnProcess-1',
      'variable memory of MainProcess',
    ]);
    expect(eventsOf(trace, 'MainProcess · Thread-1 (work)')).toEqual([
      '0.90 create',
      '0.90 run',
      '0.90 call work (/tmp/run.py:4)',
      '1.00 call time.sleep',
      '3.00 return time.sleep',
      '3.10 return work (/tmp/run.py:4)',
      '3.10 wait',
      '3.10 finish',
    ]);
    expect(lanesOf(trace, 'task')).toEqual([
      'Task-2 0.000200 0.000250 running none',
      'Task-2 0.000250 0.005200 waiting none',
      'Task-2 0.005200 0.005240 running none',
    ]);
    expect(trace.duration).toBeCloseTo(0.006, 9);
  });

  it('DevTools: begins at its first event, tells processes of one name apart, and what is local to them', () => {
    const trace = onlyRun(devtools);
    expect(trace.duration).toBeCloseTo(0.0014, 9);
    expect(actorsOf(trace).filter((name) => !name.startsWith('task'))).toEqual([
      'process Renderer',
      'thread CrRendererMain of Renderer',
      'process Renderer (32)',
      'thread Thread 7 of Renderer (32)',
    ]);
    expect(lanesOf(trace, 'task')).toEqual([
      'Request 0.000400 0.001400 waiting none',
      'Request 0.000500 0.000600 waiting none',
    ]);
    const result = read(devtools);
    expect(result.kind === 'runs' && result.notices).toEqual([
      'Left out: 2 events of phases that lanes cannot show (“P”, “O”).',
    ]);
  });

  it('a flow wakes the thread that it leads to', () => {
    const trace = onlyRun([
      { ph: 'X', pid: 1, tid: 1, ts: 0, dur: 10, name: 'a' },
      { ph: 'X', pid: 1, tid: 2, ts: 0, dur: 2, name: 'b' },
      { ph: 's', pid: 1, tid: 1, ts: 5, id: 4, name: 'go' },
      { ph: 'f', pid: 1, tid: 2, ts: 8, id: 4, name: 'go', bp: 'e' },
      { ph: 'X', pid: 1, tid: 2, ts: 8, dur: 2, name: 'b' },
    ]);
    const arrows = createArrowReader().read(trace);
    expect(arrows.length).toBe(1);
    expect(arrows.fromTime[0]).toBeCloseTo(5e-6, 12);
    expect(arrows.toTime[0]).toBeCloseTo(8e-6, 12);
  });

  it.each([
    ['by names', ray, ['10.0.0.1', '10.0.0.2']],
    ['by numbers', rayNumbered, ['10.0.0.1', '10.0.0.2']],
  ])('Ray, %s: machines are processes, workers threads, tasks tasks', (_, file, machines) => {
    const trace = onlyRun(file);
    expect(trace.actors.filter(({ kind }) => kind === 'process').map(({ name }) => name)).toEqual(machines);
    expect(trace.actors.filter(({ kind }) => kind === 'thread').map(({ name }) => name)).toEqual([
      'aaaaaa',
      'bbbbbb',
    ]);
    expect(trace.actors.filter(({ kind }) => kind === 'task').map(({ name }) => name)).toEqual([
      'square',
      'square',
    ]);
  });

  it('Dask: what is computed is a task, what is moved is not', () => {
    expect(actorsOf(onlyRun(dask))).toEqual([
      'process 10.0.0.5:4001',
      'thread Thread 140001 of 10.0.0.5:4001',
      'process 10.0.0.6:4002',
      'thread Thread 140002 of 10.0.0.6:4002',
      'task inc-3 of Thread 140001',
      'task sum-1 of Thread 140002',
    ]);
  });
});

describe('slices', () => {
  const at = (ph: string, ts: number, more: object = {}): object => ({
    ph,
    pid: 1,
    tid: 1,
    ts,
    name: 'f',
    ...more,
  });

  it('that begin and end apart nest as complete ones do, in whatever order they are written', () => {
    const apart = onlyRun([at('E', 9), at('E', 5, { name: 'g' }), at('B', 2, { name: 'g' }), at('B', 0)]);
    const complete = onlyRun([at('X', 2, { name: 'g', dur: 3 }), at('X', 0, { dur: 9 })]);
    expect(eventsOf(apart, 'Thread 1')).toEqual([]);
    expect(eventsOf(apart, 'MainThread')).toEqual(eventsOf(complete, 'MainThread'));
  });

  it('that do not nest, never end or never began are told of', () => {
    const result = read([
      at('X', 0, { dur: 10 }),
      at('X', 5, { dur: 50, name: 'long' }),
      at('E', 20),
      at('B', 30),
      at('X', 40, { dur: 1 }),
    ]);
    expect(violations(runsOf(result)[0] as Trace)).toEqual([]);
    expect(result.kind === 'runs' && result.notices).toEqual([
      'Left out: 1 event that would end what never began.',
      'Cut: 1 slice beyond the end of the slice around, for those of a thread have to nest.',
      'Without an end: 1 slice, drawn to the last moment.',
    ]);
    const apart = read([at('B', 0), at('X', 1, { dur: 50 }), at('E', 5)]);
    expect(apart.kind === 'runs' && apart.notices).toEqual([
      'Cut: 1 slice beyond the end of the slice around, for those of a thread have to nest.',
    ]);
  });
});

describe('files that are not as they must be', () => {
  const first = '{"ph":"X","pid":1,"tid":1,"ts":0,"dur":5,"name":"a"}';

  it.each([
    ['', 'The file is empty.'],
    ['hello', 'The file is not JSON: it begins with neither { nor [.'],
    ['{}', 'The file has no list of events: “traceEvents” is missing.'],
    ['{"traceEvents":5}', 'traceEvents (byte 15) must be an array.'],
    ['[]', 'The file has no events that could be shown.'],
    [`[${first},7]`, 'Event 2 (byte 54): is 7, but must be an object.'],
    [`[${first},{"ph":"X"}]`, 'Event 2 (byte 54): ts is missing.'],
    [`[${first},{"ph":"X","ts":"0"}]`, 'Event 2 (byte 54): ts is "0", but must be a finite number.'],
    [`[${first},{"ph":"X","ts":1,"dur":-2}]`, 'Event 2 (byte 54): dur is -2, but must be 0 or more.'],
    [
      `[${first},{"ph":"i","ts":1,"pid":[]}]`,
      'Event 2 (byte 54): pid is an array, but must be a number or a text.',
    ],
    [`[${first},{"ph":"s","ts":1}]`, 'Event 2 (byte 54): id is missing.'],
    [`[${first},{"ts":1}]`, 'Event 2 (byte 54): ph is missing.'],
    [`[${first},{ph:1}]`, 'Event 2 (byte 54) is not JSON.'],
    [`[${first} ${first}]`, 'The file is not JSON: a comma after event 1 is missing at byte 54.'],
    [`[${first},{"ph":"X","na`, 'The file ends within event 2 (byte 54).'],
    [`{"traceEvents":[${first}`, 'The file ends after event 1 of its list, which is not closed (byte 68).'],
    [`{"traceEvents":[${first}],`, 'The file ends too soon (byte 70).'],
    [`[${first}]x`, 'The file goes on after its end (byte 54).'],
    [`[${first},{"ph":"i","ts":1e300}]`, 'The file has events more than 1,000,000,000 seconds apart.'],
  ])('%s', (text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });

  it('are read where only the closing bracket of a bare list is missing', () => {
    for (const text of [`[${first}`, `[${first},`, `[\n${first},\n`]) {
      const result = parse(text);
      expect(runsOf(result)).toHaveLength(1);
      expect(result.kind === 'runs' && result.notices).toEqual([
        'The list of events is not closed, as of a program that was ended; what is there is shown.',
      ]);
    }
  });

  it('have names that are cut, and rid of what does not show', () => {
    const hostile = '\u202e<img src=x onerror=alert(1)>\u0000\u001b[31m';
    const trace = onlyRun([
      { ph: 'M', pid: 1, tid: 1, name: 'thread_name', args: { name: hostile } },
      { ph: 'X', pid: 1, tid: 1, ts: 0, dur: 5, name: 'x'.repeat(100_000) },
      { ph: 'X', pid: '__proto__', tid: 'constructor', ts: 0, dur: 5, name: '__proto__' },
    ]);
    expect(trace.actors.map(({ name }) => name)).toEqual([
      'Process 1',
      '<img src=x onerror=alert(1)> [31m',
      '__proto__',
      'constructor',
    ]);
    expect(trace.texts.map(({ length }) => length)).toEqual([120, 9]);
  });

  it('with more threads, tasks and variables than anybody looks at are read as far as lanes go', () => {
    const many = Array.from({ length: 3000 }, (_, index) => [
      { ph: 'X', pid: 1, tid: index, ts: index, dur: 1, name: 'f' },
      { ph: 'b', pid: 1, tid: 0, id: index, cat: 'a', ts: index, name: 'f' },
      { ph: 'C', pid: 1, tid: 0, ts: index, name: `v${index}`, args: { value: 1 } },
    ]).flat();
    const result = read(many);
    expect(runsOf(result)[0]?.actors.length).toBeLessThan(4000);
    expect(result.kind === 'runs' && result.notices.join(' ')).toMatch(
      /Left out: [\d,]+ threads, tasks or values/,
    );
  });
});

describe('a file that nests deeper than any program', () => {
  it('is read as far as calls nest', () => {
    const deep = 50_000;
    const events = Array.from({ length: 2 * deep }, (_, index) => ({
      ph: index < deep ? 'B' : 'E',
      ts: index,
      name: `f${index}`,
    }));
    const trace = runsOf(read(events))[0] as Trace;
    expect(violations(trace)).toEqual([]);
    expect(trace.texts).toHaveLength(1000);
  });

  it('within one event is refused', () => {
    expect(problemOf(`[${'['.repeat(1e6)}${']'.repeat(1e6)}]`)).toMatch(
      /^Event 1 \(byte 1\)(: is an array, but must be an object| is nested too deeply)\.$/,
    );
  });
});

describe('any file', () => {
  const key = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom('a', 'tcp://h:1', '10.0.0.1'));
  const event = fc.record(
    {
      ph: fc.constantFrom('X', 'B', 'E', 'i', 'I', 'b', 'n', 'e', 's', 't', 'f', 'C', 'M', 'P'),
      ts: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.double({ noNaN: true, min: -1e6, max: 1e6 })),
      dur: fc.integer({ min: 0, max: 30 }),
      pid: key,
      tid: key,
      id: fc.integer({ min: 0, max: 4 }),
      name: fc.constantFrom('f', 'g', 'process_name', 'thread_name', 'print "x"'),
      cat: fc.constantFrom('task', 'task::f', 'worker_idle', 'running', 'output', 'devtools.timeline'),
      args: fc.record({
        name: fc.string(),
        state: fc.constantFrom('running', 'waiting'),
        value: fc.integer(),
      }),
    },
    { requiredKeys: ['ph', 'ts', 'id'] },
  );
  const header = fc.constantFrom({}, { viztracer_metadata: {} }, { otherData: { writer: 'Interleave' } });

  it('of events, however they stand in it, gives runs that are sound', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 40 }), header, (traceEvents, fields) => {
        const result = read({ ...fields, traceEvents });
        if (result.kind === 'runs') for (const trace of runsOf(result)) expect(violations(trace)).toEqual([]);
        else expect(result.problem).toBe('The file has no events that could be shown.');
      }),
      { numRuns: 500 },
    );
  });

  it('of JSON gives a run or a problem', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const result = parse(text);
        if (result.kind === 'problem') expect(result.problem).toMatch(/\.$/);
        else for (const trace of runsOf(result)) expect(violations(trace)).toEqual([]);
      }),
    );
  });

  it('is read alike in whatever chunks it comes', () => {
    const bytes = new TextEncoder().encode(JSON.stringify({ ...viztracer, note: 'ünïcödé “\\"]}' }, null, 1));
    const whole = runsOf(parse(decode(bytes)));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1 }), (sizes) => {
        const reader = createTraceEventReader('file', decode);
        for (let from = 0, turn = 0; from < bytes.length; turn++) {
          const size = sizes[turn % sizes.length] as number;
          reader.push(bytes.subarray(from, from + size));
          from += size;
        }
        expect(runsOf(reader.finish())).toEqual(whole);
      }),
      { numRuns: 50 },
    );
  });

  it('cut anywhere gives a problem that names the place', () => {
    const text = JSON.stringify({ traceEvents: viztracer.traceEvents });
    for (let length = 0; length < text.length; length += 7) {
      expect(problemOf(text.slice(0, length))).toMatch(/^The file (is empty|ends .*byte|has no list)/);
    }
  });
});
