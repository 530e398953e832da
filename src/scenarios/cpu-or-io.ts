import { mapPool, mark, print, wait, withPool } from '../program/actions.ts';
import { defineScenario } from '../program/scenario.ts';
import { team } from './parts/skins.ts';
import { addSquares, addSquaresListing, SIZES, SQUARE_STEPS } from './parts/squares.ts';

const WORKERS = 4;

const CALLS = Array.from({ length: WORKERS }, (_, n) => n);

const FETCH_LISTING = (seconds: number): string => `
        def fetch(n):
            time.sleep(${seconds})  #@ sleep
            return f"call {n} done"  #@ done
`;

const SQUARES = SIZES.join(', ');

export const cpuOrIo = defineScenario({
  id: 'cpu-or-io',
  computes: true,
  hidesMain: true,
  parameters: {
    steps: SQUARE_STEPS,
    seconds: { kind: 'number', label: 'each wait', unit: 's', initial: 1, min: 0.1, max: 60, step: 0.1 },
  },
  program: {
    routines: {
      *add(scope, n: number) {
        return yield* addSquares(n, scope.parameters.steps);
      },
      *fetch(scope, n: number) {
        yield* wait(scope.parameters.seconds, 'sleep');
        yield* mark('done');
        return `call ${n} done`;
      },
      *main({ mode }) {
        const calls =
          mode.variant === 'cpu'
            ? SIZES.map((n) => ({ name: `n = ${n}`, call: { routine: 'add', args: [n] } }))
            : CALLS.map((n) => ({ name: `call ${n}`, call: { routine: 'fetch', args: [n] } }));
        const kind = mode.id === 'processes' ? 'processes' : 'threads';
        yield* withPool(
          kind,
          WORKERS,
          (pool) => mapPool(pool, calls, 'collect', (line) => print(String(line), 'print')),
          'open',
        );
      },
    },
  },
  modes: [
    {
      mode: 'threads',
      variant: 'cpu',
      title: 'Threads, computing',
      subtitle: (_, gil) => `four threads ${gil ? 'under one GIL' : 'without a GIL'}`,
      quoted: { source: 'notebook', seconds: 47.65 },
      listing: ({ steps }) => `
        from concurrent.futures import ThreadPoolExecutor
${addSquaresListing(steps)}
        with ThreadPoolExecutor(max_workers=${WORKERS}) as pool:  #@ open
            for line in pool.map(add, (${SQUARES})):  #@ collect
                print(line)  #@ print
      `,
    },
    {
      mode: 'processes',
      variant: 'cpu',
      title: 'Processes, computing',
      subtitle: (_, gil) => `four processes, ${gil ? 'a GIL' : 'a memory'} each`,
      quoted: { source: 'notebook', seconds: 20.14 },
      listing: ({ steps }) => `
        from concurrent.futures import ProcessPoolExecutor
${addSquaresListing(steps)}
        if __name__ == "__main__":
            with ProcessPoolExecutor(max_workers=${WORKERS}) as pool:  #@ open
                for line in pool.map(add, (${SQUARES})):  #@ collect
                    print(line)  #@ print
      `,
    },
    {
      mode: 'threads',
      variant: 'io',
      title: 'Threads, waiting',
      subtitle: () => 'four threads that let go of the GIL',
      listing: ({ seconds }) => `
        import time
        from concurrent.futures import ThreadPoolExecutor
${FETCH_LISTING(seconds)}
        with ThreadPoolExecutor(max_workers=${WORKERS}) as pool:  #@ open
            for line in pool.map(fetch, range(${CALLS.length})):  #@ collect
                print(line)  #@ print
      `,
    },
    {
      mode: 'processes',
      variant: 'io',
      title: 'Processes, waiting',
      subtitle: () => 'four processes to start first',
      listing: ({ seconds }) => `
        import time
        from concurrent.futures import ProcessPoolExecutor
${FETCH_LISTING(seconds)}
        if __name__ == "__main__":
            with ProcessPoolExecutor(max_workers=${WORKERS}) as pool:  #@ open
                for line in pool.map(fetch, range(${CALLS.length})):  #@ collect
                    print(line)  #@ print
      `,
    },
  ],
  lesson: {
    questions: [
      {
        kind: 'duration',
        mode: 'threads:io',
        prompt: 'Four calls wait a second each, in four threads under one GIL. How long do they take?',
        because: 'A thread that waits has let go of the GIL, so all four wait at the same time.',
      },
      {
        kind: 'choice',
        prompt: 'Four tasks compute instead, in four threads under one GIL. What do the threads gain?',
        options: ['They are four times as fast', 'They use every core there is', 'Nothing'],
        answer: 2,
        because:
          'To compute a thread needs the GIL, and there is one. Processes have one each, and use as many cores as there are.',
      },
    ],
    notes: [
      {
        mode: 'threads:cpu',
        at: { event: 'drop-request' },
        text: 'A thread that only computes never lets go of the GIL by itself. Another has to ask for it, every 5 ms.',
      },
      {
        mode: 'processes:cpu',
        at: { event: 'run', actor: 'n = 400' },
        text: 'Four processes compute, and no GIL stands between them: only the number of cores does.',
      },
      {
        mode: 'threads:io',
        at: { event: 'wait', actor: 'call 0' },
        text: 'To wait is to let go of the GIL. The next thread has it a moment later, and waits as well.',
      },
      {
        mode: 'processes:io',
        at: { event: 'start', actor: 'SpawnProcess-1' },
        text: 'Here a process gains nothing over a thread, and has to be started: an interpreter and a memory for a call that only waits.',
      },
    ],
    takeaway:
      'What waits can go into threads, which are cheap. What computes has to go into processes, which cost a start-up. Ask first which of the two the work is.',
    skin: team,
  },
});
