import type { Effect, EffectResult, Routine, Value } from '../program/effects.ts';
import { CancelledError, PythonError } from '../program/errors.ts';
import { nameOfRoutine } from '../program/program.ts';
import type { ActorId } from '../trace/actors.ts';
import { Subjects } from '../trace/recorder.ts';
import { Activity, type RecordedKind, recordEnd } from './activity.ts';
import type { Coroutine } from './coroutine.ts';
import { type DoneCallback, Future, partsAwaited, type Waiting } from './future.ts';
import type { HostOperation, HostResult, ThreadHost } from './host.ts';
import { answerAtOnce, answerTo, type HostEffect, type Inquiry, operationFor } from './host-effects.ts';
import type { Handle, Loop } from './loop.ts';
import type { RunSetup } from './setup.ts';

/** The effects that a task performs by a coroutine of asyncio. */
export type AsyncioEffect = Exclude<
  Effect,
  HostEffect | Inquiry | { readonly kind: RecordedKind | 'output' | 'raise' }
>;

/** What tasks need of the loop they run on, besides what every future does. */
export interface TaskLoop extends Loop {
  readonly host: ThreadHost;
  readonly setup: RunSetup;
  /** Called as a task begins a step (the task) and as the step ends (null). */
  setCurrent(task: Task | null): void;
  /** Called when a task is done. */
  forget(task: Task): void;
  /** The coroutine that performs an effect for a task. */
  coroutineFor(effect: AsyncioEffect, task: Task): Coroutine<EffectResult>;
}

/**
 * A coroutine that its loop schedules, one step at a time.
 *
 * Source: CPython 3.14, Lib/asyncio/tasks.py: `__step`, `__wakeup`, `cancel` and `uncancel`.
 */
export class Task extends Future implements Handle, DoneCallback {
  readonly name: string;
  readonly actor: ActorId;
  readonly #loop: TaskLoop;
  readonly #routine: Routine;
  readonly #frame: string;
  readonly #subjects: Subjects;
  readonly #activity: Activity;
  /** The coroutine of asyncio that performs the effect the program is at. */
  #coroutine: Coroutine<EffectResult> | null = null;
  /** The effect that the host is performing. */
  #effect: HostEffect | null = null;
  /** The future it waits for; null while its next step is in the ready queue. */
  #waiter: Future | null = null;
  /** What its next step raises instead of going on. */
  #thrown: PythonError | null = null;
  #begun = false;
  #mustCancel = false;
  #cancelRequests = 0;

  /** Creates the task and schedules its first step. */
  constructor(loop: TaskLoop, routine: Routine, name: string) {
    const actor = loop.recorder.actor('task', name, loop.actor, loop.currentActor);
    super(loop, null);
    this.#loop = loop;
    this.#routine = routine;
    this.#frame = nameOfRoutine(routine);
    this.name = name;
    this.actor = actor;
    this.#subjects = new Subjects(loop.recorder, actor);
    this.#activity = new Activity(loop.recorder, this.#subjects, loop.setup.lines);
    this.#subjects.ready('loop', loop.actor);
    loop.enqueue(this);
  }

  override get waiting(): Waiting {
    return { reason: 'future', subject: this.actor, label: `the task ${this.name}` };
  }

  /** What it waits for, in words; null while it does not wait. */
  get obstacle(): string | null {
    return this.#waiter?.waiting.label ?? null;
  }

  /** How many cancellations were requested and not taken back. */
  get cancelling(): number {
    return this.#cancelRequests;
  }

  /** Requests cancellation. It cancels what the task waits for, or else its next step raises `CancelledError`. */
  override cancel(): boolean {
    if (this.done) return false;
    this.#cancelRequests++;
    if (this.#waiter?.cancel()) return true;
    this.#mustCancel = true;
    return true;
  }

  /** Takes back one request for cancellation, and with the last what has not taken effect; returns how many are left. */
  uncancel(): number {
    if (this.#cancelRequests > 0 && --this.#cancelRequests === 0) this.#mustCancel = false;
    return this.#cancelRequests;
  }

  /** Is woken by the future it waited for. */
  schedule(future: Future): void {
    this.#thrown = future.error;
    this.#loop.recorder.record('wake', this.#loop.currentActor, this.actor);
    this.#subjects.ready('loop', this.#loop.actor);
    this.#loop.enqueue(this);
  }

  begin(): HostOperation | null {
    let thrown = this.#thrown;
    if (this.#mustCancel) {
      if (!(thrown instanceof CancelledError)) thrown = new CancelledError();
      this.#mustCancel = false;
    }
    this.#thrown = null;
    this.#waiter = null;
    this.#loop.host.subjects.carry(this.#subjects);
    this.#loop.setCurrent(this);
    this.#subjects.run();
    if (thrown) return this.#drive(true, thrown);
    if (!this.#begun) {
      this.#begun = true;
      this.#activity.enter(this.#frame);
    }
    return this.#drive(false, null);
  }

  resume(result: HostResult): HostOperation | null {
    const effect = this.#effect;
    if (!effect) return this.#drive(false, result);
    this.#effect = null;
    let answer: EffectResult;
    try {
      answer = answerTo(effect, result);
    } catch (error) {
      return this.fail(error);
    }
    return this.#drive(false, answer);
  }

  fail(error: unknown): HostOperation | null {
    if (!(error instanceof PythonError)) throw error;
    this.#effect = null;
    return this.#drive(true, error);
  }

  /**
   * Executes the program, and whatever coroutine of asyncio it is in, until it suspends or ends (null), or until it needs
   * the host.
   */
  #drive(throwing: boolean, input: unknown): HostOperation | null {
    for (;;) {
      try {
        if (this.#coroutine) {
          const step = throwing ? this.#coroutine.throw(input) : this.#coroutine.next(input as HostResult);
          throwing = false;
          if (step.done) {
            this.#coroutine = null;
            input = step.value;
          } else if (step.value === null || step.value instanceof Future) {
            this.#suspend(step.value);
            return null;
          } else {
            return step.value;
          }
        }
        if (throwing) this.#activity.raise(input as PythonError);
        const step = throwing ? this.#routine.throw(input) : this.#routine.next(input as EffectResult);
        throwing = false;
        if (step.done) {
          this.#complete(step.value ?? null);
          return null;
        }
        const effect = step.value;
        if (effect.kind === 'raise') {
          this.#activity.moveTo(effect.at);
          throwing = true;
          input = effect.error;
          continue;
        }
        if (effect.kind === 'now' || effect.kind === 'thread-ident') {
          this.#activity.moveTo(effect.at);
          input = answerAtOnce(effect, this.#loop.host);
          continue;
        }
        const operation = this.#perform(effect);
        if (operation) return operation;
        input = null;
      } catch (error) {
        if (!(error instanceof PythonError)) throw error;
        if (this.#coroutine) {
          this.#coroutine = null;
          throwing = true;
          input = error;
          continue;
        }
        this.#end(error);
        return null;
      }
    }
  }

  #perform(effect: Exclude<Effect, Inquiry | { readonly kind: 'raise' }>): HostOperation | null {
    this.#activity.moveTo(effect.at, effect.kind === 'mark');
    switch (effect.kind) {
      case 'mark':
      case 'print':
      case 'warn':
      case 'enter':
      case 'leave':
      case 'progress':
      case 'latency':
      case 'begin-job':
      case 'end-job':
        this.#activity.perform(effect);
        return null;
      case 'block':
      case 'compute':
      case 'output':
      case 'read':
      case 'write':
      case 'start-thread':
      case 'join-thread':
      case 'open-pool':
      case 'submit':
      case 'result':
      case 'close-pool':
        this.#effect = effect;
        return operationFor(effect, this.#loop.host);
      default:
        this.#coroutine = this.#loop.coroutineFor(effect, this);
        return null;
    }
  }

  /** Ends the step: waits for a future, or for its next turn (null). */
  #suspend(future: Future | null): void {
    const { actor } = this.#loop;
    if (future === null || future === this) {
      if (future) this.#thrown = new PythonError('RuntimeError', `Task cannot await on itself: ${this.name}`);
      this.#subjects.ready('loop', actor);
      this.#leaveStep();
      this.#loop.enqueue(this);
      return;
    }
    for (const part of partsAwaited(future)) this.#loop.recorder.record('await', this.actor, part);
    const { reason, subject } = future.waiting;
    if (reason === 'lock') this.#subjects.block(subject);
    else this.#subjects.wait(reason, subject);
    this.#waiter = future;
    future.addDoneCallback(this);
    if (this.#mustCancel && future.cancel()) this.#mustCancel = false;
    this.#leaveStep();
  }

  #complete(value: Value): void {
    if (this.#mustCancel) this.#end(new CancelledError());
    else this.#conclude(null, () => this.setResult(value));
  }

  #end(error: PythonError): void {
    if (error instanceof CancelledError) this.#conclude(error, () => super.cancel());
    else this.#conclude(error, () => this.setError(error));
  }

  /** Ends the task: those who wait for it are woken by it while it still acts. */
  #conclude(error: PythonError | null, settle: () => void): void {
    if (this.#begun) this.#activity.leave(this.#frame);
    this.#mustCancel = false;
    settle();
    recordEnd(this.#loop.recorder, this.actor, error);
    this.#loop.forget(this);
    this.#leaveStep();
  }

  #leaveStep(): void {
    this.#loop.setCurrent(null);
    this.#loop.host.subjects.putDown();
  }
}
