import { print, wait, withLock } from '../program/actions.ts';
import type { ThreadHandle } from '../program/effects.ts';
import type { Lesson } from '../program/lesson.ts';
import { defineScenario } from '../program/scenario.ts';

const lesson: Lesson = {
  questions: [
    {
      kind: 'choice',
      prompt: 'Each thread takes one lock, waits, and then wants the lock that the other has. What happens?',
      options: [
        'Python notices and raises an error',
        'One of them gives its lock back and tries again',
        'Both wait for ever',
      ],
      answer: 2,
      because:
        'A lock is released by whoever holds it and by nobody else. CPython does not look for circles: the program hangs. This page looks, and ends the run after a second of it.',
    },
    {
      kind: 'duration',
      mode: 'threads:one-order',
      prompt: 'With the cure both threads take lock_a first. How long does that run take?',
      because: 'Thread B gets its first lock when Thread A is done with both: one after the other.',
    },
  ],
  notes: [
    {
      mode: 'threads',
      at: { event: 'acquire', actor: 'A' },
      text: 'Thread A has lock_a.',
    },
    {
      mode: 'threads',
      at: { event: 'acquire', actor: 'B' },
      text: 'Thread B has lock_b. Nothing is wrong yet.',
    },
    {
      mode: 'threads',
      at: { event: 'block', actor: 'A' },
      text: 'Thread A wants lock_b as well, and queues behind Thread B. It keeps lock_a.',
    },
    {
      mode: 'threads',
      at: { event: 'block', actor: 'B' },
      text: 'Thread B wants lock_a, which Thread A holds. The circle is closed: A waits for B, B waits for A. CPython would hang from here on.',
    },
    {
      mode: 'threads:one-order',
      at: { event: 'block', actor: 'B' },
      text: 'Both take lock_a first. Thread B queues with empty hands, so nobody has to wait for it.',
    },
  ],
  takeaway:
    'Two threads that take the same locks in opposite order can wait for each other for ever. Take locks in one order everywhere, and no circle can close.',
};

const LISTING = (seconds: number, second: string): string => `
        import threading, time

        lock_a = threading.Lock()
        lock_b = threading.Lock()

        def work(name, first, second):
            with first:  #@ first
                print(f"{name} has its first lock")  #@ has-first
                time.sleep(${seconds})  #@ sleep
                with second:  #@ second
                    print(f"{name} has both locks")  #@ has-both

        a = threading.Thread(
            target=work, args=("Thread A", lock_a, lock_b))
        b = threading.Thread(
            target=work, args=("Thread B", ${second}))
        a.start()  #@ start-a
        b.start()  #@ start-b
        a.join()  #@ join-a
        b.join()  #@ join-b
`;

export const deadlock = defineScenario({
  id: 'deadlock',
  parameters: {
    seconds: {
      kind: 'number',
      label: 'between the locks',
      unit: 's',
      initial: 1,
      min: 0.1,
      max: 60,
      step: 0.1,
    },
  },
  program: {
    locks: { lock_a: {}, lock_b: {} },
    routines: {
      work: (scope, name: string, first: string, second: string) =>
        withLock(
          first,
          function* () {
            yield* print(`${name} has its first lock`, 'has-first');
            yield* wait(scope.parameters.seconds, 'sleep');
            yield* withLock(second, () => print(`${name} has both locks`, 'has-both'), 'second');
          },
          'first',
        ),
      *main(scope) {
        const inOneOrder = scope.mode.variant === 'one-order';
        const start = (name: string, first: string, second: string) =>
          ({
            kind: 'start-thread',
            call: { routine: 'work', args: [`Thread ${name}`, first, second] },
            name: `Thread ${name}`,
            job: name,
            at: `start-${name.toLowerCase()}`,
          }) as const;
        const a = (yield start('A', 'lock_a', 'lock_b')) as ThreadHandle;
        const b = (yield start(
          'B',
          inOneOrder ? 'lock_a' : 'lock_b',
          inOneOrder ? 'lock_b' : 'lock_a',
        )) as ThreadHandle;
        yield { kind: 'join-thread', thread: a, at: 'join-a' };
        yield { kind: 'join-thread', thread: b, at: 'join-b' };
      },
    },
  },
  modes: [
    {
      mode: 'threads',
      title: 'Opposite order',
      subtitle: () => 'A takes lock_a then lock_b, B the other way round',
      listing: ({ seconds }) => LISTING(seconds, 'lock_b, lock_a'),
    },
    {
      mode: 'threads',
      variant: 'one-order',
      title: 'One order',
      subtitle: () => 'both take lock_a first',
      listing: ({ seconds }) => LISTING(seconds, 'lock_a, lock_b'),
    },
  ],
  lesson,
});
