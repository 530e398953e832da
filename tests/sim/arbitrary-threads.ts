import fc from 'fast-check';
import { compute, print, read, wait, withLock, write } from '../../src/program/actions.ts';
import type { Routine, ThreadHandle } from '../../src/program/effects.ts';
import type { Program } from '../../src/program/program.ts';

/** One statement of a thread that shares things with others. */
export type Action =
  | { readonly do: 'add'; readonly variable: 'x' | 'y' }
  | { readonly do: 'copy' | 'wait' | 'compute' | 'write out' | 'put' | 'raise' | 'look' }
  | { readonly do: 'locked'; readonly locks: readonly ('a' | 'b')[]; readonly body: readonly Action[] };

const leaf: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('add'), variable: fc.constantFrom('x', 'y') }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('copy', 'wait', 'compute', 'write out', 'put') }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('raise', 'look') }) },
) as fc.Arbitrary<Action>;

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 3, arbitrary: leaf },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('locked'),
      locks: fc.constantFrom(['a'], ['b'], ['a', 'b'], ['b', 'a']),
      body: fc.array(leaf, { maxLength: 1 }),
    }) as fc.Arbitrary<Action>,
  },
);

/** The actions of a few threads, few enough for all their schedules to be run. */
export const arbitraryThreads: fc.Arbitrary<readonly (readonly Action[])[]> = fc.oneof(
  fc.array(fc.array(action, { maxLength: 2 }), { minLength: 2, maxLength: 2 }),
  fc.array(fc.array(action, { maxLength: 1 }), { minLength: 3, maxLength: 3 }),
);

/** The program that starts the threads and waits for them. */
export const programOfThreads = (threads: readonly (readonly Action[])[]): Program => ({
  variables: { x: 0, y: 0, flag: false },
  locks: { a: {}, b: {} },
  queues: { items: 0 },
  routines: {
    body: (_scope, actions: readonly Action[], name: string) => perform(actions, name),
    *main() {
      const started: ThreadHandle[] = [];
      for (const [index, actions] of threads.entries()) {
        const call = { routine: 'body', args: [actions, `${index}`] };
        started.push((yield { kind: 'start-thread', call, name: `Thread ${index}` }) as ThreadHandle);
      }
      for (const thread of started) yield { kind: 'join-thread', thread };
    },
  },
});

function* perform(actions: readonly Action[], name: string): Routine<void> {
  for (const action of actions) {
    switch (action.do) {
      case 'add':
        yield* write(action.variable, (yield* read(action.variable)) + 1);
        break;
      case 'copy':
        yield* write('y', yield* read('x'));
        break;
      case 'wait':
        yield* wait(0.01);
        break;
      case 'compute':
        yield* compute({ kernel: 'sum-squares', from: 0, to: 100_000 });
        break;
      case 'write out':
        yield { kind: 'output', text: name };
        yield { kind: 'output', text: '\n' };
        break;
      case 'raise':
        yield* write('flag', true);
        break;
      case 'look':
        yield* print((yield* read('flag')) ? 'up' : 'down');
        break;
      case 'put':
        yield { kind: 'put', queue: 'items', item: name };
        break;
      case 'locked':
        yield* nested(action.locks, () => perform(action.body, name));
    }
  }
}

function* nested(locks: readonly string[], body: () => Routine<void>): Routine<void> {
  const [first, ...others] = locks;
  if (first === undefined) yield* body();
  else yield* withLock(first, () => nested(others, body));
}
