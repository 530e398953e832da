import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import '../../property-seed.ts';
import { countUpTo } from '../../../src/base/binary-search.ts';
import { seconds } from '../../../src/base/units.ts';
import { print, read, wait, write } from '../../../src/program/actions.ts';
import type { Effect, ThreadHandle } from '../../../src/program/effects.ts';
import { modeKey } from '../../../src/program/modes.ts';
import type { Program } from '../../../src/program/program.ts';
import { initialValues } from '../../../src/program/scenario.ts';
import { INITIAL_MACHINE } from '../../../src/runtime/settings.ts';
import { catalogue } from '../../../src/scenarios/catalogue.ts';
import { stepThrough } from '../../../src/sim/stepped-run.ts';
import { actorNames } from '../../../src/trace/actor-names.ts';
import { NO_ACTOR } from '../../../src/trace/actors.ts';
import { TraceBuilder } from '../../../src/trace/builder.ts';
import { phraseText } from '../../../src/trace/phrase.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { createWatchdog, reportsAt } from '../../../src/trace/watchdog/watchdog.ts';
import { asMeasured, modelled, modelRun, workload } from '../../catalogue-runs.ts';
import { runProgram } from '../../sim/run-program.ts';
import { arbitraryTrace, header } from '../random-trace.ts';

/** What is reported of a trace: what, from when to when, and of whom. */
function reported(trace: Trace): readonly string[] {
  const names = actorNames(trace.actors);
  return createWatchdog()
    .read(trace)
    .map(({ kind, from, to, actors }) => {
      const until = to === null ? 'on' : `to ${to.toFixed(1)}`;
      return `${kind} from ${from.toFixed(1)} ${until}: ${actors.map(names).join(', ')}`;
    });
}

const sentences = (trace: Trace): readonly string[] =>
  createWatchdog()
    .read(trace)
    .map(({ phrase }) => phraseText(phrase, actorNames(trace.actors)));

/** The start of a thread that is given its own name and the other's. */
const started = (name: string, me: string, other: string): Effect => ({
  kind: 'start-thread',
  call: { routine: 'enter', args: [me, other] },
  name,
});

describe('livelock', () => {
  /** Two that raise a flag each, see the other's, take theirs back, and try again. */
  const givingWay = (rounds: number, looks: (me: string) => boolean = () => true): Program => ({
    variables: { A: false, B: false },
    routines: {
      *enter(_scope, me, other) {
        for (let round = 0; round < rounds; round++) {
          yield* write(String(me), true);
          yield* wait(0.5);
          if (looks(String(me))) yield* read(String(other));
          yield* print(`${me}: after you`);
          yield* write(String(me), false);
          yield* wait(0.5);
        }
        return null;
      },
      *main() {
        const first = (yield started('Thread A', 'A', 'B')) as ThreadHandle;
        const second = (yield started('Thread B', 'B', 'A')) as ThreadHandle;
        yield { kind: 'join-thread', thread: first };
        yield { kind: 'join-thread', thread: second };
        return null;
      },
    },
  });

  it('is reported where two run, wait, look at each other and change nothing', () => {
    const trace = runProgram(givingWay(10), { mode: 'threads' });
    expect(reported(trace)).toEqual(['livelock from 1.0 to 10.0: Thread A, Thread B']);
    expect(sentences(trace)).toEqual([
      'Thread A and Thread B do the same again and again, from 1.00 s to 10.00 s: all run and give way to each other, and nothing comes of it',
    ]);
  });

  it('is not reported before everything has come round three times', () => {
    expect(reported(runProgram(givingWay(3), { mode: 'threads' }))).toEqual([]);
  });

  it('is not reported of one that pays no regard to the other', () => {
    expect(
      reported(
        runProgram(
          givingWay(10, (me) => me === 'A'),
          { mode: 'threads' },
        ),
      ),
    ).toEqual([]);
  });

  it('is told without times in a replay, whose steps have none', () => {
    const trace: Trace = { ...runProgram(givingWay(10), { mode: 'threads' }), provenance: 'replayed' };
    expect(sentences(trace)).toEqual([
      'Thread A and Thread B do the same again and again: all run and give way to each other, and nothing comes of it',
    ]);
  });

  it('lasts as long as the trace does so far', () => {
    const trace = runProgram(givingWay(10), { mode: 'threads' });
    const length = trace.events.time.findIndex((time) => time > 7);
    const growing = { ...trace, duration: seconds(7), events: { ...trace.events, length } };
    expect(reported(growing)).toEqual(['livelock from 1.0 on: Thread A, Thread B']);
  });
});

/** A trace of three threads and a lock, with so many turns of one of them while another waits. */
function turnsWhileOneWaits(turns: number, isFair: boolean): Trace {
  const builder = new TraceBuilder();
  const process = builder.actor('process', 'MainProcess', NO_ACTOR, NO_ACTOR);
  const lock = builder.actor('lock', 'lock', process, NO_ACTOR);
  const [greedy, patient] = ['greedy', 'patient'].map((name) =>
    builder.actor('thread', name, process, NO_ACTOR),
  );
  if (greedy === undefined || patient === undefined) throw new Error('There are two threads.');
  builder.now = seconds(1);
  builder.record('request', patient, lock);
  builder.record('block', patient, lock);
  for (let turn = 0; turn < turns; turn++) {
    builder.now = seconds(builder.now + 0.001);
    builder.record('request', greedy, lock);
    builder.record('acquire', greedy, lock);
    builder.now = seconds(builder.now + 0.001);
    builder.record('release', greedy, lock);
    if (!isFair) continue;
    builder.record('acquire', patient, lock);
    builder.record('release', patient, lock);
    builder.record('request', patient, lock);
    builder.record('block', patient, lock);
  }
  return builder.view(header);
}

/** A trace in which a lock is held for a moment ten times, and then for a second while another waits. */
function oneLongTurn(length: number): Trace {
  const builder = new TraceBuilder();
  const process = builder.actor('process', 'MainProcess', NO_ACTOR, NO_ACTOR);
  const lock = builder.actor('lock', 'lock', process, NO_ACTOR);
  const one = builder.actor('thread', 'one', process, NO_ACTOR);
  const other = builder.actor('thread', 'other', process, NO_ACTOR);
  for (let turn = 0; turn < 10; turn++) {
    builder.record('request', one, lock);
    builder.record('acquire', one, lock);
    builder.now = seconds(builder.now + 0.01);
    builder.record('release', one, lock);
  }
  builder.record('request', one, lock);
  builder.record('acquire', one, lock);
  builder.record('request', other, lock);
  builder.record('block', other, lock);
  builder.now = seconds(builder.now + length);
  builder.record('release', one, lock);
  builder.record('acquire', other, lock);
  return builder.view(header);
}

describe('starvation', () => {
  it('is reported of who is overtaken twenty times by one who asks later', () => {
    expect(reported(turnsWhileOneWaits(19, false))).toEqual([]);
    expect(reported(turnsWhileOneWaits(25, false))).toEqual(['starvation from 1.0 on: patient']);
    expect(sentences(turnsWhileOneWaits(25, false))).toEqual([
      'patient waits for lock from 1.00 s on, overtaken 25 times by others who asked later',
    ]);
  });

  it('is not reported where they take turns', () => {
    expect(reported(turnsWhileOneWaits(100, true))).toEqual([]);
  });

  it('is reported of who waits far longer than is usual', () => {
    expect(reported(oneLongTurn(0.19))).toEqual([]);
    expect(sentences(oneLongTurn(1))).toEqual([
      'other waits for lock from 0.10 s to 1.10 s, more than 20 times as long as usual',
    ]);
  });

  it('counts turns in a replay, whose steps have a length that means nothing', async () => {
    const replayed = (trace: Trace): Trace => ({ ...trace, provenance: 'replayed' });
    expect(reported(replayed(oneLongTurn(1)))).toEqual([]);
    expect(sentences(replayed(turnsWhileOneWaits(25, false)))).toEqual([
      'patient waits for lock, overtaken 25 times by others who asked later',
    ]);
    const scenario = await workload('lost-update');
    const options = { parameters: initialValues(scenario.parameters), machine: INITIAL_MACHINE, seed: 1 };
    const turns = Array.from({ length: 60 }, (_, step) => 1 + (step % 4));
    for (const schedule of [[], turns]) {
      const { trace } = stepThrough(scenario, { id: 'threads', lock: false }, options, schedule, 'finish');
      expect(sentences(trace)).toEqual([]);
    }
  });

  it('is reported of tasks that a blocking call keeps from running', async () => {
    const trace = await modelled('blocking-call', 'async');
    expect(reported(trace)).toEqual(['starvation from 0.0 to 3.0: polite 2, polite 1']);
    expect(sentences(trace)).toEqual([
      'rude blocks the event loop from 0.00 s to 3.00 s: tasks that could run do not',
    ]);
  });

  it('is reported of a live run where a step that computes takes long by the clock on the wall', async () => {
    expect(reported(asMeasured(await modelled('sum-squares', 'async'), 0.02))).toEqual([
      'starvation from 4.6 to 13.8: n = 300, n = 400',
      'starvation from 13.8 to 27.6: n = 400',
    ]);
  });

  it('lasts as long as the step that blocks the loop does so far', async () => {
    const trace = await modelled('blocking-call', 'async');
    const length = countUpTo(trace.events.time, 1, trace.events.length);
    const soFar = { ...trace, duration: seconds(2), events: { ...trace.events, length } };
    expect(reported(soFar)).toEqual(['starvation from 0.0 on: polite 2, polite 1']);
  });
});

/** The runs of the catalogue in which something does go wrong without an error. */
const TRUE_ALARMS: Readonly<Record<string, readonly string[]>> = {
  'blocking-call async': ['starvation from 0.0 to 3.0: polite 2, polite 1'],
  'sum-squares async': [
    'starvation from 0.0 to 4.6: n = 200, n = 300, n = 400',
    'starvation from 4.6 to 13.8: n = 300, n = 400',
    'starvation from 13.8 to 27.6: n = 400',
  ],
  'livelock threads': ['livelock from 3.0 to 15.0: A, B'],
  'livelock async': ['livelock from 3.0 to 15.0: A, B'],
};

describe('the watchdog', () => {
  const runs = catalogue.filter(({ kind }) => kind !== 'guide').map(({ id }) => id);
  it.each(runs)('reports of %s what is true, and nothing else', async (id) => {
    const scenario = await workload(id);
    for (const { mode } of scenario.modes) {
      const run = `${id} ${modeKey(mode)}`;
      expect(reported(modelRun(scenario, modeKey(mode))), run).toEqual(TRUE_ALARMS[run] ?? []);
    }
  });

  describe('reading a trace part by part', () => {
    let trace: Trace;
    beforeAll(async () => {
      trace = await modelled('livelock', 'threads');
    });
    it('finds the same as at once', () => {
      const watchdog = createWatchdog();
      let reports = watchdog.read(trace, 100);
      expect(watchdog.isDone).toBe(false);
      while (!watchdog.isDone) reports = watchdog.read(trace, 100);
      expect(reports).toEqual(createWatchdog().read(trace));
    });
  });

  it('finds the same in a trace that grows as in a whole one', () => {
    fc.assert(
      fc.property(arbitraryTrace(200), fc.array(fc.nat({ max: 400 }), { maxLength: 8 }), (trace, stops) => {
        const watchdog = createWatchdog();
        for (const stop of stops.sort((one, other) => one - other)) {
          const length = Math.min(stop, trace.events.length);
          watchdog.read({ ...trace, events: { ...trace.events, length } });
        }
        expect(watchdog.read(trace)).toEqual(createWatchdog().read(trace));
      }),
      { numRuns: 200 },
    );
  });

  it('tells what is going on at a time', async () => {
    const reports = createWatchdog().read(await modelled('sum-squares', 'async'));
    expect(reportsAt(reports, 5).map(({ from }) => from)).toEqual([reports[1]?.from]);
    expect(reportsAt(reports, 30)).toEqual([]);
  });
});
