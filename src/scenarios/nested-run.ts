import { invoke, mark, print, raise, wait, warn } from '../program/actions.ts';
import type { Routine, Value } from '../program/effects.ts';
import { PythonError } from '../program/errors.ts';
import { defineScenario } from '../program/scenario.ts';

/**
 * `asyncio.run` where this thread runs an event loop already.
 * Source: CPython 3.11, `run` in Lib/asyncio/runners.py.
 */
const runNested = (): Routine<never> =>
  raise(
    new PythonError('RuntimeError', 'asyncio.run() cannot be called from a running event loop'),
    'nested',
  );

export const nestedRun = defineScenario({
  id: 'nested-run',
  parameters: {
    seconds: { kind: 'number', label: 'sleep', unit: 's', initial: 1, min: 0.1, max: 60, step: 0.1 },
  },
  program: {
    routines: {
      *hello(scope) {
        yield* wait(scope.parameters.seconds, 'sleep');
        yield* mark('return');
        return 'hello';
      },
      *cell(scope) {
        const greeting: Value = yield* invoke(scope, 'hello', [], 'cell');
        yield* print(String(greeting), 'cell');
      },
      *main(scope) {
        if (scope.mode.variant === 'top-level') {
          yield* mark('compile');
          yield* invoke(scope, 'cell', [], 'await');
          return;
        }
        try {
          yield* runNested();
        } catch (error) {
          if (!(error instanceof PythonError) || error.type !== 'RuntimeError') throw error;
          yield* print(error.message, 'print');
          yield* warn('RuntimeWarning', "coroutine 'hello' was never awaited");
        }
      },
    },
  },
  modes: [
    {
      mode: 'async',
      title: 'asyncio.run',
      subtitle: () => 'a second loop in a thread that runs one',
      listing: ({ seconds }) => `
        import asyncio

        async def hello():
            await asyncio.sleep(${seconds})  #@ sleep
            return "hello"  #@ return

        async def main():
            try:
                print(asyncio.run(hello()))  #@ nested
            except RuntimeError as error:
                print(error)  #@ print

        asyncio.run(main())  #@ run
      `,
    },
    {
      mode: 'async',
      variant: 'top-level',
      title: 'Top-level await',
      subtitle: () => 'a cell on the loop that runs already',
      listing: ({ seconds }) => `
        import ast, asyncio

        async def hello():
            await asyncio.sleep(${seconds})  #@ sleep
            return "hello"  #@ return

        cell = "print(await hello())"  #@ cell

        async def main():
            code = compile(cell, "cell", "exec",  #@ compile
                           flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
            await eval(code)  #@ await

        asyncio.run(main())  #@ run
      `,
    },
  ],
  lesson: {
    questions: [
      {
        kind: 'choice',
        prompt: 'A notebook runs its cells on an event loop. What does asyncio.run(hello()) do in a cell?',
        options: [
          'It runs hello on the notebook’s loop',
          'It makes a second loop and runs hello there',
          'It raises a RuntimeError, and hello never begins',
        ],
        answer: 2,
        because:
          'asyncio.run makes a new loop, and a thread runs one loop at a time. It checks before it starts anything.',
      },
      {
        kind: 'choice',
        prompt: 'Why may a notebook cell say await at its top level, where a module may not?',
        options: [
          'A cell is compiled as the body of a coroutine, and the running loop awaits it',
          'The notebook rewrites await as asyncio.run',
          'Every cell has a thread and a loop of its own',
        ],
        answer: 0,
        because:
          'The listing of Top-level await does what a notebook does: it compiles the cell with a flag that allows await, and awaits what comes out.',
      },
    ],
    notes: [
      {
        mode: 'async',
        at: { event: 'raise', actor: 'main' },
        text: 'This thread has a loop that is running main. A second one could run only while the first stands still, so asyncio.run refuses.',
      },
      {
        mode: 'async',
        at: { event: 'warn', actor: 'main' },
        text: 'hello() had made a coroutine object by then. It was never awaited, and CPython warns of it as well.',
      },
      {
        mode: 'async:top-level',
        at: { event: 'call', actor: 'main', nth: 1 },
        text: 'The cell is a coroutine on the loop that runs already. This is how a notebook executes await at top level.',
      },
      {
        mode: 'async:top-level',
        at: { event: 'wait', actor: 'main' },
        text: 'While the cell waits, the loop is free: the notebook goes on answering.',
      },
    ],
    takeaway:
      'A thread runs one event loop at a time: in a notebook, write await hello() and keep asyncio.run for scripts. nest_asyncio patches asyncio so that a loop may be entered again while it runs; it is for libraries that call asyncio.run themselves.',
  },
});
