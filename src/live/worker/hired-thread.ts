import { PythonError } from '../../program/errors.ts';
import { recordEnd } from '../../runtime/activity.ts';
import type { Outcome } from '../../runtime/host.ts';
import { failure } from '../../runtime/host-effects.ts';
import { callBody } from '../../runtime/thread.ts';
import { NO_ACTOR } from '../../trace/actors.ts';
import { Subjects } from '../../trace/recorder.ts';
import type { CallOrder, Identity, WorkReport } from '../protocol.ts';
import { clonedSize } from './cloned-size.ts';
import { LiveHost } from './live-host.ts';
import type { Orders } from './orders.ts';
import { type Steps, settled } from './steps.ts';
import type { ThreadContext } from './thread-context.ts';

/** The life of a thread that another thread has started: one of the program's own, or a worker of an executor. */
export class HiredThread {
  readonly #context: ThreadContext;
  readonly #identity: Identity;
  readonly #host: LiveHost;
  readonly #report: (report: WorkReport) => void;

  constructor(context: ThreadContext, identity: Identity, report: (report: WorkReport) => void) {
    this.#context = context;
    this.#identity = identity;
    this.#host = new LiveHost(context);
    this.#report = report;
  }

  /** From its beginning to its end. */
  *live(orders: Orders): Steps<void> {
    const { turns, recorder, clock, subjects } = this.#context;
    const { shared, process, only } = this.#identity;
    const isProcess = shared === null;
    if (isProcess) recorder.record('run', process);
    yield* turns.begin();
    this.#report({ kind: 'up', time: clock.now() });
    const error = only ? yield* this.#call(only) : yield* this.#serve(orders);
    yield* turns.end(() => recordEnd(recorder, subjects.owner, error));
    if (isProcess) recorder.record('finish', process);
    recorder.flush();
    this.#report({ kind: 'ended', time: clock.now() });
  }

  /** Makes one call after another for an executor. An error of a call is the caller's, not this thread's. */
  *#serve(orders: Orders): Steps<null> {
    const { subjects, turns } = this.#context;
    for (;;) {
      const next = orders.next();
      const order =
        next instanceof Promise
          ? yield* turns.without(
              () => subjects.wait('work', this.#identity.employer?.pool ?? NO_ACTOR),
              () => next,
            )
          : yield* settled(next);
      if (!order) return null;
      yield* this.#call(order);
    }
  }

  /** Makes a call and reports how it ended; gives its error, if any. */
  *#call({ job, call, task }: CallOrder): Steps<PythonError | null> {
    const { clock, subjects, recorder, setup } = this.#context;
    const carried = task === NO_ACTOR ? null : new Subjects(recorder, task);
    if (carried) {
      subjects.carry(carried);
      carried.run();
    }
    this.#recordCopy(task, this.#identity.process, () => clonedSize([call.routine, call.args]));
    let outcome: Outcome;
    let error: PythonError | null = null;
    try {
      outcome = { ok: true, value: yield* this.#host.execute(callBody(this.#host, setup, call, task)) };
    } catch (raised) {
      if (!(raised instanceof PythonError)) throw raised;
      error = raised;
      outcome = failure(raised);
    }
    if (carried) subjects.putDown();
    this.#recordCopy(subjects.owner, this.#identity.employer?.process ?? NO_ACTOR, () =>
      sizeOfOutcome(outcome),
    );
    this.#report({ kind: 'done', job, outcome, time: clock.now() });
    return error;
  }

  /** Values are copied between processes only. */
  #recordCopy(from: Identity['thread'], to: Identity['process'], size: () => number): void {
    if (this.#identity.shared === null) this.#context.recorder.record('send', from, to, size());
  }
}

const sizeOfOutcome = (outcome: Outcome): number =>
  outcome.ok ? clonedSize(outcome.value) : clonedSize([outcome.error.type, outcome.error.message]);
