import { assertNever } from '../base/assert-never.ts';
import type { Effect, Mark } from '../program/effects.ts';
import { CancelledError, describeError, type PythonError } from '../program/errors.ts';
import { type ActorId, NO_ACTOR } from '../trace/actors.ts';
import { type Recorder, Subjects } from '../trace/recorder.ts';
import { noteRaised, raisedIn } from './raised.ts';

/** The kinds of effect that do nothing but leave a record. */
export type RecordedKind =
  | 'mark'
  | 'print'
  | 'warn'
  | 'enter'
  | 'leave'
  | 'progress'
  | 'latency'
  | 'begin-job'
  | 'end-job';

/** Effects that do nothing but leave a record: they take no time and ask nobody for anything. */
export type RecordedEffect = Extract<Effect, { readonly kind: RecordedKind }>;

/** Records the end of an actor: `cancel` for a cancellation, `fail` with its error, or `finish`. */
export function recordEnd(recorder: Recorder, actor: ActorId, error: unknown): void {
  if (error === null) recorder.record('finish', actor);
  else if (error instanceof CancelledError) recorder.record('cancel', actor);
  else recorder.record('fail', actor, NO_ACTOR, recorder.text(describeError(error)));
}

/**
 * Records where one flow of execution is and what it says: its lines, frames, output and jobs. A thread has one, and so
 * has each asyncio task.
 */
export class Activity {
  readonly #recorder: Recorder;
  readonly #subjects: Subjects;
  readonly #lines: Readonly<Record<Mark, number>>;
  #jobs: ActorId[] | null = null;
  #line = 0;

  constructor(recorder: Recorder, subjects: Subjects, lines: Readonly<Record<Mark, number>>) {
    this.#recorder = recorder;
    this.#subjects = subjects;
    this.#lines = lines;
  }

  /**
   * Moves to the line of a mark. Without a mark, or with one that the listing of this mode lacks, the line stays; a line
   * is not recorded again while nothing but it was executed, unless it is executed `anew`.
   */
  moveTo(mark: Mark | undefined, anew = false): void {
    if (mark === undefined) return;
    const line = this.#lines[mark];
    if (line === undefined || (line === this.#line && !anew)) return;
    this.#line = line;
    this.#recorder.record('line', this.#subjects.current, NO_ACTOR, line);
  }

  /** Opens a frame. */
  enter(frame: string): void {
    this.#line = 0;
    this.#recorder.record('call', this.#subjects.current, NO_ACTOR, this.#recorder.text(frame));
  }

  /** Closes a frame. */
  leave(frame: string): void {
    this.#line = 0;
    this.#recorder.record('return', this.#subjects.current, NO_ACTOR, this.#recorder.text(frame));
  }

  /** Performs an effect that only leaves a record. */
  perform(effect: RecordedEffect): void {
    switch (effect.kind) {
      case 'mark':
        return;
      case 'print':
        this.#recorder.record('print', this.#subjects.current, NO_ACTOR, this.#recorder.text(effect.text));
        return;
      case 'warn':
        this.#recorder.record('warn', this.#subjects.current, NO_ACTOR, this.#recorder.text(effect.text));
        return;
      case 'latency':
        this.#recorder.record('latency', this.#subjects.current, NO_ACTOR, effect.seconds);
        return;
      case 'enter':
        this.enter(effect.frame);
        return;
      case 'leave':
        this.leave(effect.frame);
        return;
      case 'progress':
        this.#recorder.record('progress', this.#subjects.current, NO_ACTOR, effect.share);
        return;
      case 'begin-job':
        this.#beginJob(effect.name);
        return;
      case 'end-job':
        this.#endJob(effect.error);
        return;
      default:
        assertNever(effect);
    }
  }

  /** An error is raised in the program: for the first time, or again where somebody awaited what ended by it. */
  raise(error: PythonError): void {
    const actor = this.#subjects.current;
    this.#recorder.record('raise', actor, raisedIn(error), this.#recorder.text(describeError(error)));
    noteRaised(error, actor);
  }

  #beginJob(name: string): void {
    const by = this.#subjects.current;
    const task = this.#recorder.actor('task', name, by, by);
    const subjects = new Subjects(this.#recorder, task);
    this.#jobs ??= [];
    this.#jobs.push(task);
    this.#line = 0;
    this.#subjects.carry(subjects);
    subjects.run();
  }

  #endJob(error: unknown): void {
    const task = this.#jobs?.pop();
    if (task === undefined) return;
    recordEnd(this.#recorder, task, error);
    this.#line = 0;
    this.#subjects.putDown();
  }
}
