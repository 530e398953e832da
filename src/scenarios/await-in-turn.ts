import { invoke, mark, print, wait } from '../program/actions.ts';
import { defineScenario } from '../program/scenario.ts';

export const awaitInTurn = defineScenario({
  id: 'await-in-turn',
  parameters: {
    seconds: { kind: 'number', label: 'each', unit: 's', initial: 1, min: 0.1, max: 60, step: 0.1 },
  },
  program: {
    routines: {
      *fetch(scope, n: number) {
        yield* print(`start ${n}`, 'start');
        yield* wait(scope.parameters.seconds, 'sleep');
        yield* print(`done ${n}`, 'done');
        yield* mark('square');
        return n * n;
      },
      *main(scope) {
        const first = yield* invoke(scope, 'fetch', [1], 'first');
        const second = yield* invoke(scope, 'fetch', [2], 'second');
        yield* print(`${first} ${second}`, 'print');
      },
    },
  },
  modes: [
    {
      mode: 'async',
      title: 'Async',
      subtitle: () => 'one coroutine calls another, twice',
      listing: ({ seconds }) => `
        import asyncio

        async def fetch(n):
            print(f"start {n}")  #@ start
            await asyncio.sleep(${seconds})  #@ sleep
            print(f"done {n}")  #@ done
            return n * n  #@ square

        async def main():
            first = await fetch(1)  #@ first
            second = await fetch(2)  #@ second
            print(first, second)  #@ print

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
          'main awaits fetch(1), then fetch(2). Each sleeps as long as the other. How long does it take?',
        because: 'fetch(2) is called when fetch(1) has returned. Two waits, one after the other.',
      },
      {
        kind: 'choice',
        prompt: 'The first line is “start 1”. Which is the second?',
        options: ['start 2', 'done 1', '1 4'],
        answer: 1,
        because: 'await fetch(1) runs fetch(1) to its end before main goes on.',
      },
    ],
    notes: [
      {
        mode: 'async',
        at: { event: 'call', actor: 'main', nth: 1 },
        text: 'await fetch(1) opens a frame inside main, as a call does. No task is created.',
      },
      {
        mode: 'async',
        at: { event: 'wait', actor: 'main' },
        text: 'The loop has the thread now, but main is its only task. There is nothing to run meanwhile.',
      },
      {
        mode: 'async',
        at: { event: 'call', actor: 'main', nth: 2 },
        text: 'Only here does fetch(2) begin: after fetch(1) has returned.',
      },
    ],
    takeaway:
      'await alone is not concurrency: it waits for one coroutine. To have two under way, make them tasks.',
  },
});
