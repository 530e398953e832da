import { print, wait } from '../program/actions.ts';
import { defineScenario } from '../program/scenario.ts';

export const hello = defineScenario({
  id: 'hello',
  title: 'Hello, event loop',
  claim: 'asyncio.run makes a loop, runs main on it, and closes it again.',
  parameters: {
    seconds: { kind: 'number', label: 'sleep', unit: 's', initial: 2, min: 0.1, max: 60, step: 0.1 },
  },
  program: {
    routines: {
      *main(scope) {
        yield* print('hello', 'hello');
        yield* wait(scope.parameters.seconds, 'sleep');
        yield* print('world', 'world');
      },
    },
  },
  modes: [
    {
      mode: 'async',
      title: 'Async',
      subtitle: () => 'one coroutine on an event loop',
      listing: ({ seconds }) => `
        import asyncio

        async def main():
            print("hello")  #@ hello
            await asyncio.sleep(${seconds})  #@ sleep
            print("world")  #@ world

        asyncio.run(main())  #@ run
      `,
    },
  ],
});
