import { mapPool, print, wait, withPool } from '../program/actions.ts';
import { representation } from '../program/representation.ts';
import { defineScenario } from '../program/scenario.ts';

export const unpicklable = defineScenario({
  id: 'unpicklable',
  parameters: {
    calls: { kind: 'integer', label: 'calls', initial: 4, min: 1, max: 20, step: 1 },
    workers: { kind: 'integer', label: 'workers', initial: 2, min: 1, max: 8, step: 1 },
  },
  program: {
    routines: {
      *work(_scope, n: number) {
        yield* wait(1, 'sleep');
        return n * n;
      },
      *main(scope) {
        const { calls, workers } = scope.parameters;
        const importable = scope.mode.variant === 'module';
        const jobs = Array.from({ length: calls }, (_, n) => ({
          name: `work ${n}`,
          call: { routine: 'work', args: [n], importable },
        }));
        const results = yield* withPool(
          'processes',
          workers,
          (pool) => mapPool(pool, jobs, 'results'),
          'pool',
        );
        yield* print(representation(results), 'results');
      },
    },
  },
  modes: [
    {
      mode: 'processes',
      title: 'In a notebook',
      subtitle: ({ workers }) => `a function of its own, ${workers} worker processes`,
      listing: ({ calls, workers }) => `
        import time
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        del __file__  # as in a notebook: there is no file to import

        def work(n):
            time.sleep(1)  #@ sleep
            return n * n

        with ProcessPoolExecutor(${workers}, get_context("spawn")) as pool:  #@ pool
            print(list(pool.map(work, range(${calls}))))  #@ results
      `,
    },
    {
      mode: 'processes',
      variant: 'module',
      title: 'In a module',
      subtitle: ({ workers }) => `a function that ${workers} worker processes import`,
      listing: ({ calls, workers }) => `
        import time
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        def work(n):
            time.sleep(1)  #@ sleep
            return n * n

        if __name__ == "__main__":  # workers import this file too
            with ProcessPoolExecutor(${workers}, get_context("spawn")) as pool:  #@ pool
                print(list(pool.map(work, range(${calls}))))  #@ results
      `,
    },
  ],
  lesson: {
    questions: [
      {
        kind: 'choice',
        prompt: 'What does a worker process receive when it is sent the function work?',
        options: [
          'The name of its module and its own name',
          'Its source text',
          'Its bytecode',
          'The address at which it stands in memory',
        ],
        answer: 0,
        because:
          'A function is pickled by name. A worker that is spawned, or comes from a fork server, imports the module of that name and looks the function up in it, so there has to be a module to import. A forked worker is a copy of its parent, and would find it.',
      },
    ],
    notes: [
      {
        mode: 'processes',
        engine: 'model',
        at: { event: 'raise', actor: 'MainThread' },
        text: 'The worker has unpickled a name, __main__.work, but its own __main__ has no such function. AttributeError ends the process.',
      },
      {
        mode: 'processes',
        engine: 'model',
        at: { event: 'fail', actor: 'work 0' },
        text: 'A worker has died, so the pool breaks: every call that is not done fails with BrokenProcessPool, whichever worker it was meant for.',
      },
      {
        mode: 'processes',
        engine: 'live',
        at: { event: 'fail', actor: 'work 0' },
        text: 'The browser copies no functions: postMessage throws DataCloneError in the sender. Nothing was sent, and no worker died. In CPython the name is sent, and the worker dies of it.',
      },
      {
        mode: 'processes:module',
        at: { event: 'send', actor: 'work 0' },
        text: 'The same name is sent. This worker has imported the file, and finds the function there.',
      },
    ],
    takeaway:
      'Only what can be pickled reaches another process, and a function is pickled as a name, which workers that were not forked look up in a module. Put functions for a process pool in a module that the workers can import.',
  },
});
