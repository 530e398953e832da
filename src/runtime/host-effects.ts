import { assertNever } from '../base/assert-never.ts';
import type { Effect, EffectResult, Value } from '../program/effects.ts';
import { PythonError } from '../program/errors.ts';
import { type ActorId, NO_ACTOR } from '../trace/actors.ts';
import type { HostOperation, HostResult, Outcome, SentError, ThreadHost } from './host.ts';
import { noteRaised, raisedIn } from './raised.ts';

/** Effects that a thread performs by asking its host, whether it runs plain code or an event loop. */
export type HostEffect = Extract<
  Effect,
  {
    readonly kind:
      | 'block'
      | 'compute'
      | 'output'
      | 'read'
      | 'write'
      | 'start-thread'
      | 'join-thread'
      | 'open-pool'
      | 'submit'
      | 'result'
      | 'close-pool';
  }
>;

/** Effects that ask for what is known at once. */
export type Inquiry = Extract<Effect, { readonly kind: 'now' | 'thread-ident' }>;

/** Answers an inquiry of a thread, or of a task that runs on it. */
export const answerAtOnce = (inquiry: Inquiry, host: ThreadHost): number =>
  inquiry.kind === 'now' ? host.clock.now() : host.subjects.owner;

/** Creates the actor of a job that a thread or an executor is about to be given. */
export function createJobActor(host: ThreadHost, name: string, by: ActorId): ActorId {
  return host.recorder.actor('task', name, host.process, by);
}

/** What to ask the host for, so that an effect is performed. */
export function operationFor(effect: HostEffect, host: ThreadHost): HostOperation {
  switch (effect.kind) {
    case 'compute':
    case 'output':
    case 'read':
    case 'write':
    case 'open-pool':
      return effect;
    case 'block':
      return { kind: 'sleep', seconds: effect.seconds };
    case 'start-thread': {
      const { call, name, job } = effect;
      const task = job === undefined ? NO_ACTOR : createJobActor(host, job, host.subjects.current);
      return { kind: 'start-thread', call, name, task };
    }
    case 'join-thread':
      return { kind: 'join-thread', thread: effect.thread.thread };
    case 'submit': {
      const task = createJobActor(host, effect.job, host.subjects.current);
      return { kind: 'submit', pool: effect.pool.pool, call: effect.call, task, notify: false };
    }
    case 'result':
      return { kind: 'result', job: effect.job.job };
    case 'close-pool':
      return { kind: 'close-pool', pool: effect.pool.pool };
    default:
      return assertNever(effect);
  }
}

/**
 * What the program is told, given what the host answered.
 *
 * @throws PythonError the error of a job whose result was asked for.
 */
export function answerTo(effect: HostEffect, answer: HostResult): EffectResult {
  switch (effect.kind) {
    case 'start-thread':
      return { thread: answer as number };
    case 'open-pool':
      return { pool: answer as number };
    case 'submit':
      return { job: answer as number };
    case 'result':
      return resultOf(answer as Outcome);
    default:
      return answer as Value;
  }
}

/**
 * The value of an outcome.
 *
 * @throws PythonError when the call ended by an error.
 */
function resultOf(outcome: Outcome): Value {
  if (outcome.ok) return outcome.value;
  throw received(outcome.error);
}

/** The error that was sent: another object, raised where the first one was. */
export function received({ type, message, raisedIn: actor }: SentError): PythonError {
  const error = new PythonError(type, message);
  if (actor !== NO_ACTOR) noteRaised(error, actor);
  return error;
}

/** The outcome of a call that threw, in a form that can be sent to another thread or process. */
export function failure(error: unknown): Outcome {
  if (error instanceof PythonError) {
    return { ok: false, error: { type: error.type, message: error.message, raisedIn: raisedIn(error) } };
  }
  const { name: type, message } = error instanceof Error ? error : new Error(String(error));
  return { ok: false, error: { type, message, raisedIn: NO_ACTOR } };
}
