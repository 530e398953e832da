import { compute, invoke, print } from '../program/actions.ts';
import { doJobs } from '../program/jobs.ts';
import { defineScenario } from '../program/scenario.ts';

/** The sizes of the four tasks, in multiples of `steps`: the longest is 400 of 1000, so four cores gain 2.5 times at most. */
const SIZES = [100, 200, 300, 400];

/** As Python writes `f"{total:.3e}"`: at least two digits in the exponent. */
const scientific = (total: number): string => total.toExponential(3).replace(/e([+-])(\d)$/, 'e$10$2');

const ADD_LISTING = (steps: number) => `
        def add(n):
            total = 0.0
            for i in range(n * ${steps}):
                total += i * i  #@ compute
            return f"n = {n}: {total:.3e}"
`;

export const sumSquares = defineScenario({
  id: 'sum-squares',
  title: 'Sums of squares',
  claim:
    'Computing is not waiting: threads take turns at the GIL and gain nothing, processes use every core.',
  computes: true,
  hidesMain: true,
  parameters: {
    steps: {
      kind: 'integer',
      label: 'steps, times 100 to 400',
      initial: 1_000_000,
      min: 1,
      max: 1_000_000,
      step: 1,
    },
  },
  program: {
    routines: {
      *add(scope, n: number) {
        const total = yield* compute(
          { kernel: 'sum-squares', from: 0, to: n * scope.parameters.steps },
          'compute',
        );
        return `n = ${n}: ${scientific(total)}`;
      },
      *work(scope, n: number) {
        yield* print(String(yield* invoke(scope, 'add', [n], 'print')), 'print');
      },
      *main(scope) {
        const jobs = SIZES.map((n) => ({
          name: `n = ${n}`,
          call: { routine: 'add', args: [n] },
          thread: { name: `Thread n = ${n}`, call: { routine: 'work', args: [n] } },
        }));
        yield* doJobs(scope, { jobs, workers: null, consume: (line) => print(String(line), 'print') });
      },
    },
  },
  modes: [
    {
      mode: 'sync',
      title: 'Sync',
      subtitle: () => 'one thread, one after another',
      listing: ({ steps }) => `${ADD_LISTING(steps)}
        for n in (100, 200, 300, 400):
            print(add(n))  #@ each print
      `,
    },
    {
      mode: 'threads',
      title: 'Threads',
      subtitle: (_, gil) => `four threads ${gil ? 'under the GIL' : 'without a GIL'}`,
      quoted: { source: 'notebook', seconds: 46.35 },
      listing: ({ steps }) => `
        import threading
${ADD_LISTING(steps)}
        def work(n):
            print(add(n))  #@ print

        threads = []
        for n in (100, 200, 300, 400):
            thread = threading.Thread(target=work, args=(n,))
            thread.start()  #@ spawn
            threads.append(thread)
        for thread in threads:
            thread.join()  #@ collect
      `,
    },
    {
      mode: 'processes',
      title: 'Processes',
      subtitle: (_, gil) => `a pool of processes, ${gil ? 'a GIL' : 'a memory'} each`,
      quoted: { source: 'notebook', seconds: 20.14 },
      listing: ({ steps }) => `
        from concurrent.futures import ProcessPoolExecutor
${ADD_LISTING(steps)}
        if __name__ == "__main__":
            with ProcessPoolExecutor() as pool:  #@ spawn
                for line in pool.map(add, (100, 200, 300, 400)):  #@ collect
                    print(line)  #@ print
      `,
    },
    {
      mode: 'async+processes',
      title: 'Async + processes',
      subtitle: () => 'an event loop in front of a pool of processes',
      quoted: { source: 'notebook', seconds: 19.89 },
      listing: ({ steps }) => `
        import asyncio
        from concurrent.futures import ProcessPoolExecutor
${ADD_LISTING(steps)}
        async def main():
            loop = asyncio.get_running_loop()
            with ProcessPoolExecutor() as pool:
                calls = [loop.run_in_executor(pool, add, n)  #@ spawn
                         for n in (100, 200, 300, 400)]
                for line in await asyncio.gather(*calls):  #@ collect
                    print(line)  #@ print

        if __name__ == "__main__":
            asyncio.run(main())  #@ run
      `,
    },
  ],
});
