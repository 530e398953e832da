import { describe, expect, test } from 'vitest';
import { type ActorId, NO_ACTOR } from '../../../src/trace/actors.ts';
import { TraceBuilder } from '../../../src/trace/builder.ts';
import { REASON_CODE } from '../../../src/trace/events.ts';
import { describeWaitCycle, findWaitCycle, namedWaitCycle } from '../../../src/trace/locks/deadlock.ts';
import { createStateReader } from '../../../src/trace/state/state-reader.ts';
import { header } from '../random-trace.ts';

/** Threads A, B and C, each with a job of its own, and locks a, b and c. */
class Scene {
  readonly builder = new TraceBuilder();
  readonly #ids = new Map<string, ActorId>();

  constructor() {
    const process = this.builder.actor('process', 'MainProcess', NO_ACTOR, NO_ACTOR);
    for (const name of ['GIL', 'a', 'b', 'c']) this.#add('lock', name, process);
    for (const name of ['A', 'B', 'C']) {
      this.#add('thread', name, process);
      this.#add('task', `job ${name}`, process);
      this.builder.record('carry', this.id(name), this.id(`job ${name}`));
    }
  }

  #add(kind: 'lock' | 'thread' | 'task', name: string, process: ActorId): void {
    this.#ids.set(name, this.builder.actor(kind, name, process, NO_ACTOR));
  }

  id(name: string): ActorId {
    return this.#ids.get(name) ?? NO_ACTOR;
  }

  /** A job has a lock. */
  holds(thread: string, lock: string): this {
    this.builder.record('acquire', this.id(`job ${thread}`), this.id(lock));
    return this;
  }

  lets(thread: string, lock: string): this {
    this.builder.record('release', this.id(`job ${thread}`), this.id(lock));
    return this;
  }

  wants(thread: string, lock: string): this {
    this.builder.record('request', this.id(`job ${thread}`), this.id(lock));
    for (const actor of [thread, `job ${thread}`])
      this.builder.record('block', this.id(actor), this.id(lock));
    return this;
  }

  joins(thread: string, other: string): this {
    this.builder.record('wait', this.id(thread), this.id(other), REASON_CODE.join);
    return this;
  }

  get cycle(): string | null {
    const trace = this.builder.view(header);
    const cycle = findWaitCycle(trace, createStateReader().at(trace, trace.events.length));
    return cycle && describeWaitCycle(namedWaitCycle(trace, cycle));
  }
}

describe('a circle of waiting threads', () => {
  test('goes through the locks they want and those they hold', () => {
    const scene = new Scene().holds('A', 'a').holds('B', 'b').wants('B', 'a').wants('A', 'b');
    expect(scene.cycle).toBe('A waits for b, held by B; B waits for a, held by A');
  });

  test('is found whoever else waits for it, and begins with the thread created first', () => {
    const scene = new Scene().wants('A', 'b').holds('B', 'b').holds('C', 'c').wants('C', 'b').wants('B', 'c');
    expect(scene.cycle).toBe('B waits for c, held by C; C waits for b, held by B');
  });

  test('may be of one thread', () => {
    expect(new Scene().holds('B', 'a').wants('B', 'a').cycle).toBe('B waits for a, held by B');
  });

  test('may go through the end of a thread', () => {
    const scene = new Scene().holds('A', 'a').wants('B', 'a').joins('A', 'B');
    expect(scene.cycle).toBe('A waits for the end of B; B waits for a, held by A');
  });
});

describe('there is none', () => {
  test('while somebody can go on', () => {
    expect(new Scene().holds('A', 'a').wants('B', 'a').holds('C', 'b').cycle).toBeNull();
    expect(new Scene().wants('A', 'b').holds('B', 'b').wants('B', 'c').holds('C', 'c').cycle).toBeNull();
  });

  test('once a lock has been let go', () => {
    const scene = new Scene().holds('A', 'a').holds('B', 'b').wants('B', 'a').lets('A', 'a').wants('A', 'b');
    expect(scene.cycle).toBeNull();
  });

  test('when a thread that was blocked has been handed the lock, and has yet to run', () => {
    const scene = new Scene().holds('A', 'a').wants('B', 'a').lets('A', 'a').holds('B', 'a');
    expect(scene.cycle).toBeNull();
  });

  test('through a semaphore that several hold', () => {
    const scene = new Scene().holds('A', 'a').holds('C', 'a').holds('B', 'b').wants('B', 'a').wants('A', 'b');
    expect(scene.cycle).toBeNull();
  });
});
