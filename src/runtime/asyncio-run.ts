import { Activity, recordEnd } from './activity.ts';
import { EventLoop } from './event-loop.ts';
import { gather } from './gather.ts';
import type { ThreadBody, ThreadHost } from './host.ts';
import type { RunSetup } from './setup.ts';

/**
 * `asyncio.run(main())`, as the last line of a module: runs the program's `main` as the first task of a new event loop.
 * When it is done the tasks that are left are cancelled and run to their end, the default executor is waited for, and the
 * loop closes. The mark it uses: `run`.
 *
 * Source: CPython 3.11, Lib/asyncio/runners.py.
 *
 * @throws PythonError what `main` raised.
 * @throws Deadlock when the loop can never go on.
 */
export function* runAsyncio(host: ThreadHost, setup: RunSetup): ThreadBody {
  const activity = new Activity(host.recorder, host.subjects, setup.lines);
  activity.enter('<module>');
  activity.moveTo('run');
  const loop = new EventLoop(host, setup);
  const main = loop.createTask(setup.scope.routine({ routine: 'main', args: [] }), 'main');
  yield* loop.runUntilComplete(main);
  const remaining = loop.pendingTasks;
  if (remaining.length > 0) {
    for (const task of remaining) task.cancel();
    yield* loop.runUntilComplete(gather(loop, remaining, true));
  }
  yield* loop.shutdownDefaultExecutor();
  recordEnd(host.recorder, loop.actor, null);
  if (main.error) activity.raise(main.error);
  activity.leave('<module>');
  return main.result();
}
