import { print, wait, withLock } from '../program/actions.ts';
import { doJobs } from '../program/jobs.ts';
import type { Lesson } from '../program/lesson.ts';
import { defineScenario } from '../program/scenario.ts';
import { counted } from './counted.ts';

const MOST = 5;

const lesson: Lesson = {
  questions: [
    {
      kind: 'choice',
      prompt:
        'Everybody takes the fork on the left, thinks, and then reaches for the one on the right. Who eats first?',
      options: ['Philosopher 0', 'Whoever the GIL favours', 'Nobody'],
      answer: 2,
      because:
        'Every fork is somebody’s left one. All are taken, and everybody waits for a neighbour. CPython would hang for ever; this page ends the run after a second of it.',
    },
    {
      kind: 'printed',
      mode: 'threads:ordered',
      line: -1,
      prompt: 'With the cure the last philosopher takes fork 0 first. What is printed last?',
      instead: ['Philosopher 0 eats', 'Philosopher 3 eats'],
      because: 'Philosopher 4 queues for fork 0 with empty hands, so the others can eat one by one.',
    },
  ],
  notes: [
    {
      mode: 'threads',
      at: { event: 'acquire', actor: 'philosopher 4' },
      text: 'The last fork is taken. Everybody has one.',
    },
    {
      mode: 'threads',
      at: { event: 'block' },
      text: 'The first one reaches for the fork on the right, which a neighbour holds.',
    },
    {
      mode: 'threads',
      at: { event: 'block', nth: -1 },
      text: 'The last one reaches for its second fork. The circle is closed all around the table, and nothing more happens.',
    },
    {
      mode: 'threads:ordered',
      at: { event: 'block', actor: 'philosopher 4' },
      text: 'Philosopher 4 wants fork 0 first, as its number is the lower one. It waits with empty hands, and fork 4 stays free.',
    },
    {
      mode: 'threads:ordered',
      at: { event: 'print', actor: 'philosopher 3', nth: 1 },
      text: 'Philosopher 3 finds fork 4 free, and eats. Then its neighbour can.',
    },
  ],
  takeaway:
    'A circle of threads that each hold one lock and want the next can never go on. Number the locks and take the lower number first: then there is always somebody who can.',
};

const DINE = (seconds: number): string => `
            with first:  #@ first
                print(f"Philosopher {i} has a fork")  #@ has-first
                time.sleep(${seconds})  #@ think
                with second:  #@ second
                    print(f"Philosopher {i} eats")  #@ eats
                    time.sleep(${seconds})  #@ eat
`;

const TABLE = (philosophers: number): string => `
        threads = []
        for i in range(${philosophers}):
            thread = threading.Thread(target=dine, args=(i,))
            thread.start()  #@ spawn
            threads.append(thread)
        for thread in threads:
            thread.join()  #@ collect
`;

export const diningPhilosophers = defineScenario({
  id: 'dining-philosophers',
  parameters: {
    philosophers: { kind: 'integer', label: 'philosophers', initial: 5, min: 2, max: MOST, step: 1 },
    seconds: {
      kind: 'number',
      label: 'to think, to eat',
      unit: 's',
      initial: 1,
      min: 0.1,
      max: 60,
      step: 0.1,
    },
  },
  program: {
    locks: Object.fromEntries(Array.from({ length: MOST }, (_, number) => [`fork ${number}`, {}])),
    routines: {
      dine: (scope, i: number) => {
        const { philosophers, seconds } = scope.parameters;
        const sides = [i, (i + 1) % philosophers];
        if (scope.mode.variant === 'ordered') sides.sort((one, other) => one - other);
        const [first, second] = sides;
        return withLock(
          `fork ${first}`,
          function* () {
            yield* print(`Philosopher ${i} has a fork`, 'has-first');
            yield* wait(seconds, 'think');
            yield* withLock(
              `fork ${second}`,
              function* () {
                yield* print(`Philosopher ${i} eats`, 'eats');
                yield* wait(seconds, 'eat');
              },
              'second',
            );
          },
          'first',
        );
      },
      *main(scope) {
        const jobs = Array.from({ length: scope.parameters.philosophers }, (_, i) => {
          const call = { routine: 'dine', args: [i] };
          return { name: `philosopher ${i}`, call, thread: { name: `Philosopher ${i}`, call } };
        });
        yield* doJobs(scope, { jobs, workers: null, *consume() {} });
      },
    },
  },
  modes: [
    {
      mode: 'threads',
      title: 'Left fork first',
      subtitle: ({ philosophers }) => `${counted(philosophers, 'thread')}, as many forks`,
      listing: ({ philosophers, seconds }) => `
        import threading, time

        forks = [threading.Lock() for _ in range(${philosophers})]

        def dine(i):
            first, second = forks[i], forks[(i + 1) % ${philosophers}]${DINE(seconds)}${TABLE(philosophers)}`,
    },
    {
      mode: 'threads',
      variant: 'ordered',
      title: 'Lower number first',
      subtitle: ({ philosophers }) => `${counted(philosophers, 'thread')}, the last one takes fork 0 first`,
      listing: ({ philosophers, seconds }) => `
        import threading, time

        forks = [threading.Lock() for _ in range(${philosophers})]

        def dine(i):
            low, high = sorted((i, (i + 1) % ${philosophers}))
            first, second = forks[low], forks[high]${DINE(seconds)}${TABLE(philosophers)}`,
    },
  ],
  lesson,
});
