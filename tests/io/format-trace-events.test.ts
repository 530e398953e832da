import { describe, expect, it } from 'vitest';
import { formatSpans } from '../../src/io/format-spans.ts';
import { formatTraceEvents, type NamedTrace } from '../../src/io/format-trace-events.ts';
import type { TraceEvent } from '../../src/io/trace-event.ts';
import { initialValues } from '../../src/program/scenario.ts';
import { INITIAL_MACHINE } from '../../src/runtime/settings.ts';
import { catalogue } from '../../src/scenarios/catalogue.ts';
import { simulate } from '../../src/sim/simulate.ts';
import { type ActorId, NO_ACTOR } from '../../src/trace/actors.ts';
import { TraceBuilder } from '../../src/trace/builder.ts';

async function runsOf(id: string): Promise<readonly NamedTrace[]> {
  const entry = catalogue.find((candidate) => candidate.id === id);
  if (entry?.kind !== 'workload') throw new Error(`There is no workload ${id}.`);
  const scenario = await entry.load();
  const options = { parameters: initialValues(scenario.parameters), machine: INITIAL_MACHINE, seed: 1 };
  return scenario.modes.map(({ mode, title }) => ({ title, trace: simulate(scenario, mode, options) }));
}

const eventsOf = (runs: readonly NamedTrace[]): readonly TraceEvent[] =>
  JSON.parse(formatTraceEvents(runs)).traceEvents;

const trackOf = ({ pid, tid }: TraceEvent): string => `${pid}/${tid}`;

/** When the slices of each thread are, those of no duration included. */
function slicesByTrack(events: readonly TraceEvent[]): ReadonlyMap<string, readonly [number, number][]> {
  const slices = new Map<string, [number, number][]>();
  for (const event of events) {
    if (event.ph === 'B')
      slices.set(trackOf(event), [...(slices.get(trackOf(event)) ?? []), [event.ts, Number.NaN]]);
    const open = slices.get(trackOf(event))?.at(-1);
    if (event.ph === 'E' && open) open[1] = event.ts;
  }
  return slices;
}

/** What breaks the rules of the format, or is not read by those who read it. */
function faultsIn(events: readonly TraceEvent[]): readonly string[] {
  const faults: string[] = [];
  const open = new Map<string, string[]>();
  const running = new Map<string, TraceEvent & { ph: 'B' }>();
  const until = new Map<string, number>();
  const arrows = new Map<string, TraceEvent & { ph: 's' }>();
  const slices = slicesByTrack(events);
  for (const event of events) {
    if (!(event.ts >= 0)) faults.push(`${event.name} at ${event.ts}`);
    const track = trackOf(event);
    switch (event.ph) {
      case 'B':
        // Slices of a thread come one after another: none reaches into the next.
        if (running.has(track) || event.ts < (until.get(track) ?? 0)) faults.push(`${event.name} overlaps`);
        running.set(track, event as TraceEvent & { ph: 'B' });
        break;
      case 'E': {
        const begun = running.get(track);
        if (begun?.name !== event.name || begun.cat !== event.cat || event.ts < begun.ts)
          faults.push(`${event.name} ends what has not begun`);
        // Of two that begin together, the shorter would be drawn within the longer.
        if (begun?.ts === event.ts && (slices.get(track)?.length ?? 0) > 1)
          faults.push(`${event.name} takes no time`);
        running.delete(track);
        until.set(track, event.ts);
        break;
      }
      case 'b':
        open.set(event.id, [...(open.get(event.id) ?? []), event.name]);
        break;
      case 'e':
        if (open.get(event.id)?.pop() !== event.name) faults.push(`${event.name} ends out of turn`);
        break;
      case 's':
        arrows.set(event.id, event as TraceEvent & { ph: 's' });
        break;
      case 'f': {
        const start = arrows.get(event.id);
        if (start?.name !== event.name || start.ts > event.ts) faults.push(`${event.name} has no start`);
        arrows.delete(event.id);
        break;
      }
      default:
    }
    if (event.ph === 's' || event.ph === 'f') {
      const around = slices
        .get(track)
        ?.some(([from, to]) => from <= event.ts && (event.ts < to || from === to));
      if (!around) faults.push(`${event.ph} of ${event.name} at ${event.ts} is in no slice`);
    }
  }
  for (const { name } of running.values()) faults.push(`${name} never ends`);
  for (const name of [...open.values()].flat()) faults.push(`${name} never ends`);
  for (const { name } of arrows.values()) faults.push(`${name} leads nowhere`);
  return faults;
}

const COMPUTING = ['gil', 'sum-squares', 'sqrt-pool', 'cpu-or-io', 'free-threaded'];

const SMALL = catalogue
  .filter(({ id, kind }) => kind === 'workload' && !COMPUTING.includes(id))
  .map(({ id }) => id);

describe('runs in the Trace Event Format', () => {
  it.each(SMALL)('stand by the rules of it: %s', async (id) => {
    const events = eventsOf(await runsOf(id));
    expect(faultsIn(events)).toEqual([]);
  });

  it('have a process and thread for each of the run, apart for each run', async () => {
    const runs = await runsOf('documents');
    const events = eventsOf(runs);
    const names = events.flatMap((event) =>
      event.ph === 'M' && event.name === 'process_name' ? [`${event.args.name}`] : [],
    );
    expect(names.filter((name) => name.startsWith('Sync: '))).toEqual(['Sync: MainProcess']);
    expect(names.filter((name) => name.startsWith('Processes: '))).toHaveLength(6);
    const tasks = events.filter((event) => event.ph === 'b' && event.name === 'doc 3');
    expect(tasks).toHaveLength(runs.length);
  });

  it('tell what was printed, and the values of variables', async () => {
    const events = eventsOf(await runsOf('lost-update'));
    const counts = events.flatMap((event) =>
      event.ph === 'C' && event.name === 'counter' ? [event.args.value] : [],
    );
    expect(counts).toContain(20);
    expect(events.some((event) => event.ph === 'i' && event.name.startsWith('print "counter is'))).toBe(true);
  });
});

describe('runs as comma-separated values', () => {
  it('have a row for each state of each lane', async () => {
    const [sync] = await runsOf('documents');
    const lines = formatSpans(sync ? [sync] : []).split('\r\n');
    expect(lines[0]).toBe('run,provenance,lanes,lane,from,to,duration,state,reason,in words');
    expect(lines).toContain('Sync,modelled,task,doc 1,5,10,5,waiting,sleep,waiting: sleep');
  });

  it('quote what needs it, and hand no formula to a spreadsheet', () => {
    const builder = new TraceBuilder();
    const thread = builder.actor('task', '=HYPERLINK("x"),1', NO_ACTOR, NO_ACTOR) as ActorId;
    builder.record('run', thread);
    builder.record('finish', thread);
    const trace = builder.view({
      scenario: 'x',
      mode: 'sync',
      provenance: 'imported',
      params: {},
      seed: 1,
      machine: { cores: 1 },
    });
    expect(formatSpans([{ title: 'Sync', trace }])).toContain('"\'=HYPERLINK(""x""),1"');
  });
});
