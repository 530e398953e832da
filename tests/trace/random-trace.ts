import fc from 'fast-check';
import { seconds } from '../../src/base/units.ts';
import { type ActorId, NO_ACTOR } from '../../src/trace/actors.ts';
import { TraceBuilder, type TraceHeader } from '../../src/trace/builder.ts';
import { EVENT_CODE, isEndCode, REASON_CODE, REASONS } from '../../src/trace/events.ts';
import type { Trace } from '../../src/trace/trace.ts';

/** A header for traces whose header does not matter. */
export const header: TraceHeader = {
  scenario: 'test',
  mode: 'threads',
  provenance: 'modelled',
  params: {},
  seed: 1,
  machine: { cores: 2 },
};

/** One thing that happens in a random trace: numbers that `recordHappenings` reads as far as they apply. */
export interface Happening {
  readonly wait: number;
  readonly what: number;
  readonly who: number;
  readonly whom: number;
  readonly how: number;
}

const happening: fc.Arbitrary<Happening> = fc.record({
  wait: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1, noNaN: true })),
  what: fc.nat({ max: 99 }),
  who: fc.nat({ max: 99 }),
  whom: fc.nat({ max: 99 }),
  how: fc.nat({ max: 99 }),
});

/** Threads, tasks, cores, locks and variables to which any thing may happen in any order. */
export const happenings = (maxLength: number): fc.Arbitrary<readonly Happening[]> =>
  fc.array(happening, { maxLength });

/** Many happenings from one seed, for traces too long to be shrunk. */
export function manyHappenings(count: number, next: () => number): readonly Happening[] {
  const hundred = (): number => Math.floor(next() * 100);
  return Array.from({ length: count }, () => ({
    wait: next() < 0.3 ? 0 : next() * 0.01,
    what: hundred(),
    who: hundred(),
    whom: hundred(),
    how: hundred(),
  }));
}

/** A builder with the actors of a random trace, and the view of it so far. */
export function startRandomTrace(): RandomTrace {
  const builder = new TraceBuilder();
  const one = (kind: Parameters<TraceBuilder['actor']>[0], name: string, parent: ActorId): ActorId =>
    builder.actor(kind, name, parent, NO_ACTOR);
  const process = one('process', 'MainProcess', NO_ACTOR);
  return {
    builder,
    process,
    gil: one('lock', 'GIL', process),
    loop: one('loop', 'loop', process),
    cores: [one('core', 'Core 0', NO_ACTOR), one('core', 'Core 1', NO_ACTOR)],
    locks: [one('lock', 'lock', process), one('lock', 'other', process)],
    variables: [one('variable', 'counter', process)],
    queues: [one('queue', 'queue', process)],
    threads: [one('thread', 'MainThread', process), one('thread', 'Worker 0', process)],
    tasks: [one('task', 'main', process), one('task', 'doc 0', process), one('task', 'doc 1', process)],
    view: () => builder.view(header),
  };
}

export interface RandomTrace {
  readonly builder: TraceBuilder;
  readonly process: ActorId;
  readonly gil: ActorId;
  readonly loop: ActorId;
  readonly cores: readonly ActorId[];
  readonly locks: readonly ActorId[];
  readonly variables: readonly ActorId[];
  readonly queues: readonly ActorId[];
  readonly threads: readonly ActorId[];
  readonly tasks: ActorId[];
  view(): Trace;
}

const STATES = ['start', 'ready', 'run', 'wait', 'block', 'finish', 'fail', 'cancel'] as const;

const pick = <Item>(items: readonly Item[], number: number): Item => items[number % items.length] as Item;

/** Lets things happen. States change in any order, even after an end: readers are to cope with any trace. */
export function recordHappenings(random: RandomTrace, all: readonly Happening[]): void {
  const { builder, threads, tasks, locks, cores, gil, loop, variables, queues } = random;
  for (const { wait, what, who, whom, how } of all) {
    builder.now = seconds(builder.now + wait);
    const actor = pick([...threads, ...tasks], who);
    const thread = pick(threads, who);
    if (what < 55) {
      const kind = pick(STATES, how);
      const isRun = kind === 'run';
      const isBlock = kind === 'block';
      const subject = isRun ? pick([...cores, NO_ACTOR], whom) : isBlock ? pick(locks, whom) : NO_ACTOR;
      const reason = kind === 'ready' || kind === 'wait' ? REASON_CODE[pick(REASONS, whom)] : 0;
      const value = kind === 'fail' ? builder.text('ValueError: bad') : reason;
      if (!isEndCode(EVENT_CODE[kind]) || how > 70) builder.record(kind, actor, subject, value);
    } else if (what < 65) {
      builder.record('carry', thread, pick([...tasks, NO_ACTOR, NO_ACTOR], whom));
    } else if (what < 68) {
      builder.record('carry', pick(tasks, who), pick([...tasks, NO_ACTOR], whom));
    } else if (what < 78) {
      builder.record(
        pick(['request', 'acquire', 'release'] as const, how),
        actor,
        pick([...locks, gil], whom),
      );
    } else if (what < 80) {
      builder.record('drop-request', thread, gil);
    } else if (what < 86) {
      builder.record('line', actor, NO_ACTOR, 1 + how);
    } else if (what < 90) {
      builder.record(how % 2 ? 'call' : 'return', actor, NO_ACTOR, builder.text(`frame ${how % 5}`));
    } else if (what < 93) {
      builder.record('print', actor, NO_ACTOR, builder.text(`line ${how}`));
    } else if (what < 95) {
      builder.record('write', actor, pick(variables, whom), builder.text(String(how)));
    } else if (what < 96) {
      builder.record(how % 2 ? 'put' : 'get', actor, pick(queues, whom), builder.text(String(how)));
    } else if (what < 97) {
      builder.record('timer', pick(tasks, who), loop, builder.now + how);
    } else if (what < 98) {
      builder.record('latency', actor, NO_ACTOR, how / 10);
    } else if (what < 99) {
      tasks.push(builder.actor('task', `doc ${tasks.length - 1}`, random.process, thread));
    } else {
      builder.record('iteration', loop, NO_ACTOR, how);
    }
  }
}

/** A whole random trace. */
export function randomTrace(all: readonly Happening[]): Trace {
  const random = startRandomTrace();
  recordHappenings(random, all);
  return random.view();
}

export const arbitraryTrace = (maxLength: number): fc.Arbitrary<Trace> =>
  happenings(maxLength).map(randomTrace);
