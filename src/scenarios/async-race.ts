import { createTask, gather, print, read, wait, withLockIf, write } from '../program/actions.ts';
import type { FutureHandle } from '../program/effects.ts';
import { defineScenario } from '../program/scenario.ts';
import { counted } from './counted.ts';

export const asyncRace = defineScenario({
  id: 'async-race',
  title: 'A race on one thread',
  claim: 'An await between reading and writing is enough: five tasks count to one. A lock makes it five.',
  hidesMain: true,
  parameters: {
    tasks: { kind: 'integer', label: 'tasks', initial: 5, min: 1, max: 100, step: 1 },
    seconds: { kind: 'number', label: 'between', unit: 's', initial: 0, min: 0, max: 60, step: 0.1 },
  },
  program: {
    variables: { counter: 0 },
    locks: { lock: { guards: ['counter'] } },
    routines: {
      *add(scope, n: number) {
        const { lock } = scope.mode;
        yield* withLockIf(
          lock,
          'lock',
          function* () {
            const seen = yield* read('counter', 'read');
            yield* wait(scope.parameters.seconds, 'sleep');
            yield* write('counter', seen + 1, 'write');
            if (lock) yield* print(`task ${n} wrote ${seen + 1}`, 'wrote');
          },
          'lock',
        );
      },
      *main(scope) {
        const tasks: FutureHandle[] = [];
        for (let n = 0; n < scope.parameters.tasks; n++) {
          tasks.push(yield* createTask(scope.routine({ routine: 'add', args: [n] }), `task ${n}`, 'gather'));
        }
        yield* gather(tasks, 'gather');
        yield* print(String(yield* read('counter', 'print')), 'print');
      },
    },
  },
  modes: [
    {
      mode: 'async',
      title: 'Async',
      subtitle: ({ tasks }) => `${counted(tasks, 'task')}, one counter`,
      listing: ({ tasks, seconds }) => `
        import asyncio

        counter = 0

        async def add(n):
            global counter
            seen = counter  #@ read
            await asyncio.sleep(${seconds})  #@ sleep
            counter = seen + 1  #@ write

        async def main():
            await asyncio.gather(*(add(n) for n in range(${tasks})))  #@ gather
            print(counter)  #@ print

        asyncio.run(main())  #@ run
      `,
    },
    {
      mode: 'async',
      lock: true,
      title: 'Async + lock',
      subtitle: ({ tasks }) => `${counted(tasks, 'task')}, one at a time`,
      listing: ({ tasks, seconds }) => `
        import asyncio

        counter = 0

        async def main():
            lock = asyncio.Lock()

            async def add(n):
                global counter
                async with lock:  #@ lock
                    seen = counter  #@ read
                    await asyncio.sleep(${seconds})  #@ sleep
                    counter = seen + 1  #@ write
                    print(f"task {n} wrote {counter}")  #@ wrote

            await asyncio.gather(*(add(n) for n in range(${tasks})))  #@ gather
            print(counter)  #@ print

        asyncio.run(main())  #@ run
      `,
    },
  ],
});
