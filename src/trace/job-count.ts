import { countBelow } from '../base/binary-search.ts';
import type { Actor } from './actors.ts';
import { EVENT_CODE } from './events.ts';
import { MAIN_TASK } from './lanes.ts';
import type { Trace } from './trace.ts';

/** How many jobs a run has, and when each was done. A job is any task but the main one. */
export interface JobCount {
  /** How many there are so far. */
  readonly all: number;
  /** The index of the event by which each job was done, in order. Jobs that fail or are cancelled never are. */
  readonly doneBy: readonly number[];
}

/** Counts the jobs of a trace, continuing where it stopped when the same trace has grown. */
export interface JobCounter {
  read(trace: Pick<Trace, 'actors' | 'events'>): JobCount;
}

/** How many jobs are done once so many events have happened. */
export const jobsDone = ({ doneBy }: JobCount, events: number): number => countBelow(doneBy, events);

const isJob = (actor: Actor | undefined): boolean => actor?.kind === 'task' && actor.name !== MAIN_TASK;

/** How many jobs a run has. */
export const jobsIn = ({ actors }: Pick<Trace, 'actors'>): number =>
  actors.reduce((count, actor) => count + Number(isJob(actor)), 0);

/** Makes a counter. A trace with other actors or fewer events than the last one is read from its beginning. */
export function createJobCounter(): JobCounter {
  let actors: readonly Actor[] | null = null;
  let met = 0;
  let read = 0;
  let all = 0;
  let doneBy: number[] = [];
  return {
    read(trace) {
      const { events } = trace;
      if (trace.actors !== actors || events.length < read) {
        actors = trace.actors;
        met = 0;
        read = 0;
        all = 0;
        doneBy = [];
      }
      for (; met < actors.length; met++) if (isJob(actors[met])) all++;
      for (; read < events.length; read++) {
        if (events.kind[read] === EVENT_CODE.finish && isJob(actors[events.actor[read] as number])) {
          doneBy.push(read);
        }
      }
      return { all, doneBy };
    },
  };
}
