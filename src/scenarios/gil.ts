import { compute, invoke, print, wait } from '../program/actions.ts';
import { doJobs } from '../program/jobs.ts';
import type { Lesson } from '../program/lesson.ts';
import { defineScenario } from '../program/scenario.ts';
import { counted } from './counted.ts';

const lesson: Lesson = {
  questions: [
    {
      kind: 'choice',
      prompt:
        'Three threads compute on a machine with several cores. How do they fare against one after another?',
      options: ['About three times as fast', 'As fast as there are cores', 'No faster, or a little slower'],
      answer: 2,
      because:
        'One thread executes Python at a time: the one that has the GIL. The cores are there, the permission is not, and every hand-over costs a little.',
    },
    {
      kind: 'fastest',
      prompt: 'Which of the modes ends first?',
      because:
        'Without a GIL the threads use every core. Processes do too, each under a GIL of its own, but they have to be started first.',
    },
  ],
  notes: [
    {
      mode: 'threads',
      at: { event: 'wait', actor: 'task 0' },
      text: 'This task waits instead of computing. A thread that waits lets go of the GIL, so it is in nobody’s way.',
    },
    {
      mode: 'threads',
      at: { event: 'drop-request' },
      text: 'A thread has waited for the GIL for a whole switch interval, 5 ms unless it is set. It asks the holder to let go.',
    },
    {
      mode: 'threads',
      at: { event: 'ready', actor: 'task 1', nth: 1 },
      text: 'Its turn is over: it is ready to run, and there is a core for it, but another thread has the GIL.',
    },
    {
      mode: 'threads:free-threaded',
      at: { event: 'run', actor: 'task 2' },
      text: 'No GIL to wait for: every core can run a thread. Where there are fewer cores than threads, the operating system shares them out.',
    },
    {
      mode: 'processes',
      at: { event: 'run', actor: 'task 1' },
      text: 'A process of its own: another interpreter, another memory, another GIL.',
    },
  ],
  takeaway:
    'Under the GIL threads that compute take turns and gain nothing; threads that wait let go of it and gain everything. To compute on all cores, use processes.',
};

interface Values {
  readonly tasks: number;
  readonly work: number;
  readonly waits: boolean;
  readonly seconds: number;
}

/** The lines that import modules; `time` where somebody sleeps. */
const importing = (modules: readonly string[], { waits }: Values): string =>
  [...modules, ...(waits ? ['import time'] : [])].map((line) => `        ${line}\n`).join('');

const WAITING = (seconds: number): string => `
            if n == 0:
                time.sleep(${seconds})  #@ sleep
                return "task 0 has waited"`;

const TASK = ({ work, waits, seconds }: Values): string => `
        def task(n):${waits ? WAITING(seconds) : ''}
            total = 0.0
            for i in range(${work}):
                total += i * i  #@ compute
            return f"task {n} has computed"
`;

const SYNC_LISTING = (values: Values): string => `${importing([], values)}${TASK(values)}
        for n in range(${values.tasks}):
            print(task(n))  #@ each print
`;

const THREADS_LISTING = (values: Values): string => `${importing(['import threading'], values)}${TASK(values)}
        def work(n):
            print(task(n))  #@ print

        threads = []
        for n in range(${values.tasks}):
            thread = threading.Thread(target=work, args=(n,))
            thread.start()  #@ spawn
            threads.append(thread)
        for thread in threads:
            thread.join()  #@ collect
`;

const PROCESSES_LISTING = (values: Values): string => `
${importing(['from concurrent.futures import ProcessPoolExecutor'], values)}${TASK(values)}
        if __name__ == "__main__":
            with ProcessPoolExecutor(${values.tasks}) as pool:  #@ spawn
                for line in pool.map(task, range(${values.tasks})):  #@ collect
                    print(line)  #@ print
`;

export const gil = defineScenario({
  id: 'gil',
  computes: true,
  hidesMain: true,
  parameters: {
    tasks: { kind: 'integer', label: 'tasks', initial: 4, min: 1, max: 16, step: 1 },
    work: {
      kind: 'integer',
      label: 'steps each',
      initial: 100_000_000,
      min: 1,
      max: 400_000_000,
      step: 1_000_000,
    },
    waits: { kind: 'switch', label: 'the first one waits', initial: true },
    seconds: { kind: 'number', label: 'for', unit: 's', initial: 0.1, min: 0, max: 60, step: 0.1 },
  },
  program: {
    routines: {
      *task(scope, n: number) {
        const { work, waits, seconds } = scope.parameters;
        if (waits && n === 0) {
          yield* wait(seconds, 'sleep');
          return 'task 0 has waited';
        }
        yield* compute({ kernel: 'sum-squares', from: 0, to: work }, 'compute');
        return `task ${n} has computed`;
      },
      *work(scope, n: number) {
        yield* print(String(yield* invoke(scope, 'task', [n], 'print')), 'print');
      },
      *main(scope) {
        const jobs = Array.from({ length: scope.parameters.tasks }, (_, n) => ({
          name: `task ${n}`,
          call: { routine: 'task', args: [n] },
          thread: { name: `Thread ${n}`, call: { routine: 'work', args: [n] } },
        }));
        yield* doJobs(scope, {
          jobs,
          workers: scope.parameters.tasks,
          consume: (line) => print(String(line), 'print'),
        });
      },
    },
  },
  modes: [
    {
      mode: 'sync',
      title: 'Sync',
      subtitle: () => 'one thread, one after another',
      listing: SYNC_LISTING,
    },
    {
      mode: 'threads',
      title: 'Threads',
      subtitle: ({ tasks }, hasGil) =>
        `${counted(tasks, 'thread')} ${hasGil ? 'under one GIL' : 'without a GIL'}`,
      listing: THREADS_LISTING,
    },
    {
      mode: 'threads',
      variant: 'free-threaded',
      freeThreaded: true,
      title: 'Threads without a GIL',
      subtitle: ({ tasks }) => `${counted(tasks, 'thread')} of the free-threaded build`,
      listing: THREADS_LISTING,
    },
    {
      mode: 'processes',
      title: 'Processes',
      subtitle: ({ tasks }, hasGil) =>
        `${counted(tasks, 'process', 'processes')}, ${hasGil ? 'a GIL' : 'a memory'} each`,
      listing: PROCESSES_LISTING,
    },
  ],
  lesson,
});
