import type { ActorId } from '../actors.ts';
import { EVENT_CODE } from '../events.ts';
import { createStatisticsReader } from '../statistics.ts';
import type { Trace } from '../trace.ts';

/** How fast the computing of a run could be done at best, however it is scheduled. */
export interface ScheduleBounds {
  /** The task that computes longest. */
  readonly longest: ActorId;
  /** How long that is, in program seconds: one core has to do all of it. */
  readonly longestTime: number;
  /** The computing of all tasks together, in program seconds: what a single core takes. */
  readonly total: number;
  /** How many times as fast as on one core it can be, however many there are: total ÷ longest. */
  readonly largestSpeedUp: number;
}

/** Less computing than this share of a run does not decide how long it takes. */
const NEGLIGIBLE = 0.02;

/**
 * The bounds of a modelled run; `null` for one that hardly computes. Only tasks without parts are counted, so that nothing
 * counts twice. A measured trace does not tell computing from waiting for a core, so its bounds are those of its model.
 */
export function scheduleBounds(trace: Trace): ScheduleBounds | null {
  const whole = tasksWithParts(trace);
  let total = 0;
  let longestTime = 0;
  let longest: ActorId | null = null;
  for (const { actor, shares, lifetime } of createStatisticsReader().read(trace).tasks) {
    if (whole.has(actor)) continue;
    const time = shares.running * lifetime;
    total += time;
    if (time > longestTime) {
      longestTime = time;
      longest = actor;
    }
  }
  if (longest === null || total < NEGLIGIBLE * trace.duration) return null;
  return { longest, longestTime, total, largestSpeedUp: total / longestTime };
}

/** The least time, in program seconds, in which so many cores can do the computing: no schedule is faster. */
export const leastTime = ({ longestTime, total }: ScheduleBounds, cores: number): number =>
  Math.max(longestTime, total / cores);

function tasksWithParts({ events, actors }: Trace): ReadonlySet<ActorId> {
  const found = new Set<ActorId>();
  for (let index = 0; index < events.length; index++) {
    const actor = events.actor[index] as ActorId;
    if (events.kind[index] === EVENT_CODE.carry && actors[actor]?.kind === 'task') found.add(actor);
  }
  return found;
}
