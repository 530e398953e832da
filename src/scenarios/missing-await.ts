import { invoke, mark, print, wait, warn } from '../program/actions.ts';
import type { Routine } from '../program/effects.ts';
import { defineScenario } from '../program/scenario.ts';

/** An address as CPython shows one; a coroutine object is told from another by nothing else. */
const ADDRESS = '0x7f3a5c2d8e40';

/**
 * The end of a coroutine object that never ran. Nothing refers to it any more, so CPython deletes it at once, and its
 * deletion warns.
 * Source: CPython 3.11, `_PyGen_Finalize` in Objects/genobject.c.
 */
const neverAwaited = (routine: string): Routine<void> =>
  warn('RuntimeWarning', `coroutine '${routine}' was never awaited`);

export const missingAwait = defineScenario({
  id: 'missing-await',
  parameters: {
    seconds: { kind: 'number', label: 'each', unit: 's', initial: 5, min: 0.1, max: 60, step: 0.1 },
    doc: { kind: 'integer', label: 'document', initial: 9, min: 0, max: 9, step: 1 },
    'whole-object': { kind: 'switch', label: 'print the whole object', initial: true },
  },
  program: {
    routines: {
      *exists(scope, doc: number) {
        yield* wait(scope.parameters.seconds, 'look');
        yield* mark('found');
        return doc < 5;
      },
      *read(scope, doc: number) {
        let found = true;
        if (scope.mode.variant === 'awaited')
          found = (yield* invoke(scope, 'exists', [doc], 'check')) === true;
        else {
          yield* mark('check');
          yield* neverAwaited('exists');
        }
        if (!found) return null;
        yield* wait(scope.parameters.seconds, 'read');
        yield* mark('content');
        return `doc ${doc} exists.`;
      },
      *main(scope) {
        const { doc, 'whole-object': whole } = scope.parameters;
        if (scope.mode.variant !== 'awaited') {
          yield* mark('show');
          if (whole) yield* print(`<coroutine object read at ${ADDRESS}>`);
          yield* neverAwaited('read');
          if (!whole) yield* print('coroutine');
        }
        const line = yield* invoke(scope, 'read', [doc], 'print');
        yield* print(line === null ? 'None' : String(line), 'print');
      },
    },
  },
  modes: [
    {
      mode: 'async',
      title: 'Async',
      subtitle: () => 'the inner call is not awaited',
      listing: ({ seconds, doc, 'whole-object': whole }) => `
        import asyncio

        docs = [f"doc {i}" for i in range(5)]

        async def exists(doc):
            await asyncio.sleep(${seconds})  #@ look
            return doc in docs  #@ found

        async def read(doc):
            if exists(doc):  #@ check
                await asyncio.sleep(${seconds})  #@ read
                return f"{doc} exists."  #@ content

        async def main():
            print(${whole ? `read("doc ${doc}")` : `type(read("doc ${doc}")).__name__`})  #@ show
            print(await read("doc ${doc}"))  #@ print

        asyncio.run(main())  #@ run
      `,
    },
    {
      mode: 'async',
      variant: 'awaited',
      title: 'Async, awaited',
      subtitle: () => 'every call is awaited',
      listing: ({ seconds, doc }) => `
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
            print(await read("doc ${doc}"))  #@ print

        asyncio.run(main())  #@ run
      `,
    },
  ],
  lesson: {
    questions: [
      {
        kind: 'printed',
        mode: 'async',
        line: 0,
        prompt: 'What does print(read(...)) print first, without an await?',
        instead: ['None', 'False', '<function read>'],
        because:
          'Calling an async def runs none of it. The call gives a coroutine object, and that is printed.',
      },
      {
        kind: 'printed',
        mode: 'async',
        line: -1,
        prompt: 'Only doc 0 to doc 4 exist. What does the run without the inner await print last?',
        instead: ['None', 'doc 9 is missing.', 'RuntimeError'],
        because: 'exists(doc) is a coroutine object, and an object is true. The answer is never looked up.',
      },
    ],
    notes: [
      {
        mode: 'async',
        at: { event: 'print', actor: 'main' },
        text: 'The call gave a coroutine object. No frame was opened, no task was created: nothing ran.',
      },
      {
        mode: 'async',
        at: { event: 'warn', actor: 'main' },
        text: 'Nothing refers to the object any more. CPython deletes it here, and warns that it never ran.',
      },
      {
        mode: 'async',
        at: { event: 'warn', actor: 'main', nth: 1 },
        text: 'if exists(doc) tests the object, not its answer. It is always true. The warning is the only sign.',
      },
      {
        mode: 'async',
        at: { event: 'wait', actor: 'main' },
        text: 'The run waits to read a document that it never looked for.',
      },
      {
        mode: 'async:awaited',
        at: { event: 'call', actor: 'main', nth: 2 },
        text: 'With await, exists opens a frame of its own inside the same task, and its answer is used.',
      },
    ],
    takeaway:
      'Calling a coroutine function runs nothing: await the call, or give it to create_task. Read the RuntimeWarning "was never awaited" as an error.',
  },
});
