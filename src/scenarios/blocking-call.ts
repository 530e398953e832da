import { block, createTask, gather, print, toThread, wait } from '../program/actions.ts';
import { defineScenario } from '../program/scenario.ts';

const listing = (rest: string): string => `
        import asyncio, time

        async def polite(n):
            print(f"polite {n} starts")  #@ polite-starts
            await asyncio.sleep(1)  #@ polite-sleeps
            print(f"polite {n} ends")  #@ polite-ends

        async def rude():
            print("rude starts")  #@ rude-starts
            ${rest}  #@ rude-sleeps
            print("rude ends")  #@ rude-ends

        async def main():
            await asyncio.gather(polite(1), rude(), polite(2))  #@ gather

        asyncio.run(main())  #@ run
`;

export const blockingCall = defineScenario({
  id: 'blocking-call',
  hidesMain: true,
  parameters: {},
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
        if (scope.mode.variant === 'to-thread') {
          yield* toThread({ routine: 'sleep', args: [] }, 'time.sleep', 'rude-sleeps');
        } else yield* block(3, 'rude-sleeps');
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
      subtitle: () => 'three tasks, one of which blocks',
      listing: () => listing('time.sleep(3)'),
    },
    {
      mode: 'async',
      variant: 'to-thread',
      title: 'Async, to_thread',
      subtitle: () => 'three tasks and a worker thread',
      listing: () => listing('await asyncio.to_thread(time.sleep, 3)'),
    },
  ],
  lesson: {
    questions: [
      {
        kind: 'duration',
        mode: 'async',
        prompt:
          'Two coroutines await asyncio.sleep(1); between them stands one that calls time.sleep(3). How long do the three take when they are gathered?',
        because:
          'time.sleep blocks the only thread for three seconds. The last coroutine cannot begin before, and then sleeps for one.',
      },
      {
        kind: 'printed',
        mode: 'async',
        line: 2,
        prompt: 'After “polite 1 starts” and “rude starts”, what is printed third?',
        instead: ['polite 2 starts', 'polite 1 ends'],
        because: 'Nothing else can run on the loop until the blocking call returns.',
      },
    ],
    notes: [
      {
        mode: 'async',
        at: { event: 'wait', actor: 'rude' },
        text: 'time.sleep does not give the loop back. It puts the whole thread to sleep, and the loop with it.',
      },
      {
        mode: 'async',
        at: { event: 'run', actor: 'polite 2' },
        text: 'This task has been ready from the beginning. Only now does the loop come to it.',
      },
      {
        mode: 'async',
        at: { event: 'print', actor: 'polite 1', nth: 1 },
        text: 'Its sleep was over two seconds ago. The loop could not look.',
      },
      {
        mode: 'async:to-thread',
        at: { event: 'wait', actor: 'rude' },
        text: 'Here rude awaits the call, which a worker thread makes. The loop is free at once.',
      },
      {
        mode: 'async:to-thread',
        at: { event: 'wait', actor: 'time.sleep' },
        text: 'The call blocks as before, but it blocks the worker thread, not the loop.',
      },
    ],
    takeaway:
      'A call that blocks stops every task of its loop. Use one that can be awaited, or hand it to asyncio.to_thread.',
  },
});
