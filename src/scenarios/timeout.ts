import { awaitFuture, cancel, createTask, gather, mark, print, wait, waitFor } from '../program/actions.ts';
import type { FutureHandle, Routine } from '../program/effects.ts';
import { CancelledError, PythonError } from '../program/errors.ts';
import type { ParameterValues, Scope } from '../program/program.ts';
import { defineScenario } from '../program/scenario.ts';

const fetch = (scope: Scope<ParameterValues>, n: number): Routine<FutureHandle> =>
  createTask(scope.routine({ routine: 'fetch', args: [n] }), `fetch(${n})`, 'spawn');

const FETCH = `
        import asyncio

        async def fetch(n):
            try:
                await asyncio.sleep(n)  #@ sleep
                print(f"fetch {n} done")  #@ done
            except asyncio.CancelledError:
                print(f"fetch {n} cancelled")  #@ cancelled
                raise  #@ again
            finally:
                print(f"fetch {n} closed")  #@ closed
`;

export const timeout = defineScenario({
  id: 'timeout',
  hidesMain: true,
  parameters: {
    limit: { kind: 'number', label: 'limit', unit: 's', initial: 2, min: 0.1, max: 60, step: 0.1 },
    slow: { kind: 'number', label: 'slow call', unit: 's', initial: 5, min: 0.1, max: 60, step: 0.1 },
  },
  program: {
    routines: {
      *fetch(_scope, n: number) {
        try {
          yield* wait(n, 'sleep');
          yield* print(`fetch ${n} done`, 'done');
        } catch (error) {
          if (!(error instanceof CancelledError)) throw error;
          yield* print(`fetch ${n} cancelled`, 'cancelled');
          yield* mark('again');
          throw error;
        } finally {
          yield* print(`fetch ${n} closed`, 'closed');
        }
      },
      *limited(scope, n: number) {
        const task = yield* fetch(scope, n);
        try {
          yield* waitFor(task, scope.parameters.limit, 'limit');
          yield* print(`${n} in time`, 'in-time');
        } catch (error) {
          if (!(error instanceof PythonError) || error.type !== 'TimeoutError') throw error;
          yield* print(`${n} too late`, 'too-late');
        }
      },
      *main(scope) {
        const { limit, slow } = scope.parameters;
        if (scope.mode.variant !== 'cancel') {
          const tasks: FutureHandle[] = [];
          for (const n of [1, slow]) {
            const limited = scope.routine({ routine: 'limited', args: [n] });
            tasks.push(yield* createTask(limited, `limited(${n})`, 'gather'));
          }
          yield* gather(tasks, 'gather');
          return;
        }
        const task = yield* fetch(scope, slow);
        yield* wait(limit, 'pause');
        yield* cancel(task, 'cancel');
        yield* print('cancel requested', 'requested');
        try {
          yield* awaitFuture(task, 'await');
          yield* print('too late to cancel', 'late');
        } catch (error) {
          if (!(error instanceof CancelledError)) throw error;
          yield* print('main knows', 'knows');
        }
      },
    },
  },
  modes: [
    {
      mode: 'async',
      title: 'Async, wait_for',
      subtitle: ({ limit }) => `two calls, each at most ${limit} s`,
      listing: ({ limit, slow }) => `${FETCH}
        async def limited(n):
            task = asyncio.create_task(fetch(n))  #@ spawn
            try:
                await asyncio.wait_for(task, ${limit})  #@ limit
                print(f"{n} in time")  #@ in-time
            except TimeoutError:
                print(f"{n} too late")  #@ too-late

        async def main():
            await asyncio.gather(limited(1), limited(${slow}))  #@ gather

        asyncio.run(main())  #@ run
      `,
    },
    {
      mode: 'async',
      variant: 'cancel',
      title: 'Async, cancel',
      subtitle: ({ limit }) => `one call, cancelled at ${limit} s`,
      listing: ({ limit, slow }) => `${FETCH}
        async def main():
            task = asyncio.create_task(fetch(${slow}))  #@ spawn
            await asyncio.sleep(${limit})  #@ pause
            task.cancel()  #@ cancel
            print("cancel requested")  #@ requested
            try:
                await task  #@ await
                print("too late to cancel")  #@ late
            except asyncio.CancelledError:
                print("main knows")  #@ knows

        asyncio.run(main())  #@ run
      `,
    },
  ],
  lesson: {
    questions: [
      {
        kind: 'duration',
        mode: 'async',
        prompt:
          'Two calls are gathered: one takes a second, the other is slow. wait_for gives each its limit. How long do both take?',
        because: 'At the limit wait_for cancels the slow call, so nobody waits for its end.',
      },
      {
        kind: 'printed',
        mode: 'async:cancel',
        line: 0,
        prompt: 'main calls task.cancel() while the task sleeps. What is printed first?',
        instead: ['fetch 5 cancelled', 'main knows'],
        because:
          'cancel is a request. The task hears of it when the loop runs it next, which is not before main gives the loop back.',
      },
    ],
    notes: [
      {
        mode: 'async',
        at: { event: 'raise', actor: 'fetch(5)' },
        text: 'The limit is reached, and wait_for cancels the task: CancelledError is raised at its await.',
      },
      {
        mode: 'async',
        at: { event: 'print', actor: 'fetch(5)', at: 'closed' },
        text: 'finally runs however the try ends. Here a connection would be closed.',
      },
      {
        mode: 'async',
        at: { event: 'raise', actor: 'limited(5)' },
        text: 'wait_for has waited until the task had ended. Now it raises TimeoutError.',
      },
      {
        mode: 'async:cancel',
        at: { event: 'print', actor: 'main', at: 'requested' },
        text: 'Nothing has happened to the task yet. It has only been made ready, to be told.',
      },
      {
        mode: 'async:cancel',
        at: { event: 'cancel', actor: 'fetch(5)' },
        text: 'The task raises CancelledError again once it has tidied up, and so it ends as cancelled.',
      },
    ],
    takeaway:
      'Cancellation is an exception raised at an await. Tidy up in finally, and raise CancelledError again: who swallows it cannot be stopped.',
  },
});
