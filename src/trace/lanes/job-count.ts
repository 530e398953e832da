import { countBelow } from '../../base/binary-search.ts';
import type { Actor } from '../actors.ts';
import { EVENT_CODE } from '../events.ts';
import { createGrowingReader, type TraceReader } from '../growing-reader.ts';
import type { Trace } from '../trace.ts';
import { MAIN_TASK } from './lanes.ts';

/** How many jobs a run has, and when each was done. A job is any task but the main one. */
export interface JobCount {
  /** How many there are so far. */
  readonly all: number;
  /** The index of the event by which each job was done, in order. Jobs that fail or are cancelled never are. */
  readonly doneBy: readonly number[];
}

/** How many jobs are done once so many events have happened. */
export const jobsDone = ({ doneBy }: JobCount, events: number): number => countBelow(doneBy, events);

const isJob = (actor: Actor | undefined): boolean => actor?.kind === 'task' && actor.name !== MAIN_TASK;

/** How many jobs a run has. */
export const jobsIn = ({ actors }: Pick<Trace, 'actors'>): number =>
  actors.reduce((count, actor) => count + Number(isJob(actor)), 0);

/**
 * How many jobs a run has in all. One that brings its jobs one by one, and is under way or was broken off, has those that
 * it would have come to as well.
 *
 * @param expected how many there would be, by the model.
 */
export const jobsInAll = (count: JobCount | null, expected: number, hasFinished: boolean): number =>
  count && hasFinished ? count.all : Math.max(count?.all ?? 0, expected);

/** Makes a reader that counts the jobs of a growing trace. */
export const createJobCounter = (): TraceReader<JobCount, Pick<Trace, 'actors' | 'events'>> =>
  createGrowingReader(() => {
    const doneBy: number[] = [];
    let met = 0;
    let all = 0;
    return {
      read({ actors, events }, from) {
        for (; met < actors.length; met++) if (isJob(actors[met])) all++;
        for (let event = from; event < events.length; event++) {
          const isEnd = events.kind[event] === EVENT_CODE.finish;
          if (isEnd && isJob(actors[events.actor[event] as number])) doneBy.push(event);
        }
        return { all, doneBy };
      },
    };
  });
