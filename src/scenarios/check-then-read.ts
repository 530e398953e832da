import { invoke, mark, print, wait } from '../program/actions.ts';
import { defineScenario } from '../program/scenario.ts';

export const checkThenRead = defineScenario({
  id: 'check-then-read',
  parameters: {
    seconds: { kind: 'number', label: 'each', unit: 's', initial: 5, min: 0.1, max: 60, step: 0.1 },
  },
  program: {
    routines: {
      *exists(scope, doc: string) {
        yield* wait(scope.parameters.seconds, 'look');
        yield* mark('found');
        return /^doc [0-4]$/.test(doc);
      },
      *read(scope, doc: string) {
        if (yield* invoke(scope, 'exists', [doc], 'check')) {
          yield* wait(scope.parameters.seconds, 'read');
          yield* mark('content');
          return `${doc} exists.`;
        }
        return null;
      },
      *main(scope) {
        const line = yield* invoke(scope, 'read', ['doc 1'], 'print');
        yield* print(String(line), 'print');
      },
    },
  },
  modes: [
    {
      mode: 'sync',
      title: 'Sync',
      subtitle: () => 'one function calls another',
      listing: ({ seconds }) => `
        import time

        docs = [f"doc {i}" for i in range(5)]

        def exists(doc):
            time.sleep(${seconds})  #@ look
            return doc in docs  #@ found

        def read(doc):
            if exists(doc):  #@ check
                time.sleep(${seconds})  #@ read
                return f"{doc} exists."  #@ content

        print(read("doc 1"))  #@ print
      `,
    },
    {
      mode: 'async',
      title: 'Async',
      subtitle: () => 'one coroutine awaits another',
      listing: ({ seconds }) => `
        import asyncio

        docs = [f"doc {i}" for i in range(5)]

        async def exists(doc):
            await asyncio.sleep(${seconds})  #@ look
            return doc in docs  #@ found

        async def read(doc):
            if await exists(doc):  #@ check
                await asyncio.sleep(${seconds})  #@ read
                return f"{doc} exists."  #@ content

        async def main():
            print(await read("doc 1"))  #@ print

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
          'Looking a document up takes as long as reading it, and both are awaited. How long does one document take?',
        because:
          'read needs the answer of exists before it can go on. A chain has nothing to overlap, so both ways take the sum.',
      },
      {
        kind: 'choice',
        prompt: 'What would make this quicker on an event loop?',
        options: [
          'Awaiting exists inside a task',
          'Nothing, for one document; other documents could be read meanwhile',
          'asyncio.gather(exists(doc), read(doc))',
        ],
        answer: 1,
        because:
          'The loop is free for most of the run. That is worth something only when there is something else to do.',
      },
    ],
    notes: [
      {
        mode: 'sync',
        at: { event: 'call', actor: 'MainThread', nth: 2 },
        text: 'Three frames deep: the module, read, exists. Each waits for the one it called.',
      },
      {
        mode: 'async',
        at: { event: 'call', actor: 'main', nth: 2 },
        text: 'The same depth: main awaits read, which awaits exists. One task, three frames.',
      },
      {
        mode: 'async',
        at: { event: 'wait', actor: 'main' },
        text: 'exists gives the loop back, and with it the whole task stands still. The loop has no other.',
      },
      {
        mode: 'async',
        at: { event: 'return', actor: 'main' },
        text: 'Only with this answer can read go on to its own wait.',
      },
    ],
    takeaway:
      'Awaits that need each other’s results run in turn whatever the mode. An event loop pays when it has other tasks to run meanwhile.',
  },
});
