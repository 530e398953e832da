import type { ActorKind } from '../trace/actors.ts';
import type { Provenance, Trace } from '../trace/trace.ts';

/** A run that was read from a file. */
export interface ImportedRun {
  /** What it is called, as the file says or is named itself. */
  readonly title: string;
  /** Of provenance `imported`, for a file can claim anything. */
  readonly trace: Trace;
  /** The provenance that the file states; `null` where it states none. */
  readonly stated: Provenance | null;
}

const countOf = ({ actors }: Trace, kind: ActorKind): number =>
  actors.filter((actor) => actor.kind === kind).length;

/** Whether the lanes of tasks tell more than those of the threads: where one thread has several. */
export const isBestByTask = (trace: Trace): boolean =>
  countOf(trace, 'thread') < 2 && countOf(trace, 'task') > 1;

/** What a file turned out to hold. */
export type ImportResult =
  | {
      readonly kind: 'runs';
      /** At least one. */
      readonly runs: readonly ImportedRun[];
      /** Sentences about what of the file is not shown, or not as it stands there. */
      readonly notices: readonly string[];
    }
  | {
      readonly kind: 'problem';
      /** A sentence that names the place: `Event 1,204 (byte 310,233): ts is missing.` */
      readonly problem: string;
    };

/** The largest file that is read, in bytes. */
export const LARGEST_FILE = 200 * 2 ** 20;
