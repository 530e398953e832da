import { createTask, gather, mark, print, wait } from '../program/actions.ts';
import type { FutureHandle } from '../program/effects.ts';
import { representation } from '../program/representation.ts';
import { defineScenario } from '../program/scenario.ts';
import { counted } from './counted.ts';
import { onePerson } from './parts/skins.ts';

export const gatherScenario = defineScenario({
  id: 'gather',
  hidesMain: true,
  parameters: {
    tasks: { kind: 'integer', label: 'tasks', initial: 5, min: 1, max: 100, step: 1 },
    'longest-first': { kind: 'switch', label: 'longest first', initial: false },
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
        const { tasks: count, 'longest-first': descending } = scope.parameters;
        const tasks: FutureHandle[] = [];
        for (let index = 0; index < count; index++) {
          const n = descending ? count - index : index + 1;
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
      listing: ({ tasks, 'longest-first': descending }) => `
        import asyncio

        async def fetch(n):
            print(f"start {n}")  #@ start
            await asyncio.sleep(n)  #@ sleep
            print(f"done {n}")  #@ done
            return n * n  #@ square

        async def main():
            calls = [fetch(n) for n in range(${descending ? `${tasks}, 0, -1` : `1, ${tasks + 1}`})]
            squares = await asyncio.gather(*calls)  #@ gather
            print(squares)  #@ print

        asyncio.run(main())  #@ run
      `,
    },
  ],
  lesson: {
    questions: [
      {
        kind: 'duration',
        mode: 'async',
        prompt: 'fetch(n) sleeps n seconds. How long does it take to gather fetch(1), fetch(2) and so on?',
        because: 'They all sleep at the same time. The longest sleep is the whole.',
      },
      {
        kind: 'choice',
        prompt: 'In which order does gather give the results?',
        options: ['As the coroutines finish', 'As the arguments were given', 'Sorted'],
        answer: 1,
        because: 'Set “longest first”: fetch(1) still finishes first, and its result still comes last.',
      },
    ],
    notes: [
      {
        mode: 'async',
        at: { event: 'wait', actor: 'main' },
        text: 'gather has made a task of each coroutine. main waits here until all of them are done.',
      },
      {
        mode: 'async',
        at: { event: 'wait', actor: 'fetch(1)' },
        text: 'fetch(1) gives the loop back at its await, and fetch(2) starts at the same moment.',
      },
      {
        mode: 'async',
        at: { event: 'finish', actor: 'fetch(1)' },
        text: 'The first is done. gather keeps its result, and main sleeps on.',
      },
      {
        mode: 'async',
        at: { event: 'print', actor: 'main' },
        text: 'The results stand in the order of the arguments, whichever finished first.',
      },
    ],
    takeaway:
      'gather runs its coroutines as tasks and takes as long as the longest. Its results come in the order of its arguments.',
    skin: onePerson(1),
  },
});
