import { print, wait } from '../program/actions.ts';
import { defineScenario } from '../program/scenario.ts';

export const hello = defineScenario({
  id: 'hello',
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
  lesson: {
    questions: [
      {
        kind: 'choice',
        prompt: 'What does the thread do between hello and world?',
        options: [
          'It runs main, which counts the seconds',
          'It sleeps in the event loop, until a timer is due',
          'It has ended, and a new thread prints world',
        ],
        answer: 1,
        because:
          'await suspends main and gives the thread to the loop. The loop has nothing ready, so it waits for its timer.',
      },
    ],
    notes: [
      {
        mode: 'async',
        at: { event: 'create', actor: 'event loop' },
        text: 'asyncio.run creates an event loop, and main as its first task.',
      },
      {
        mode: 'async',
        at: { event: 'wait', actor: 'main' },
        text: 'await suspends main. It has set a timer, and gives the thread back to the loop.',
      },
      {
        mode: 'async',
        at: { event: 'wait', actor: 'MainThread' },
        text: 'Nothing is ready. The loop waits in its selector, and uses no core.',
      },
      {
        mode: 'async',
        at: { event: 'wake', actor: 'event loop' },
        text: 'The timer is due. The loop puts main into the ready queue and runs it in its next iteration.',
      },
      {
        mode: 'async',
        at: { event: 'finish', actor: 'event loop' },
        text: 'main has returned, so asyncio.run closes the loop.',
      },
    ],
    takeaway:
      'asyncio.run makes an event loop, runs one coroutine on it to the end, and closes it. At an await, the coroutine is suspended and the loop has the thread.',
  },
});
