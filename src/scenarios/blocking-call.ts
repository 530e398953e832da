import { block, createTask, gather, print, toThread, wait } from '../program/actions.ts';
import { defineScenario } from '../program/scenario.ts';

export const blockingCall = defineScenario({
  id: 'blocking-call',
  title: 'A blocking call',
  claim: 'One time.sleep in a coroutine stops every task of the loop; asyncio.to_thread sets them free.',
  hidesMain: true,
  parameters: {
    'to-thread': { kind: 'switch', label: 'asyncio.to_thread', initial: false },
  },
  program: {
    routines: {
      *polite(_scope, n: number) {
        yield* print(`polite ${n} starts`, 'polite-starts');
        yield* wait(1, 'polite-sleeps');
        yield* print(`polite ${n} ends`, 'polite-ends');
      },
      *sleep() {
        yield* wait(3, 'rude-sleeps');
      },
      *rude(scope) {
        yield* print('rude starts', 'rude-starts');
        const call = { routine: 'sleep', args: [] };
        if (scope.parameters['to-thread']) yield* toThread(call, 'time.sleep', 'rude-sleeps');
        else yield* block(3, 'rude-sleeps');
        yield* print('rude ends', 'rude-ends');
      },
      *main(scope) {
        const polite = (n: number) => scope.routine({ routine: 'polite', args: [n] });
        const tasks = [
          yield* createTask(polite(1), 'polite 1', 'gather'),
          yield* createTask(scope.routine({ routine: 'rude', args: [] }), 'rude', 'gather'),
          yield* createTask(polite(2), 'polite 2', 'gather'),
        ];
        yield* gather(tasks, 'gather');
      },
    },
  },
  modes: [
    {
      mode: 'async',
      title: 'Async',
      subtitle: (parameters) =>
        parameters['to-thread'] ? 'three tasks and a thread' : 'three tasks, one of them rude',
      listing: (parameters) => `
        import asyncio, time

        async def polite(n):
            print(f"polite {n} starts")  #@ polite-starts
            await asyncio.sleep(1)  #@ polite-sleeps
            print(f"polite {n} ends")  #@ polite-ends

        async def rude():
            print("rude starts")  #@ rude-starts
            ${parameters['to-thread'] ? 'await asyncio.to_thread(time.sleep, 3)' : 'time.sleep(3)'}  #@ rude-sleeps
            print("rude ends")  #@ rude-ends

        async def main():
            await asyncio.gather(polite(1), rude(), polite(2))  #@ gather

        asyncio.run(main())  #@ run
      `,
    },
  ],
});
