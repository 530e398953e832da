import type { Seconds } from '../../base/units.ts';
import type { ActorId } from '../actors.ts';
import type { Phrase } from '../phrase.ts';
import type { Trace } from '../trace.ts';

/** Something that goes wrong in a run without an error: somebody never gets a turn, or all get theirs to no avail. */
export interface Report {
  readonly kind: 'starvation' | 'livelock';
  /** When it began. */
  readonly from: Seconds;
  /** When it was over; `null` where it lasts as long as the trace does so far. */
  readonly to: Seconds | null;
  /** Who starves, or who is in the livelock. */
  readonly actors: readonly ActorId[];
  /** In words, true at any time. */
  readonly phrase: Phrase;
}

/** Looks through the events of one trace, one by one. */
export interface Watcher {
  /** Takes in the event of this index, and gives what comes to light by it that is over. */
  note(trace: Trace, event: number): readonly Report[];
  /** What is still going on after the events so far, at a time. */
  ongoing(trace: Trace, time: Seconds): readonly Report[];
}

/** What watchers give for most events. */
export const NOTHING: readonly Report[] = [];
