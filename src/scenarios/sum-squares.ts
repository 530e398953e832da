import { invoke, print } from '../program/actions.ts';
import { doJobs } from '../program/jobs.ts';
import { defineScenario } from '../program/scenario.ts';
import { team } from './parts/skins.ts';
import { addSquares, addSquaresListing, SIZES, SQUARE_STEPS } from './parts/squares.ts';

/** The sizes of the tasks in the order in which they are begun. */
const sizesOf = (longestFirst: boolean): readonly number[] => (longestFirst ? SIZES.toReversed() : SIZES);

const order = (longestFirst: boolean): string => `(${sizesOf(longestFirst).join(', ')})`;

export const sumSquares = defineScenario({
  id: 'sum-squares',
  computes: true,
  hidesMain: true,
  parameters: {
    steps: SQUARE_STEPS,
    'longest-first': { kind: 'switch', label: 'longest first', initial: false },
  },
  program: {
    routines: {
      *add(scope, n: number) {
        return yield* addSquares(n, scope.parameters.steps);
      },
      *work(scope, n: number) {
        yield* print(String(yield* invoke(scope, 'add', [n], 'print')), 'print');
      },
      *main(scope) {
        const jobs = sizesOf(scope.parameters['longest-first']).map((n) => ({
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
      listing: ({ steps, 'longest-first': longestFirst }) => `${addSquaresListing(steps)}
        for n in ${order(longestFirst)}:
            print(add(n))  #@ each print
      `,
    },
    {
      mode: 'threads',
      title: 'Threads',
      subtitle: (_, gil) => `four threads ${gil ? 'under the GIL' : 'without a GIL'}`,
      quoted: { source: 'notebook', seconds: 46.35 },
      listing: ({ steps, 'longest-first': longestFirst }) => `
        import threading
${addSquaresListing(steps)}
        def work(n):
            print(add(n))  #@ print

        threads = []
        for n in ${order(longestFirst)}:
            thread = threading.Thread(target=work, args=(n,))
            thread.start()  #@ spawn
            threads.append(thread)
        for thread in threads:
            thread.join()  #@ collect
      `,
    },
    {
      mode: 'async',
      title: 'Async',
      subtitle: () => 'one event loop, and nothing to await',
      initially: false,
      listing: ({ steps, 'longest-first': longestFirst }) => `
        import asyncio

        async def add(n):
            total = 0.0
            for i in range(n * ${steps}):
                total += i * i  #@ compute
            return f"n = {n}: {total:.3e}"

        async def main():
            calls = [add(n) for n in ${order(longestFirst)}]
            for line in await asyncio.gather(*calls):  #@ spawn collect
                print(line)  #@ print

        asyncio.run(main())  #@ run
      `,
    },
    {
      mode: 'processes',
      title: 'Processes',
      subtitle: (_, gil) => `a pool of processes, ${gil ? 'a GIL' : 'a memory'} each`,
      quoted: { source: 'notebook', seconds: 20.14 },
      listing: ({ steps, 'longest-first': longestFirst }) => `
        from concurrent.futures import ProcessPoolExecutor
${addSquaresListing(steps)}
        if __name__ == "__main__":
            with ProcessPoolExecutor() as pool:  #@ spawn
                for line in pool.map(add, ${order(longestFirst)}):  #@ collect
                    print(line)  #@ print
      `,
    },
    {
      mode: 'async+processes',
      title: 'Async + processes',
      subtitle: () => 'an event loop in front of a pool of processes',
      quoted: { source: 'notebook', seconds: 19.89 },
      listing: ({ steps, 'longest-first': longestFirst }) => `
        import asyncio
        from concurrent.futures import ProcessPoolExecutor
${addSquaresListing(steps)}
        async def main():
            loop = asyncio.get_running_loop()
            with ProcessPoolExecutor() as pool:
                calls = [loop.run_in_executor(pool, add, n)  #@ spawn
                         for n in ${order(longestFirst)}]
                for line in await asyncio.gather(*calls):  #@ collect
                    print(line)  #@ print

        if __name__ == "__main__":
            asyncio.run(main())  #@ run
      `,
    },
  ],
  lesson: {
    questions: [
      {
        kind: 'choice',
        prompt:
          'The four tasks take 100, 200, 300 and 400 steps of a thousand. With a process each and as many cores as you like, how many times as fast as one after another can they be?',
        options: ['4 times', '3 times', '2.5 times', '2 times'],
        answer: 2,
        because:
          'The longest task is 400 steps of 1000, and one core has to do all of it. Nothing ends before it does, so the gain is 1000 ÷ 400 = 2.5 at most.',
      },
      {
        kind: 'choice',
        prompt:
          'A pool of two processes on two cores takes the tasks in the order they are submitted. Which order ends first?',
        options: ['The shortest first', 'The longest first', 'Both end at the same time'],
        answer: 1,
        because:
          'Longest first, both workers end at 500 steps. Shortest first, the longest task is begun after 200 and ends alone at 600.',
      },
    ],
    notes: [
      {
        mode: 'sync',
        at: { event: 'run', actor: 'n = 100' },
        text: 'One core computes, whatever the machine has. The time is the sum of all four.',
      },
      {
        mode: 'threads',
        at: { event: 'drop-request' },
        text: 'Another thread has waited a whole switch interval for the GIL. The holder lets go of it: four threads, one at a time.',
      },
      {
        mode: 'async',
        at: { event: 'run', actor: 'n = 100' },
        text: 'There is no await in this coroutine, so the loop has nothing else to run until it returns.',
      },
      {
        mode: 'processes',
        at: { event: 'run', actor: 'n = 100' },
        text: 'A worker process has an interpreter and a GIL of its own, so it computes while the others do.',
      },
      {
        mode: 'processes',
        at: { event: 'run', actor: 'n = 400' },
        text: 'The longest task is on its own core from here to its end, and the run cannot end before it. This is the critical path.',
      },
      {
        mode: 'async+processes',
        at: { event: 'wait', actor: 'main' },
        text: 'The event loop computes nothing: it has handed out the calls and waits for their results.',
      },
    ],
    takeaway:
      'Computing gains from processes, and nothing from threads under the GIL. The gain is bounded by the cores and by the longest task: split the work evenly, or begin with the longest.',
    corrections: [
      {
        source: 'notebook',
        claim: 'A comment in its code promises that four processes are four times as fast.',
        finding:
          'Its own times are 46.35 s and 20.14 s, a ratio of 2.3. The tasks are uneven: the longest is 400 of 1000 steps, which bounds the gain at 2.5 times however many cores there are.',
        evidence: { mode: 'processes', at: { event: 'finish', actor: 'n = 400' } },
      },
    ],
    skin: team,
  },
});
