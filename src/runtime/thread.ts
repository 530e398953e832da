import { assertNever } from '../base/assert-never.ts';
import type { Call, Effect, EffectResult, Routine, Value } from '../program/effects.ts';
import { PythonError } from '../program/errors.ts';
import { hasEventLoop } from '../program/modes.ts';
import { type ActorId, NO_ACTOR } from '../trace/actors.ts';
import { Activity, recordEnd } from './activity.ts';
import { runAsyncio } from './asyncio-run.ts';
import type { HostOperation, HostResult, ThreadBody, ThreadHost } from './host.ts';
import { answerAtOnce, answerTo, type Inquiry, operationFor } from './host-effects.ts';
import type { RunSetup } from './setup.ts';

/** The frame of a program's top level, as tracebacks name it. */
const MODULE = '<module>';

/**
 * The main thread of a run: executes the program's `main`, as plain code or under `asyncio.run`, whichever the mode asks
 * for. The host records how the thread itself ends.
 *
 * @throws PythonError what `main` raised; a `Deadlock` when its event loop can never go on.
 */
export function mainBody(host: ThreadHost, setup: RunSetup): ThreadBody {
  if (hasEventLoop(setup.scope.mode.id)) return runAsyncio(host, setup);
  return execute(host, setup, { routine: 'main', args: [] }, MODULE);
}

/**
 * A call made in a started thread or by an executor's worker.
 *
 * @param task the job's actor, which the host makes the thread carry before and put down after; its end is recorded
 *   here. `NO_ACTOR` for a thread that is nobody's job.
 * @throws PythonError what the call raised.
 */
export function* callBody(host: ThreadHost, setup: RunSetup, call: Call, task: ActorId): ThreadBody {
  try {
    const value = yield* execute(host, setup, call, call.routine);
    if (task !== NO_ACTOR) recordEnd(host.recorder, task, null);
    return value;
  } catch (error) {
    if (task !== NO_ACTOR) recordEnd(host.recorder, task, error);
    throw error;
  }
}

/** Executes a routine as plain code, in a frame of its own. */
function* execute(host: ThreadHost, setup: RunSetup, call: Call, frame: string): ThreadBody {
  const activity = new Activity(host.recorder, host.subjects, setup.lines);
  activity.enter(frame);
  try {
    return yield* interpret(host, activity, setup.scope.routine(call));
  } finally {
    activity.leave(frame);
  }
}

function* interpret(host: ThreadHost, activity: Activity, routine: Routine): ThreadBody {
  let step = routine.next();
  while (!step.done) {
    const effect = step.value;
    activity.moveTo(effect.at, effect.kind === 'mark');
    let answer: EffectResult = null;
    try {
      if (effect.kind === 'raise') throw effect.error;
      if (effect.kind === 'now' || effect.kind === 'thread-ident') answer = answerAtOnce(effect, host);
      else {
        const operation = begin(effect, host, activity);
        if (operation !== null) answer = conclude(effect, yield operation);
      }
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      activity.raise(error);
      step = routine.throw(error);
      continue;
    }
    step = routine.next(answer);
  }
  return step.value ?? null;
}

/** Performs an effect, or says what the host is to do for it. */
function begin(
  effect: Exclude<Effect, Inquiry | { readonly kind: 'raise' }>,
  host: ThreadHost,
  activity: Activity,
): HostOperation | null {
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
      activity.perform(effect);
      return null;
    case 'wait':
      return { kind: 'sleep', seconds: effect.seconds };
    case 'acquire':
    case 'release':
    case 'put':
    case 'get':
      return effect;
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
      return operationFor(effect, host);
    case 'create-task':
    case 'await':
    case 'gather':
    case 'wait-for':
    case 'cancel':
    case 'open-group':
    case 'close-group':
    case 'run-in-executor':
      throw new PythonError('RuntimeError', 'no running event loop');
    default:
      return assertNever(effect);
  }
}

function conclude(effect: Effect, answer: HostResult): EffectResult {
  switch (effect.kind) {
    case 'start-thread':
    case 'open-pool':
    case 'submit':
    case 'result':
      return answerTo(effect, answer);
    default:
      return answer as Value;
  }
}
