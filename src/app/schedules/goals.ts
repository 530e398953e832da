import type { Schedule, SteppedRun } from '../../sim/stepped-run.ts';
import { isGil } from '../../trace/actors.ts';
import { EVENT_CODE } from '../../trace/events.ts';
import { linesOf, outcomeOf } from '../../trace/outcome.ts';
import { createSharedObjectReader } from '../../trace/state/shared-objects.ts';
import type { Trace } from '../../trace/trace.ts';

/** What can come of a run by its schedule alone that its program does not mean. */
export type Fault = 'lost-update' | 'deadlock' | 'mixed-lines';

/** What somebody who chooses the schedule can try for. */
export type Goal = Fault | 'no-deadlock';

/** A program as it runs when threads go one after another. */
export interface SerialRuns {
  readonly runs: readonly Trace[];
  /** What came of them, in words. */
  readonly outcomes: ReadonlySet<string>;
  /** The lowest that each variable with a number ends as in any of them, by its name. */
  readonly least: ReadonlyMap<string, number>;
}

/** Runs a program with its threads one after another, in their order and in the reverse. */
export function runSerially(step: (schedule: Schedule) => SteppedRun): SerialRuns {
  const inOrder = step([]);
  const threads = [...new Set(inOrder.schedule)].sort((one, other) => other - one);
  const reversed = threads.flatMap((thread) => inOrder.schedule.filter((candidate) => candidate === thread));
  const runs = [inOrder.trace, step(reversed).trace];
  const least = new Map<string, number>();
  for (const run of runs) {
    for (const [name, value] of numbersAtEnd(run)) least.set(name, Math.min(value, least.get(name) ?? value));
  }
  return { runs, outcomes: new Set(runs.map((run) => outcomeOf(run).text)), least };
}

function numbersAtEnd(trace: Trace): readonly (readonly [name: string, value: number])[] {
  return createSharedObjectReader()
    .read(trace)
    .variablesAt(trace.events.length)
    .filter(({ value, written }) => written !== null && value !== null && Number.isFinite(Number(value)))
    .map(({ variable, value }) => [trace.actors[variable]?.name ?? '', Number(value)]);
}

/** What went wrong in a run that is over. */
export function faultsOf(trace: Trace, { least }: SerialRuns): readonly Fault[] {
  const { kind } = outcomeOf(trace);
  if (kind === 'deadlock') return ['deadlock'];
  if (kind === 'failed') return [];
  const isLost = numbersAtEnd(trace).some(([name, value]) => value < (least.get(name) ?? value));
  return [
    ...(isLost ? (['lost-update'] as const) : []),
    ...(linesOf(trace) === 'mixed' ? (['mixed-lines'] as const) : []),
  ];
}

/** What can be tried for with a program, by what it does when its threads go one after another. */
export function goalsFor({ runs }: SerialRuns): readonly Goal[] {
  return [
    ...(runs.some(hasSharedCount) ? (['lost-update'] as const) : []),
    ...(runs.some(takesLocksWithinLocks) ? (['deadlock', 'no-deadlock'] as const) : []),
    ...(runs.some(printsInPieces) ? (['mixed-lines'] as const) : []),
  ];
}

/** Whether a variable that ends as a number is written by several. */
function hasSharedCount(trace: Trace): boolean {
  const counts = new Set(numbersAtEnd(trace).map(([name]) => name));
  const writers = new Map<string, number>();
  const { events, actors } = trace;
  for (let index = 0; index < events.length; index++) {
    if (events.kind[index] !== EVENT_CODE.write) continue;
    const name = actors[events.subject[index] as number]?.name ?? '';
    const writer = events.actor[index] as number;
    if (!counts.has(name)) continue;
    if (writers.has(name) && writers.get(name) !== writer) return true;
    writers.set(name, writer);
  }
  return false;
}

/** Whether somebody asks for a lock while holding another. */
function takesLocksWithinLocks({ events, actors }: Trace): boolean {
  const held = new Map<number, number>();
  for (let index = 0; index < events.length; index++) {
    const lock = actors[events.subject[index] as number];
    const actor = events.actor[index] as number;
    if (lock && isGil(lock)) continue;
    const count = held.get(actor) ?? 0;
    if (events.kind[index] === EVENT_CODE.request && count > 0) return true;
    if (events.kind[index] === EVENT_CODE.acquire) held.set(actor, count + 1);
    if (events.kind[index] === EVENT_CODE.release) held.set(actor, count - 1);
  }
  return false;
}

/** Whether several print lines, one at least of which is written in pieces. */
function printsInPieces({ events, texts }: Trace): boolean {
  const printers = new Set<number>();
  let hasPieces = false;
  for (let index = 0; index < events.length; index++) {
    if (events.kind[index] !== EVENT_CODE.output) continue;
    printers.add(events.actor[index] as number);
    hasPieces ||= !(texts[events.value[index] as number] ?? '').endsWith('\n');
  }
  return hasPieces && printers.size > 1;
}
