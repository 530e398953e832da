import { createTask, gather, print, wait } from '../program/actions.ts';
import type { EffectResult, ThreadHandle, Value } from '../program/effects.ts';
import { defineScenario } from '../program/scenario.ts';

/** What the producer puts last. */
const END = null;

const asyncListing = (
  { items, make, use }: { readonly items: number; readonly make: number; readonly use: number },
  bound: string,
): string => `
        import asyncio

        async def produce(queue):
            for n in range(1, ${items + 1}):
                await asyncio.sleep(${make})  #@ make
                print(f"made {n}")  #@ made
                await queue.put(n)  #@ put
                print(f"queued {n}")  #@ queued
            await queue.put(None)  #@ put-end

        async def consume(queue):
            while (n := await queue.get()) is not None:  #@ get
                await asyncio.sleep(${use})  #@ use
                print(f"used {n}")  #@ used

        async def main():
            queue = asyncio.Queue(${bound})
            await asyncio.gather(produce(queue), consume(queue))  #@ gather

        asyncio.run(main())  #@ run
`;

export const producerConsumer = defineScenario({
  id: 'producer-consumer',
  hidesMain: true,
  parameters: {
    items: { kind: 'integer', label: 'items', initial: 8, min: 1, max: 100, step: 1 },
    capacity: { kind: 'integer', label: 'room for', initial: 3, min: 1, max: 100, step: 1 },
    make: { kind: 'number', label: 'to make', unit: 's', initial: 0.3, min: 0, max: 10, step: 0.1 },
    use: { kind: 'number', label: 'to use', unit: 's', initial: 1, min: 0, max: 10, step: 0.1 },
  },
  program: ({ capacity }, { variant }) => ({
    queues: { queue: variant === 'unbounded' ? 0 : capacity },
    routines: {
      *produce(scope) {
        const { items, make } = scope.parameters;
        for (let n = 1; n <= items; n++) {
          yield* wait(make, 'make');
          yield* print(`made ${n}`, 'made');
          yield { kind: 'put', queue: 'queue', item: n, at: 'put' };
          yield* print(`queued ${n}`, 'queued');
        }
        yield { kind: 'put', queue: 'queue', item: END, at: 'put-end' };
      },
      *consume(scope) {
        for (;;) {
          const item = (yield { kind: 'get', queue: 'queue', at: 'get' }) as Value;
          if (item === END) return;
          yield* wait(scope.parameters.use, 'use');
          yield* print(`used ${item}`, 'used');
        }
      },
      *main(scope) {
        const both = [
          { routine: 'produce', job: 'producer' },
          { routine: 'consume', job: 'consumer' },
        ];
        if (scope.mode.id === 'async') {
          const tasks = [];
          for (const { routine, job } of both) {
            tasks.push(yield* createTask(scope.routine({ routine, args: [] }), job, 'gather'));
          }
          yield* gather(tasks, 'gather');
          return;
        }
        const threads: EffectResult[] = [];
        for (const [index, { routine, job }] of both.entries()) {
          const name = `Thread-${index + 1} (${routine})`;
          threads.push(yield { kind: 'start-thread', call: { routine, args: [] }, name, job, at: 'start' });
        }
        for (const thread of threads) {
          yield { kind: 'join-thread', thread: thread as ThreadHandle, at: 'join' };
        }
      },
    },
  }),
  modes: [
    {
      mode: 'async',
      title: 'Async',
      subtitle: ({ capacity }) => `two tasks, room for ${capacity}`,
      listing: (parameters) => asyncListing(parameters, String(parameters.capacity)),
    },
    {
      mode: 'async',
      variant: 'unbounded',
      title: 'Async, no bound',
      subtitle: () => 'two tasks, room for any number',
      listing: (parameters) => asyncListing(parameters, ''),
    },
    {
      mode: 'threads',
      title: 'Threads',
      subtitle: ({ capacity }) => `two threads, room for ${capacity}`,
      listing: ({ items, capacity, make, use }) => `
        import threading, time
        from queue import Queue

        queue = Queue(${capacity})

        def produce():
            for n in range(1, ${items + 1}):
                time.sleep(${make})  #@ make
                print(f"made {n}")  #@ made
                queue.put(n)  #@ put
                print(f"queued {n}")  #@ queued
            queue.put(None)  #@ put-end

        def consume():
            while (n := queue.get()) is not None:  #@ get
                time.sleep(${use})  #@ use
                print(f"used {n}")  #@ used

        threads = [threading.Thread(target=produce),
                   threading.Thread(target=consume)]
        for thread in threads:
            thread.start()  #@ start
        for thread in threads:
            thread.join()  #@ join
      `,
    },
  ],
  lesson: {
    questions: [
      {
        kind: 'choice',
        prompt:
          'Making is three times as fast as using, and the queue has a bound. What becomes of the producer?',
        options: [
          'It is held back to the pace of the consumer',
          'It fails when the queue is full',
          'It goes on at its own pace',
        ],
        answer: 0,
        because:
          'put waits while the queue is full, so the producer goes on when the consumer has taken an item.',
      },
      {
        kind: 'fastest',
        prompt: 'Without a bound the producer is never held back. Which run ends first?',
        because:
          'They end together. The consumer is never without work, and it alone decides how long the whole takes.',
      },
    ],
    notes: [
      {
        mode: 'async',
        at: { event: 'wait', actor: 'consumer', at: 'get' },
        text: 'The queue is empty at first, so get waits. Its task gives the loop back.',
      },
      {
        mode: 'async',
        at: { event: 'wait', actor: 'producer', at: 'put' },
        text: 'The queue is full, so put waits: back-pressure. The producer can be no faster than the consumer now.',
      },
      {
        mode: 'async:unbounded',
        at: { event: 'finish', actor: 'producer' },
        text: 'Nothing held the producer back. What it made lies in the queue, and in memory, until it is used.',
      },
      {
        mode: 'threads',
        at: { event: 'wait', actor: 'producer', at: 'put' },
        text: 'queue.Queue does the same for threads: the thread that puts is blocked until there is room.',
      },
    ],
    takeaway:
      'A bounded queue slows a fast producer down to its consumer. The bound costs no time; without it the queue grows for as long as the producer is ahead.',
    skin: {
      title: 'At the restaurant',
      rename: (kind, name) => {
        if (kind === 'queue') return 'counter';
        return name === 'producer' ? 'kitchen' : name === 'consumer' ? 'waiter' : null;
      },
    },
  },
});
