import { createTask, gather, print, wait, withLockIf } from '../program/actions.ts';
import type { EffectResult, FutureHandle, ThreadHandle } from '../program/effects.ts';
import { defineScenario } from '../program/scenario.ts';
import { counted } from './counted.ts';
import { restaurant } from './parts/skins.ts';

export const semaphore = defineScenario({
  id: 'semaphore',
  hidesMain: true,
  parameters: {
    tasks: { kind: 'integer', label: 'calls', initial: 100, min: 1, max: 100, step: 1 },
    permits: { kind: 'integer', label: 'at a time', initial: 10, min: 1, max: 100, step: 1 },
    seconds: { kind: 'number', label: 'each', unit: 's', initial: 1, min: 0.1, max: 60, step: 0.1 },
  },
  program: ({ permits }) => ({
    locks: { slots: { permits } },
    routines: {
      *call(scope) {
        yield* withLockIf(
          scope.mode.variant !== 'unlimited',
          'slots',
          () => wait(scope.parameters.seconds, 'sleep'),
          'slot',
        );
      },
      *main(scope) {
        const calls = Array.from({ length: scope.parameters.tasks }, (_, n) => n);
        if (scope.mode.id === 'async') {
          const tasks: FutureHandle[] = [];
          for (const n of calls) {
            tasks.push(
              yield* createTask(scope.routine({ routine: 'call', args: [] }), `call ${n}`, 'gather'),
            );
          }
          const results = yield* gather(tasks, 'gather');
          yield* print(`${results.length} calls`, 'print');
          return;
        }
        const threads: EffectResult[] = [];
        for (const n of calls) {
          const call = { routine: 'call', args: [] };
          const name = `Thread-${n + 1} (call)`;
          threads.push(yield { kind: 'start-thread', call, name, job: `call ${n}`, at: 'start' });
        }
        for (const thread of threads) {
          yield { kind: 'join-thread', thread: thread as ThreadHandle, at: 'join' };
        }
        yield* print(`${threads.length} calls`, 'print');
      },
    },
  }),
  modes: [
    {
      mode: 'async',
      title: 'Async',
      subtitle: ({ tasks, permits }) => `${counted(tasks, 'task')}, ${permits} at a time`,
      listing: ({ tasks, permits, seconds }) => `
        import asyncio

        slots = asyncio.Semaphore(${permits})

        async def call():
            async with slots:  #@ slot
                await asyncio.sleep(${seconds})  #@ sleep

        async def main():
            calls = [call() for _ in range(${tasks})]
            results = await asyncio.gather(*calls)  #@ gather
            print(len(results), "calls")  #@ print

        asyncio.run(main())  #@ run
      `,
    },
    {
      mode: 'async',
      variant: 'unlimited',
      title: 'Async, no limit',
      subtitle: ({ tasks }) => `${counted(tasks, 'task')}, all at a time`,
      listing: ({ tasks, seconds }) => `
        import asyncio

        async def call():
            await asyncio.sleep(${seconds})  #@ sleep

        async def main():
            calls = [call() for _ in range(${tasks})]
            results = await asyncio.gather(*calls)  #@ gather
            print(len(results), "calls")  #@ print

        asyncio.run(main())  #@ run
      `,
    },
    {
      mode: 'threads',
      title: 'Threads',
      subtitle: ({ tasks, permits }) => `${counted(tasks, 'thread')}, ${permits} at a time`,
      listing: ({ tasks, permits, seconds }) => `
        import threading, time

        slots = threading.Semaphore(${permits})

        def call():
            with slots:  #@ slot
                time.sleep(${seconds})  #@ sleep

        threads = [threading.Thread(target=call) for _ in range(${tasks})]
        for thread in threads:
            thread.start()  #@ start
        for thread in threads:
            thread.join()  #@ join
        print(len(threads), "calls")  #@ print
      `,
    },
  ],
  lesson: {
    questions: [
      {
        kind: 'duration',
        mode: 'async',
        prompt:
          'All calls are gathered at once, but each needs one of the semaphore’s permits while it waits. How long do they take?',
        because:
          'A call that ends hands its permit to the next in line: calls ÷ permits, rounded up, is the number of waves.',
      },
      {
        kind: 'choice',
        prompt: 'How many of the tasks exist while the first wave waits?',
        options: ['As many as there are permits', 'All of them', 'One'],
        answer: 1,
        because:
          'gather has made every task. Those without a permit are blocked, and cost next to nothing. In threads each of them is a thread.',
      },
    ],
    notes: [
      {
        mode: 'async',
        at: { event: 'block' },
        text: 'All permits are taken. This task stands in line, and so do all that come after it.',
      },
      {
        mode: 'async',
        at: { event: 'release', actor: 'call 0' },
        text: 'The first call is done and gives its permit back. The first task in line has it next.',
      },
      {
        mode: 'async:unlimited',
        at: { event: 'finish', actor: 'call 0' },
        text: 'Without a limit everything is done in one wave. Whoever is called gets all the calls at once.',
      },
      {
        mode: 'threads',
        at: { event: 'block' },
        text: 'The same with threads: this one is blocked, but it has been started and holds a stack.',
      },
    ],
    takeaway:
      'A semaphore lets so many in at a time, and the rest wait in line. It protects whoever is called, and costs waves.',
    skin: restaurant,
  },
});
