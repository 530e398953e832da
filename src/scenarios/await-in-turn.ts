import { invoke, mark, print, wait } from '../program/actions.ts';
import { defineScenario } from '../program/scenario.ts';

export const awaitInTurn = defineScenario({
  id: 'await-in-turn',
  title: 'Awaiting in turn',
  claim: 'Two awaits, one after the other, are not concurrent: the second begins when the first has ended.',
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
});
