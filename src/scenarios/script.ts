import { invoke, job, mark, print, read, wait, withPool, write } from '../program/actions.ts';
import type { JobHandle, PoolHandle, Routine, ThreadHandle, Value } from '../program/effects.ts';
import type { ParameterValues, Scope } from '../program/program.ts';
import { defineScenario } from '../program/scenario.ts';

const NUMBERS = [3, 1, 4, 1, 5];

/** A step of the script: the routine that takes it, the statement that calls it, and the name of its lane. */
const STEPS = {
  read: { routine: 'read', at: 'call-read', lane: 'read' },
  workOut: { routine: 'work_out', at: 'call-work-out', lane: 'work out' },
  report: { routine: 'report', at: 'call-report', lane: 'report' },
} as const;
type Step = (typeof STEPS)[keyof typeof STEPS];

/** Takes a step with what the one before gave; gives what the next one needs. */
type Take = (step: Step, args: readonly Value[]) => Routine<Value>;

function* inTurn(take: Take): Routine<void> {
  const numbers = yield* take(STEPS.read, []);
  const total = yield* take(STEPS.workOut, [numbers]);
  yield* take(STEPS.report, [total]);
}

/** Calls a step, or awaits it. */
const called =
  (scope: Scope<ParameterValues>): Take =>
  ({ routine, at, lane }, args) =>
    job(lane, () => invoke(scope, routine, args, at));

/** Has a worker of a pool take a step. */
const submitted = (pool: PoolHandle): Take =>
  function* ({ routine, at, lane }, args) {
    const handle = yield { kind: 'submit', pool, call: { routine, args }, job: lane, at };
    return ((yield { kind: 'result', job: handle as JobHandle, at }) ?? null) as Value;
  };

/** A thread for each step: what one finds, the next reads from a variable. */
function* threaded(): Routine<void> {
  for (const [index, { routine, lane }] of Object.values(STEPS).entries()) {
    const name = `Thread-${index + 1} (${routine})`;
    const call = { routine, args: [] };
    const thread = yield { kind: 'start-thread', call, name, job: lane, at: 'start' };
    yield { kind: 'join-thread', thread: thread as ThreadHandle, at: 'join' };
  }
}

export const script = defineScenario({
  id: 'script',
  hidesMain: true,
  parameters: {
    seconds: { kind: 'number', label: 'disk', unit: 's', initial: 0.2, min: 0.1, max: 10, step: 0.1 },
  },
  program: {
    variables: { numbers: null, total: null },
    routines: {
      *read({ mode, parameters }) {
        yield* wait(parameters.seconds, 'read');
        yield* mark('numbers');
        if (mode.id !== 'threads') return NUMBERS;
        yield* write('numbers', NUMBERS);
        return null;
      },
      *work_out({ mode }, given?: readonly number[]) {
        yield* mark('total');
        const numbers = given ?? (yield* read<readonly number[]>('numbers'));
        const total = numbers.reduce((sum, number) => sum + number, 0);
        if (mode.id !== 'threads') return total;
        yield* write('total', total);
        return null;
      },
      *report({ parameters }, given?: number) {
        yield* wait(parameters.seconds, 'report');
        yield* mark('print');
        yield* print(String(given ?? (yield* read('total'))));
      },
      *main(scope) {
        switch (scope.mode.id) {
          case 'threads':
            return yield* threaded();
          case 'processes':
            return yield* withPool('processes', 1, (pool) => inTurn(submitted(pool)), 'open');
          default:
            return yield* inTurn(called(scope));
        }
      },
    },
  },
  modes: [
    {
      mode: 'sync',
      title: 'Sync',
      subtitle: () => 'three calls, one after another',
      listing: ({ seconds }) => `
        import time

        def read():
            time.sleep(${seconds})  #@ read
            return [3, 1, 4, 1, 5]  #@ numbers

        def work_out(numbers):
            return sum(numbers)  #@ total

        def report(total):
            time.sleep(${seconds})  #@ report
            print(total)  #@ print

        numbers = read()  #@ call-read
        total = work_out(numbers)  #@ call-work-out
        report(total)  #@ call-report
      `,
    },
    {
      mode: 'async',
      title: 'Async',
      subtitle: () => 'three awaits, one after another',
      listing: ({ seconds }) => `
        import asyncio

        async def read():
            await asyncio.sleep(${seconds})  #@ read
            return [3, 1, 4, 1, 5]  #@ numbers

        async def work_out(numbers):
            return sum(numbers)  #@ total

        async def report(total):
            await asyncio.sleep(${seconds})  #@ report
            print(total)  #@ print

        async def main():
            numbers = await read()  #@ call-read
            total = await work_out(numbers)  #@ call-work-out
            await report(total)  #@ call-report

        asyncio.run(main())  #@ run
      `,
    },
    {
      mode: 'threads',
      title: 'Threads',
      subtitle: () => 'a thread for each step',
      listing: ({ seconds }) => `
        import threading, time

        numbers = total = None

        def read():
            global numbers
            time.sleep(${seconds})  #@ read
            numbers = [3, 1, 4, 1, 5]  #@ numbers

        def work_out():
            global total
            total = sum(numbers)  #@ total

        def report():
            time.sleep(${seconds})  #@ report
            print(total)  #@ print

        for step in [read, work_out, report]:
            thread = threading.Thread(target=step)
            thread.start()  #@ start
            thread.join()  #@ join
      `,
    },
    {
      mode: 'processes',
      title: 'Processes',
      subtitle: () => 'three calls in a process of a pool',
      listing: ({ seconds }) => `
        import time
        from concurrent.futures import ProcessPoolExecutor

        def read():
            time.sleep(${seconds})  #@ read
            return [3, 1, 4, 1, 5]  #@ numbers

        def work_out(numbers):
            return sum(numbers)  #@ total

        def report(total):
            time.sleep(${seconds})  #@ report
            print(total)  #@ print

        if __name__ == "__main__":
            with ProcessPoolExecutor(max_workers=1) as pool:  #@ open
                numbers = pool.submit(read).result()  #@ call-read
                total = pool.submit(work_out, numbers).result()  #@ call-work-out
                pool.submit(report, total).result()  #@ call-report
      `,
    },
  ],
  lesson: {
    questions: [
      {
        kind: 'choice',
        prompt:
          'A script reads, works out and reports, and each step needs the one before. How many of them can be under way at once?',
        options: ['One', 'Two', 'Three'],
        answer: 0,
        because:
          'A step cannot begin before it has what the last one gives. There is nothing to overlap in any mode.',
      },
      {
        kind: 'duration',
        mode: 'threads',
        prompt: 'The same script with a thread for each step: how long does it take?',
        because: 'As long as without threads: each is joined before the next is started, as it has to be.',
      },
    ],
    notes: [
      {
        mode: 'sync',
        at: { event: 'wait', actor: 'read' },
        text: 'The script waits for the disk. It has nothing else to do, so nothing is lost.',
      },
      {
        mode: 'async',
        at: { event: 'wait', actor: 'read' },
        text: 'await gives the loop back, but the loop has no other task. It can only wait too.',
      },
      {
        mode: 'threads',
        at: { event: 'finish', actor: 'read' },
        text: 'Only now can the main thread start the next step. While one thread worked the other stood by.',
      },
      {
        mode: 'processes',
        at: { event: 'start', actor: 'SpawnProcess-1' },
        text: 'An interpreter is started first, and every result is sent to and fro. That is time added, not saved.',
      },
    ],
    takeaway:
      'Where every step needs the one before, sync is as fast as anything else, and the shortest to write. Compare the lines of Python in Numbers.',
  },
});
