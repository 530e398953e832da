import { PythonError } from '../../program/errors.ts';
import { recordEnd } from '../../runtime/activity.ts';
import { mainBody } from '../../runtime/thread.ts';
import type { RunEnd } from '../protocol.ts';
import { LiveHost } from './live-host.ts';
import type { Steps } from './steps.ts';
import type { ThreadContext } from './thread-context.ts';

/**
 * The life of a run's main thread: executes the program, then waits for the threads and executors it has started, as the
 * interpreter does on its way out.
 */
export function* liveAsMainThread(context: ThreadContext): Steps<RunEnd> {
  const { turns, recorder, subjects, actors, setup } = context;
  const host = new LiveHost(context);
  recorder.record('run', actors.process);
  yield* turns.begin();
  let error: PythonError | null = null;
  try {
    yield* host.execute(mainBody(host, setup));
  } catch (raised) {
    if (!(raised instanceof PythonError)) throw raised;
    error = raised;
  }
  yield* host.finish();
  yield* turns.end(() => recordEnd(recorder, subjects.owner, error));
  recordEnd(recorder, actors.process, null);
  recorder.flush();
  return { error: error && { type: error.type, message: error.message } };
}
