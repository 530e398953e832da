import type { Schedule } from '../../sim/stepped-run.ts';

/** A schedule with a step in another place, and where that step is now. */
export interface MovedStep {
  readonly schedule: Schedule;
  readonly index: number;
}

/**
 * Moves a step earlier or later: past the nearest step of another thread. What its own thread does in between goes along,
 * as a thread keeps its order.
 *
 * @returns `null` where no other thread has a step on that side.
 */
export function moveStep(schedule: Schedule, index: number, to: 'earlier' | 'later'): MovedStep | null {
  const thread = schedule[index];
  const isOther = (candidate: number): boolean => candidate !== thread;
  if (to === 'earlier') {
    const other = schedule.slice(0, index).findLastIndex(isOther);
    if (other < 0) return null;
    return {
      schedule: schedule.toSpliced(other, 1).toSpliced(index, 0, schedule[other] as number),
      index: index - 1,
    };
  }
  const other = schedule.findIndex((candidate, place) => place > index && isOther(candidate));
  if (other < 0) return null;
  return {
    schedule: schedule.toSpliced(other, 1).toSpliced(index, 0, schedule[other] as number),
    index: index + 1,
  };
}

/** Where the same step of the same thread is in another schedule: its end, where it is not there. */
export function placeOfStep(schedule: Schedule, index: number, other: Schedule): number {
  const thread = schedule[index];
  const nth = schedule.slice(0, index).filter((candidate) => candidate === thread).length;
  let seen = 0;
  const place = other.findIndex((candidate) => candidate === thread && seen++ === nth);
  return place < 0 ? other.length - 1 : place;
}
