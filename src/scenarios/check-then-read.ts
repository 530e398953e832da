import { invoke, mark, print, wait } from '../program/actions.ts';
import { defineScenario } from '../program/scenario.ts';

export const checkThenRead = defineScenario({
  id: 'check-then-read',
  title: 'Check, then read',
  claim: 'Each step needs the one before, so an event loop has nothing to overlap: ten seconds either way.',
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
});
