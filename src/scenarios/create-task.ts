import { awaitFuture, createTask, mark, print, wait } from '../program/actions.ts';
import { defineScenario } from '../program/scenario.ts';

export const createTaskScenario = defineScenario({
  id: 'create-task',
  title: 'Two tasks',
  claim: 'A task begins on its own: two of them wait at the same time, however they are awaited.',
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
});
