import type { Skin } from '../../program/lesson.ts';
import { type ActorKind, GIL_NAME } from '../../trace/actors.ts';

/** The last number in a name: 3 of `doc 3`, of `Thread-3 (call)` and of `ThreadPoolExecutor-0_3`; `null` without one. */
function numberOf(name: string): number | null {
  const digits = /(\d+(?:\.\d+)?)\D*$/.exec(name)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** A noun with the last number in a name: `order 3`; the noun alone for a name without a number. */
function numbered(noun: string, name: string): string {
  const number = numberOf(name);
  return number === null ? noun : `${noun} ${number}`;
}

/**
 * Waiting at a restaurant: an order is placed without waiting for the one in front. Jobs are orders, threads and the
 * event loop are waiters, a process is a restaurant with a kitchen of its own.
 */
export const restaurant: Skin = {
  title: 'At the restaurant',
  rename(kind: ActorKind, name: string) {
    switch (kind) {
      case 'task':
        return name === 'main' ? 'whole table' : numbered('order', name);
      case 'thread':
        return numbered('Waiter', name);
      case 'loop':
        return 'Waiter';
      case 'process':
        return numbered('Restaurant', name);
      case 'pool':
        return 'order rail';
      case 'lock':
        if (name === GIL_NAME) return 'kitchen hatch';
        return name === 'print_lock' ? 'till' : null;
      default:
        return null;
    }
  },
};

const ACTIVITIES = ['blinking', 'breathing', 'listening', 'walking', 'thinking'];

/**
 * Concurrency as one person has it: breathing, blinking and thinking, all under way, each with the person's attention for
 * a moment. Jobs are what the person does, the event loop or the GIL is the attention.
 *
 * @param first the number that the name of the first job ends in.
 */
export const onePerson = (first: number): Skin => ({
  title: 'One person',
  rename(kind: ActorKind, name: string) {
    switch (kind) {
      case 'task': {
        if (name === 'main') return 'the person';
        const number = numberOf(name);
        if (number === null) return null;
        return ACTIVITIES[number - first] ?? `habit ${number}`;
      }
      case 'thread':
        return name === 'MainThread' ? 'the body' : numbered('part', name);
      case 'loop':
        return 'attention';
      case 'process':
        return name === 'MainProcess' ? 'the person' : numbered('Person', name);
      case 'lock':
        return name === GIL_NAME ? 'attention' : null;
      default:
        return null;
    }
  },
});

/**
 * Parallelism as a team has it: each member builds a feature at the same time. Jobs are features, a process is a desk, and
 * the GIL is its keyboard: threads share one, processes have one each.
 */
export const team: Skin = {
  title: 'A team',
  rename(kind: ActorKind, name: string) {
    switch (kind) {
      case 'task':
        return name === 'main' ? 'release' : numbered('feature', name);
      case 'thread':
        return numbered('Developer', name);
      case 'loop':
        return 'Team lead';
      case 'process':
        return name === 'MainProcess' ? 'Front desk' : numbered('Desk', name);
      case 'pool':
        return 'backlog';
      case 'lock':
        return name === GIL_NAME ? 'keyboard' : null;
      default:
        return null;
    }
  },
};
