import { print, read, wait, write } from '../program/actions.ts';
import { doJobs } from '../program/jobs.ts';
import type { Lesson } from '../program/lesson.ts';
import type { Mode } from '../program/modes.ts';
import { defineScenario } from '../program/scenario.ts';

const lesson: Lesson = {
  questions: [
    {
      kind: 'choice',
      prompt:
        'A and B want through the same door. Each raises a flag, looks, and gives way where the other’s is up as well. What happens?',
      options: [
        'One of them waits for the other for ever: a deadlock',
        'Both give way, and do so again each time they try',
        'The one that was started first goes first',
      ],
      answer: 1,
      because:
        'They do the same at the same time, so each sees the other’s flag up. Nobody is blocked: both run, wait, and run again, and nobody gets on. That is a livelock.',
    },
    {
      kind: 'printed',
      mode: 'threads:different-waits',
      line: -1,
      prompt: 'With the cure, B waits three times as long as A before it tries again. What is printed last?',
      instead: ['A goes through', 'A gives up', 'B gives up'],
      because: 'When B comes back, A has looked, found its flag down, and gone through.',
    },
    {
      kind: 'choice',
      prompt:
        'In the third run A never gives way, and comes again and again. B is as polite as ever. What becomes of B?',
      options: [
        'It goes through between two of A’s turns',
        'It never goes through',
        'It goes through when it has given way often enough',
      ],
      answer: 1,
      because:
        'Whenever B looks, A’s flag is up: between two turns it is down for an instant only. One gets on, the other never does. That is starvation, not a livelock.',
    },
  ],
  notes: [
    {
      mode: 'threads',
      at: { event: 'read', actor: 'A' },
      text: 'A looks: B’s flag is up as well.',
    },
    {
      mode: 'threads',
      at: { event: 'print', actor: 'B' },
      text: 'B has seen A’s flag up. Both give way, each out of regard for the other.',
    },
    {
      mode: 'threads',
      at: { event: 'write', actor: 'B', nth: 2 },
      text: 'Both are back, after the same wait, and everything is as it was at the start. Nothing here breaks the symmetry.',
    },
    {
      mode: 'threads',
      at: { event: 'print', nth: -1 },
      text: 'Both have been busy all the time. In a deadlock they would stand still; the result is the same.',
    },
    {
      mode: 'threads:different-waits',
      at: { event: 'read', actor: 'A', nth: 1 },
      text: 'A is back first, and finds B’s flag down.',
    },
    {
      mode: 'threads:different-waits',
      at: { event: 'print', actor: 'B', nth: -1 },
      text: 'B comes later, and finds the door free.',
    },
    {
      mode: 'threads:insistent',
      at: { event: 'write', actor: 'A', nth: 2 },
      text: 'A has been through, and at once raises its flag again. It was down for an instant, and B was not looking.',
    },
    {
      mode: 'threads:insistent',
      at: { event: 'print', actor: 'B', nth: -1 },
      text: 'A has been through every time, B not once: B starves.',
    },
    {
      mode: 'async',
      at: { event: 'read', actor: 'B' },
      text: 'The same on one thread: between two awaits nobody interrupts a task, but both raise before either looks.',
    },
  ],
  takeaway:
    'In a livelock everybody is busy giving way and nobody gets on. It takes something that is not the same for all: a wait of another length, best a random one, or an order. An order that always favours the same one can starve the other.',
};

interface Values {
  readonly rounds: number;
  readonly seconds: number;
}

/** How many steps B waits before it tries again, where it waits otherwise than A. */
const LONGER = 3;

/** A multiple of a number of seconds, without what binary fractions add to it. */
const times = (factor: number, seconds: number): number => Number((factor * seconds).toFixed(6));

/** What A and B are called with: their own name, the other's, and how long they wait before they try again. */
function callOf(name: 'A' | 'B', { seconds }: Values, mode: Mode): readonly [string, string, number] {
  if (name === 'A') return ['A', 'B', seconds];
  return ['B', 'A', mode.variant === 'different-waits' ? times(LONGER, seconds) : seconds];
}

const written = (args: readonly (string | number)[]): string =>
  args.map((arg) => (typeof arg === 'string' ? `"${arg}"` : String(arg))).join(', ');

const GIVING_WAY = ({ rounds, seconds }: Values, sleep = 'time.sleep'): string => `
def enter(me, other, pause):
    for _ in range(${rounds}):
        flags[me] = True  #@ raise
        ${sleep}(${seconds})  #@ approach
        if not flags[other]:  #@ look
            print(f"{me} goes through")  #@ through
            flags[me] = False  #@ done
            return
        print(f"{me}: after you")  #@ after-you
        ${sleep}(${seconds})  #@ step-back
        flags[me] = False  #@ take-back
        ${sleep}(pause)  #@ pause
    print(f"{me} gives up")  #@ gives-up`;

const INSISTING = ({ rounds, seconds }: Values): string => `
def insist(me):
    for _ in range(${rounds}):
        flags[me] = True  #@ raise-anyway
        time.sleep(${times(LONGER, seconds)})  #@ inside
        print(f"{me} goes through")  #@ through-anyway
        flags[me] = False  #@ done-anyway`;

const IN_THREADS = (first: string, second: string): string => `
threads = [
    threading.Thread(${first}),
    threading.Thread(${second}),
]
for thread in threads:
    thread.start()  #@ spawn
for thread in threads:
    thread.join()  #@ collect
`;

const THREADS = `import threading, time

flags = {"A": False, "B": False}
`;

const politeListing = (values: Values, mode: Mode): string => {
  const target = (name: 'A' | 'B'): string => `target=enter, args=(${written(callOf(name, values, mode))})`;
  return `${THREADS}${GIVING_WAY(values)}\n${IN_THREADS(target('A'), target('B'))}`;
};

const insistentListing = (values: Values, mode: Mode): string => {
  const enter = `target=enter, args=(${written(callOf('B', values, mode))})`;
  return `${THREADS}${INSISTING(values)}\n${GIVING_WAY(values)}\n${IN_THREADS('target=insist, args=("A",)', enter)}`;
};

const asyncListing = (values: Values, mode: Mode): string => `import asyncio

flags = {"A": False, "B": False}

async ${GIVING_WAY(values, 'await asyncio.sleep').trimStart()}

async def main():
    await asyncio.gather(  #@ spawn collect
        enter(${written(callOf('A', values, mode))}),
        enter(${written(callOf('B', values, mode))}),
    )

asyncio.run(main())  #@ run
`;

const THREADS_MODE: Mode = { id: 'threads', lock: false };

const flagOf = (name: string): string => `flag ${name}`;

export const livelock = defineScenario({
  id: 'livelock',
  hidesMain: true,
  parameters: {
    rounds: { kind: 'integer', label: 'rounds', initial: 5, min: 1, max: 50, step: 1 },
    seconds: { kind: 'number', label: 'each step', unit: 's', initial: 1, min: 0.1, max: 60, step: 0.1 },
  },
  program: {
    variables: { [flagOf('A')]: false, [flagOf('B')]: false },
    routines: {
      *enter({ parameters }, me: string, other: string, pause: number) {
        const { rounds, seconds } = parameters;
        for (let round = 0; round < rounds; round++) {
          yield* write(flagOf(me), true, 'raise');
          yield* wait(seconds, 'approach');
          if (!(yield* read<boolean>(flagOf(other), 'look'))) {
            yield* print(`${me} goes through`, 'through');
            yield* write(flagOf(me), false, 'done');
            return;
          }
          yield* print(`${me}: after you`, 'after-you');
          yield* wait(seconds, 'step-back');
          yield* write(flagOf(me), false, 'take-back');
          yield* wait(pause, 'pause');
        }
        yield* print(`${me} gives up`, 'gives-up');
      },
      *insist({ parameters }, me: string) {
        for (let round = 0; round < parameters.rounds; round++) {
          yield* write(flagOf(me), true, 'raise-anyway');
          yield* wait(times(LONGER, parameters.seconds), 'inside');
          yield* print(`${me} goes through`, 'through-anyway');
          yield* write(flagOf(me), false, 'done-anyway');
        }
      },
      *main(scope) {
        const { mode, parameters } = scope;
        const jobs = (['A', 'B'] as const).map((name) => {
          const insists = name === 'A' && mode.variant === 'insistent';
          const call = insists
            ? { routine: 'insist', args: [name] }
            : { routine: 'enter', args: callOf(name, parameters, mode) };
          return { name, call, thread: { name: `Thread ${name}`, call } };
        });
        yield* doJobs(scope, { jobs, workers: null, *consume() {} });
      },
    },
  },
  modes: [
    {
      mode: 'threads',
      title: 'After you',
      subtitle: () => 'both give way, and try again at the same time',
      listing: (values) => politeListing(values, THREADS_MODE),
    },
    {
      mode: 'threads',
      variant: 'different-waits',
      title: 'Different waits',
      subtitle: () => 'B waits longer than A',
      listing: (values) => politeListing(values, { ...THREADS_MODE, variant: 'different-waits' }),
    },
    {
      mode: 'threads',
      variant: 'insistent',
      title: 'A never gives way',
      subtitle: () => 'B is polite, A is not',
      listing: (values) => insistentListing(values, { ...THREADS_MODE, variant: 'insistent' }),
    },
    {
      mode: 'async',
      title: 'Async',
      subtitle: () => 'two tasks on one thread, just as polite',
      listing: (values) => asyncListing(values, { id: 'async', lock: false }),
      initially: false,
    },
  ],
  lesson,
});
