import type { Trace } from './trace.ts';

/** The part of a trace by which a reader knows it again and how far it has grown. */
type Growing = Pick<Trace, 'actors' | 'events'>;

/**
 * Reads a trace, continuing where it stopped when the same trace has grown. A trace with other actors or fewer events than
 * the last one is read from its beginning.
 */
export interface TraceReader<Answer, Of extends Growing = Trace> {
  read(trace: Of): Answer;
}

/** What has been found in one trace so far. */
export interface Reading<Answer, Of extends Growing = Trace> {
  /**
   * Takes in the events from this index on, and answers for the whole trace. It is given every event once, in order; also
   * none, where nothing but the time has moved on.
   */
  read(trace: Of, from: number): Answer;
}

/** Makes a reader. @param begin starts the reading of a trace that is not the last one, or not any more. */
export function createGrowingReader<Answer, Of extends Growing = Trace>(
  begin: (trace: Of) => Reading<Answer, Of>,
): TraceReader<Answer, Of> {
  let actors: Trace['actors'] | null = null;
  let reading: Reading<Answer, Of> | null = null;
  let known = 0;
  return {
    read(trace) {
      const { length } = trace.events;
      if (!reading || trace.actors !== actors || length < known) {
        reading = begin(trace);
        actors = trace.actors;
        known = 0;
      }
      const answer = reading.read(trace, known);
      known = length;
      return answer;
    },
  };
}
