import { ACTOR_KINDS, type ActorId, type ActorKind, NO_ACTOR } from '../trace/actors.ts';

/**
 * How a worker's events travel to the page: as rows of five numbers, in the order they were recorded.
 *
 * Most rows are events; the codes below are the others. An actor's number is its worker's index times `ACTORS_PER_WORKER`
 * plus a count of that worker's own, so that workers name actors without asking anyone; the page gives them the dense
 * numbers of a trace. Texts are numbered per worker.
 */
export const ROW = {
  /** A text: actor = its number, value = where its content is (its length in bytes, or its place in the batch). */
  text: 255,
  /** A part of a text that is too long for one row; the others follow. Fields as of `text`. */
  textPart: 254,
  /** An actor: actor = its number, subject = its parent, value = `describeActor(kind, name)`. */
  declare: 253,
  /** From here on the worker is this thread: the lane that shows it if it dies. */
  home: 252,
} as const;

const ACTORS_PER_WORKER = 2 ** 20;

/** The first actor number of a worker; -1 and below stay free for `NO_ACTOR`. */
export const firstActorOf = (worker: number): number => worker * ACTORS_PER_WORKER;

/** Packs an actor's kind and the number of its name into a value. */
export const describeActor = (kind: ActorKind, name: number): number =>
  name * ACTOR_KINDS.length + ACTOR_KINDS.indexOf(kind);

/** Takes apart what `describeActor` made. */
export function readDescription(value: number): { readonly kind: ActorKind; readonly name: number } {
  const code = value % ACTOR_KINDS.length;
  return { kind: ACTOR_KINDS[code] as ActorKind, name: (value - code) / ACTOR_KINDS.length };
}

/** Where a worker's rows go. */
export interface EventSink {
  row(time: number, code: number, actor: number, subject: number, value: number): void;
  /** Sends a text ahead of the rows that name it. */
  text(number: number, content: string): void;
  /** Sends on whatever has been held back. */
  flush(): void;
}

/** Where the rows of one worker come out on the page. */
export interface RowReceiver {
  row(time: number, code: number, actor: number, subject: number, value: number): void;
  text(number: number, content: string): void;
}

/** Stands where a row names no actor. */
export const NOBODY: ActorId = NO_ACTOR;
