import type { ActorId } from '../trace/actors.ts';
import { type CriticalStretch, criticalPath } from '../trace/critical/critical-path.ts';
import type { Grouping } from '../trace/lanes/lanes.ts';
import type { Trace } from '../trace/trace.ts';

/** The stretches of the critical path on one lane, in order, never overlapping. */
export interface CriticalSegments {
  /** Program seconds. */
  readonly start: readonly number[];
  readonly end: readonly number[];
}

/** Where the critical path leaves one lane for another. */
export interface CriticalJump {
  readonly from: ActorId;
  readonly to: ActorId;
  /** When it is last on the one, and first on the other, in program seconds. */
  readonly left: number;
  readonly reached: number;
}

/** The critical path of a run, as lanes show it. */
export interface CriticalLines {
  /** By the actor of a lane. */
  readonly segments: ReadonlyMap<ActorId, CriticalSegments>;
  /** In the order of time. */
  readonly jumps: readonly CriticalJump[];
}

/**
 * Puts the critical path of a run on lanes. Stretches of threads that work on no task have no lane by task; lanes by core
 * have none, for a path is not about where something runs.
 */
export function criticalLines(trace: Trace, grouping: Grouping): CriticalLines {
  const segments = new Map<ActorId, { start: number[]; end: number[] }>();
  const jumps: CriticalJump[] = [];
  let last: { readonly lane: ActorId; readonly end: number } | null = null;
  for (const stretch of criticalPath(trace)) {
    const lane = laneOf(trace, stretch, grouping);
    if (lane === null) continue;
    const { from, to } = stretch;
    if (last && last.lane !== lane) jumps.push({ from: last.lane, to: lane, left: last.end, reached: from });
    const own = segments.get(lane) ?? { start: [], end: [] };
    segments.set(lane, own);
    if (own.end.at(-1) === from) own.end[own.end.length - 1] = to;
    else {
      own.start.push(from);
      own.end.push(to);
    }
    last = { lane, end: to };
  }
  return { segments, jumps };
}

function laneOf({ actors }: Trace, { actor, thread }: CriticalStretch, grouping: Grouping): ActorId | null {
  const lane = grouping === 'thread' ? thread : actor;
  return actors[lane]?.kind === grouping ? lane : null;
}
