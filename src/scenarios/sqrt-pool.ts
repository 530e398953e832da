import { compute, print } from '../program/actions.ts';
import { doJobs } from '../program/jobs.ts';
import { defineScenario } from '../program/scenario.ts';
import { floatText } from './parts/float.ts';
import { team } from './parts/skins.ts';

const TASKS = 4;

const TASK_LISTING = (steps: number): string => `
        def task(n):
            print(f"Task {n} start")  #@ start
            total = 0.0
            for i in range(${steps}):
                total += math.sqrt(i)  #@ compute
            print(f"Task {n}: {total}")  #@ total
            print(f"Task {n} End")  #@ end
`;

export const sqrtPool = defineScenario({
  id: 'sqrt-pool',
  computes: true,
  hidesMain: true,
  parameters: {
    steps: {
      kind: 'integer',
      label: 'steps each',
      initial: 100_000_000,
      min: 1,
      max: 2_000_000_000,
      step: 1,
    },
  },
  program: {
    routines: {
      *task(scope, n: number) {
        yield* print(`Task ${n} start`, 'start');
        const total = yield* compute({ kernel: 'sum-roots', from: 0, to: scope.parameters.steps }, 'compute');
        yield* print(`Task ${n}: ${floatText(total)}`, 'total');
        yield* print(`Task ${n} End`, 'end');
      },
      *main(scope) {
        const jobs = Array.from({ length: TASKS }, (_, n) => {
          const call = { routine: 'task', args: [n] };
          return { name: `task ${n}`, call, thread: { name: `Thread ${n}`, call } };
        });
        yield* doJobs(scope, { jobs, workers: null, consume: function* () {} });
      },
    },
  },
  modes: [
    {
      mode: 'sync',
      title: 'Sync',
      subtitle: () => 'one thread, one after another',
      listing: ({ steps }) => `
        import math
${TASK_LISTING(steps)}
        for n in range(${TASKS}):
            task(n)  #@ each
      `,
    },
    {
      mode: 'threads',
      title: 'Threads',
      subtitle: (_, gil) => `four threads ${gil ? 'under the GIL' : 'without a GIL'}`,
      listing: ({ steps }) => `
        import math, threading
${TASK_LISTING(steps)}
        threads = []
        for n in range(${TASKS}):
            thread = threading.Thread(target=task, args=(n,))
            thread.start()  #@ spawn
            threads.append(thread)
        for thread in threads:
            thread.join()  #@ collect
      `,
    },
    {
      mode: 'processes',
      title: 'Processes',
      subtitle: (_, gil) => `a worker for each core, ${gil ? 'a GIL' : 'a memory'} each`,
      listing: ({ steps }) => `
        import math
        from concurrent.futures import ProcessPoolExecutor
${TASK_LISTING(steps)}
        if __name__ == "__main__":
            with ProcessPoolExecutor() as pool:  #@ spawn
                list(pool.map(task, range(${TASKS})))  #@ collect
      `,
    },
  ],
  lesson: {
    questions: [
      {
        kind: 'fastest',
        prompt: 'Four tasks add up a hundred million square roots each. Which mode ends first?',
        because:
          'Only processes compute at the same time. Four equal tasks take half the time on two cores, still two waves on three, and no less on more than four. Threads share one GIL, and so one core.',
      },
      {
        kind: 'printed',
        mode: 'sync',
        line: 3,
        prompt: 'One after another: what is the fourth line that is printed?',
        instead: ['Task 3 start', 'Task 0 End'],
        because: 'A task prints three lines, and the next is not begun before it has printed them.',
      },
    ],
    notes: [
      {
        mode: 'sync',
        at: { event: 'run', actor: 'task 0' },
        text: 'Every addition is really made, from left to right in doubles, as Python makes it.',
      },
      {
        mode: 'threads',
        at: { event: 'print', actor: 'task 3' },
        text: 'All four have been begun by now. From here they take turns at the GIL, a few milliseconds each.',
      },
      {
        mode: 'threads',
        at: { event: 'finish', actor: 'task 3' },
        text: 'All of them end late and close together: each had a quarter of one core.',
      },
      {
        mode: 'processes',
        at: { event: 'print', actor: 'task 0' },
        text: 'This line is printed by a worker process. Its standard output is that of the process which started it.',
      },
    ],
    takeaway:
      'Computing on all cores takes processes: the time is divided by the cores that the tasks fill, and the start of the workers is added. Threads under the GIL compute no faster than one.',
    skin: team,
  },
});
