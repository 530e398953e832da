import { createTask, gather, print, read, wait, withLockIf, write } from '../program/actions.ts';
import type { FutureHandle } from '../program/effects.ts';
import type { Lesson } from '../program/lesson.ts';
import { defineScenario } from '../program/scenario.ts';
import { counted } from './counted.ts';

const lesson: Lesson = {
  questions: [
    {
      kind: 'printed',
      mode: 'async',
      line: -1,
      prompt: 'Each task reads the counter, awaits, and writes it one higher. What is printed in the end?',
      instead: ['5', '0', '4'],
      because:
        'All tasks read before the first one writes: each reads 0 and writes 1. The await between reading and writing lets every other task in.',
    },
    {
      kind: 'printed',
      mode: 'async+lock',
      line: -1,
      prompt: 'And with an asyncio.Lock around the three statements?',
      instead: ['1', '0', '4'],
      because: 'Whoever has the lock reads, awaits and writes before the next one reads.',
    },
  ],
  notes: [
    {
      mode: 'async',
      at: { event: 'read', actor: 'task 0' },
      text: 'Task 0 reads 0.',
    },
    {
      mode: 'async',
      at: { event: 'ready', actor: 'task 0', at: 'sleep' },
      text: 'The await gives the loop back, and the loop steps the next task: it reads 0 as well.',
    },
    {
      mode: 'async',
      at: { event: 'write', actor: 'task 4' },
      text: 'Every task writes what it read, plus one: 1, five times over.',
    },
    {
      mode: 'async+lock',
      at: { event: 'block', actor: 'task 1' },
      text: 'Task 1 awaits the lock. It has not read anything yet, so nothing can go out of date.',
    },
    {
      mode: 'async+lock',
      at: { event: 'print', actor: 'task 0' },
      text: 'Task 0 has written before task 1 reads. One at a time: that is the price.',
    },
  ],
  takeaway:
    'A race needs no threads. Between two awaits a task has the program to itself; whatever it read before an await may be out of date after it. asyncio.Lock keeps several steps together.',
};

export const asyncRace = defineScenario({
  id: 'async-race',
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
  lesson,
});
