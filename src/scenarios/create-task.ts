import { awaitFuture, createTask, mark, print, wait } from '../program/actions.ts';
import { defineScenario } from '../program/scenario.ts';

export const createTaskScenario = defineScenario({
  id: 'create-task',
  hidesMain: true,
  parameters: {
    long: { kind: 'number', label: 'first', unit: 's', initial: 5, min: 0.1, max: 60, step: 0.1 },
    short: { kind: 'number', label: 'second', unit: 's', initial: 3, min: 0.1, max: 60, step: 0.1 },
  },
  program: {
    routines: {
      *fetch(_scope, n: number) {
        yield* print(`start ${n}`, 'start');
        yield* wait(n, 'sleep');
        yield* print(`done ${n}`, 'done');
        yield* mark('square');
        return n * n;
      },
      *main(scope) {
        const { long, short } = scope.parameters;
        const fetch = (n: number) => scope.routine({ routine: 'fetch', args: [n] });
        const first = yield* createTask(fetch(long), `fetch(${long})`, 'first');
        const second = yield* createTask(fetch(short), `fetch(${short})`, 'second');
        const a = yield* awaitFuture(first, 'print');
        const b = yield* awaitFuture(second, 'print');
        yield* print(`${a} ${b}`, 'print');
      },
    },
  },
  modes: [
    {
      mode: 'async',
      title: 'Async',
      subtitle: () => 'two tasks on one event loop',
      listing: ({ long, short }) => `
        import asyncio

        async def fetch(n):
            print(f"start {n}")  #@ start
            await asyncio.sleep(n)  #@ sleep
            print(f"done {n}")  #@ done
            return n * n  #@ square

        async def main():
            first = asyncio.create_task(fetch(${long}))  #@ first
            second = asyncio.create_task(fetch(${short}))  #@ second
            print(await first, await second)  #@ print

        asyncio.run(main())  #@ run
      `,
    },
  ],
  lesson: {
    questions: [
      {
        kind: 'duration',
        mode: 'async',
        prompt: 'Two tasks are created, then awaited in order. How long does the run take?',
        because:
          'Both were begun before either was awaited, so they sleep at the same time: the longer sleep is the whole.',
      },
      {
        kind: 'choice',
        prompt: 'main awaits the longer task first. What becomes of the shorter one when its sleep is over?',
        options: [
          'It goes on at once, and ends before the longer one',
          'It goes on when main awaits it',
          'It goes on when the longer one has ended',
        ],
        answer: 0,
        because:
          'The loop runs tasks, whoever awaits them. Awaiting a task that is done gives its result at once.',
      },
    ],
    notes: [
      {
        mode: 'async',
        at: { event: 'ready', actor: 'fetch(5)' },
        text: 'create_task puts the task into the ready queue and returns. The task has not run yet.',
      },
      {
        mode: 'async',
        at: { event: 'wait', actor: 'main' },
        text: 'main waits for the first task. Now the loop has the thread, and runs both tasks.',
      },
      {
        mode: 'async',
        at: { event: 'finish', actor: 'fetch(3)' },
        text: 'The shorter task is done, though nobody awaits it yet. Its result is kept.',
      },
      {
        mode: 'async',
        at: { event: 'print', actor: 'main' },
        text: 'The second await found a task that was done, so it did not suspend main again.',
      },
    ],
    takeaway:
      'create_task hands a coroutine to the loop, which begins it at the next await. Tasks run whether or not they are being awaited.',
  },
});
