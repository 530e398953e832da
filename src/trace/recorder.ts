import { type ActorId, type ActorKind, NO_ACTOR } from './actors.ts';
import type { EventKind, Reason } from './events.ts';
import { REASON_CODE } from './events.ts';

/**
 * Where events go while a run happens. The simulator records straight into a `TraceBuilder`; a live worker records into
 * a ring or a batch, on its own clock. Both are this interface, so the runtime above them is the same.
 */
export interface Recorder {
  /**
   * Brings an actor into being and records its `create` event.
   *
   * @param by who created it; `NO_ACTOR` for those there from the start.
   */
  actor(kind: ActorKind, name: string, parent: ActorId, by: ActorId): ActorId;
  /** Records an event at the present moment. `subject` defaults to none, `value` to 0. */
  record(kind: EventKind, actor: ActorId, subject?: ActorId, value?: number): void;
  /** Interns a string and returns the index that events refer to it by. */
  text(content: string): number;
}

/**
 * Records the state changes of an actor *and of whatever it carries*: a thread that sleeps makes the task it works on
 * wait too, so that lanes by thread and lanes by task tell the same story. What is carried may itself carry something:
 * a thread carries the asyncio task that runs on it, which carries the document it works on.
 */
export class Subjects {
  readonly #recorder: Recorder;
  readonly #carried: Subjects[] = [];
  /** The actor itself: a thread, a task. */
  readonly owner: ActorId;

  constructor(recorder: Recorder, owner: ActorId) {
    this.#recorder = recorder;
    this.owner = owner;
  }

  /** The innermost actor carried, else the owner: who prints, and whose line it is. */
  get current(): ActorId {
    return this.#carried.at(-1)?.current ?? this.owner;
  }

  /** Begins to carry something; its state follows the owner's from now on. */
  carry(inner: Subjects): void {
    this.#carried.push(inner);
    this.#recorder.record('carry', this.owner, inner.owner);
  }

  /** Puts down what was picked up last. */
  putDown(): void {
    this.#carried.pop();
    this.#recorder.record('carry', this.owner, this.#carried.at(-1)?.owner ?? NO_ACTOR);
  }

  /** Runs, on a core where one is known. */
  run(core?: ActorId): void {
    this.#record('run', core);
  }

  /** Could run, but waits for a core, the GIL or its turn. */
  ready(reason: Reason, subject?: ActorId): void {
    this.#record('ready', subject, REASON_CODE[reason]);
  }

  /** Waits for time to pass or for another actor. */
  wait(reason: Reason, subject?: ActorId): void {
    this.#record('wait', subject, REASON_CODE[reason]);
  }

  /** Is blocked on a lock. */
  block(lock: ActorId): void {
    this.#record('block', lock);
  }

  #record(kind: EventKind, subject?: ActorId, value?: number): void {
    this.#recorder.record(kind, this.owner, subject, value);
    for (const inner of this.#carried) inner.#record(kind, subject, value);
  }
}
