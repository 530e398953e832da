import type { ActorId } from '../../trace/actors.ts';
import type { Subjects } from '../../trace/recorder.ts';
import type { LiveRecorder } from './live-recorder.ts';
import type { Gil } from './process-memory.ts';
import { type Eventual, type Steps, settled } from './steps.ts';

/** When a thread may execute: takes the GIL and lets it go, and records what that does to the thread. */
export class Turns {
  readonly #recorder: LiveRecorder;
  readonly #subjects: Subjects;
  readonly #gil: Gil | null;
  readonly #actor: ActorId;

  /**
   * @param gil null in the free-threaded build.
   * @param actor the GIL's.
   */
  constructor(recorder: LiveRecorder, subjects: Subjects, gil: Gil | null, actor: ActorId) {
    this.#recorder = recorder;
    this.#subjects = subjects;
    this.#gil = gil;
    this.#actor = actor;
  }

  /** Whether the thread should let another have a turn. */
  get shouldYield(): boolean {
    return this.#gil?.dropRequested ?? false;
  }

  /** Becomes ready, and runs as soon as it has the GIL. */
  *begin(): Steps<void> {
    const thread = this.#subjects.owner;
    if (this.#gil) {
      if (!(yield* settled(this.#gil.request()))) {
        this.#subjects.ready('gil', this.#actor);
        this.#recorder.flush();
        yield* settled(this.#gil.turn(() => this.#recorder.record('drop-request', thread, this.#actor)));
      }
      this.#recorder.record('acquire', thread, this.#actor);
    }
    this.#subjects.run();
  }

  /** Ends: lets the GIL go for good. @param record records how the thread ended. */
  *end(record: () => void): Steps<void> {
    if (this.#gil) this.#recorder.record('release', this.#subjects.owner, this.#actor);
    record();
    if (this.#gil) yield* settled(this.#gil.release());
    this.#recorder.flush();
  }

  /** Waits for something without the GIL. @param record records the state of waiting. */
  *without<Result>(record: () => void, wait: () => Eventual<Result>): Steps<Result> {
    record();
    if (this.#gil) {
      this.#recorder.record('release', this.#subjects.owner, this.#actor);
      yield* settled(this.#gil.release());
    }
    this.#recorder.flush();
    const result = yield* settled(wait());
    yield* this.begin();
    return result;
  }

  /** Lets another thread have a turn. */
  *yieldTurn(): Steps<void> {
    if (!this.#gil) return;
    this.#subjects.ready('gil', this.#actor);
    this.#recorder.record('release', this.#subjects.owner, this.#actor);
    yield* settled(this.#gil.yieldTurn());
    yield* this.begin();
  }
}
