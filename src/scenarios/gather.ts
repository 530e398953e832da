import { createTask, gather, mark, print, wait } from '../program/actions.ts';
import type { FutureHandle } from '../program/effects.ts';
import { representation } from '../program/representation.ts';
import { defineScenario } from '../program/scenario.ts';
import { counted } from './counted.ts';

export const gatherScenario = defineScenario({
  id: 'gather',
  title: 'Gather',
  claim: 'They finish in the order of their sleeps; the results come in the order of the arguments.',
  hidesMain: true,
  parameters: {
    tasks: { kind: 'integer', label: 'tasks', initial: 5, min: 1, max: 100, step: 1 },
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
        const tasks: FutureHandle[] = [];
        for (let n = 1; n <= scope.parameters.tasks; n++) {
          const fetch = scope.routine({ routine: 'fetch', args: [n] });
          tasks.push(yield* createTask(fetch, `fetch(${n})`, 'gather'));
        }
        yield* print(representation(yield* gather(tasks, 'gather')), 'print');
      },
    },
  },
  modes: [
    {
      mode: 'async',
      title: 'Async',
      subtitle: ({ tasks }) => `${counted(tasks, 'task')} on one event loop`,
      listing: ({ tasks }) => `
        import asyncio

        async def fetch(n):
            print(f"start {n}")  #@ start
            await asyncio.sleep(n)  #@ sleep
            print(f"done {n}")  #@ done
            return n * n  #@ square

        async def main():
            squares = await asyncio.gather(*(fetch(n) for n in range(1, ${tasks + 1})))  #@ gather
            print(squares)  #@ print

        asyncio.run(main())  #@ run
      `,
    },
  ],
});
