import { countBelow } from '../../base/binary-search.ts';
import { type ActorId, NO_ACTOR } from '../actors.ts';
import { CountingUp } from './counting-up.ts';
import type { Flows } from './flows.ts';

/** How often something was touched. */
export interface AccessCounts {
  readonly reads: number;
  readonly writes: number;
}

/** Event numbers in ascending order, of reads and of writes. */
class AccessLog {
  readonly #reads: number[] = [];
  readonly #writes: number[] = [];

  add(index: number, isWrite: boolean): void {
    (isWrite ? this.#writes : this.#reads).push(index);
  }

  before(count: number): AccessCounts {
    return { reads: countBelow(this.#reads, count), writes: countBelow(this.#writes, count) };
  }
}

/** An access, and the locks that were held by whoever made it. */
export interface Access {
  readonly index: number;
  readonly isWrite: boolean;
  readonly locks: readonly ActorId[];
  /** What was read or written, as text. */
  readonly value: string;
}

/** What one flow has done to a thing. */
interface Visitor {
  /** Its accesses that nobody else could have made at the same time so far. */
  pending: Access[];
  last: number;
  /** Its last read, if it has not written since; else -1. */
  lastRead: number;
  /** Another flow that is known to touch it at the same time. */
  rival: ActorId;
}

/** The accesses to one thing: all of them, and those that others could have made at the same time. */
export class AccessHistory {
  readonly total = new AccessLog();
  readonly accesses = new AccessLog();
  readonly held = new Map<ActorId, AccessLog>();
  readonly without: number[] = [];
  /** Writes by a flow that had read before another wrote. */
  readonly stale: number[] = [];
  readonly countingUp = new CountingUp();
  /** By flow, from which event on it counts as one of several. */
  readonly flows = new Map<ActorId, number>();
  readonly #visitors = new Map<ActorId, Visitor>();
  /** Those of them that have accesses pending. */
  readonly #pending = new Map<ActorId, Visitor>();
  #lastWrite = -1;
  #lastWriter = NO_ACTOR;

  touch(flows: Flows, flow: ActorId, access: Access): void {
    const { index, isWrite } = access;
    this.total.add(index, isWrite);
    let visitor = this.#visitors.get(flow);
    if (!visitor) {
      visitor = { pending: [], last: -1, lastRead: -1, rival: NO_ACTOR };
      this.#visitors.set(flow, visitor);
    }
    const isStale = this.#lastWriter !== flow && visitor.lastRead >= 0 && this.#lastWrite > visitor.lastRead;
    if (isWrite && isStale) this.stale.push(index);
    if (isWrite) this.countingUp.write(flow, index, access.value);
    else this.countingUp.read(flow, access.value);
    this.#release(flows, flow, index);
    if (this.#hasRival(flows, flow, visitor)) {
      this.#count(access, flow, index);
    } else {
      visitor.pending.push(access);
      this.#pending.set(flow, visitor);
    }
    visitor.last = index;
    visitor.lastRead = isWrite ? -1 : index;
    if (!isWrite) return;
    this.#lastWrite = index;
    this.#lastWriter = flow;
  }

  /** From now on what others did at the same time as this access counts. */
  #release(flows: Flows, flow: ActorId, now: number): void {
    for (const [other, visitor] of this.#pending) {
      const from = flows.concurrentFrom(other, flow);
      const kept = visitor.pending.filter(({ index }) => index < from);
      if (kept.length === visitor.pending.length) continue;
      for (const access of visitor.pending) if (access.index >= from) this.#count(access, other, now);
      visitor.pending = kept;
      if (kept.length === 0) this.#pending.delete(other);
    }
  }

  #hasRival(flows: Flows, flow: ActorId, visitor: Visitor): boolean {
    const { rival } = visitor;
    if (rival !== NO_ACTOR && !flows.hasEnded(rival)) return true;
    visitor.rival = NO_ACTOR;
    for (const [other, { last }] of this.#visitors) {
      if (last < flows.concurrentFrom(other, flow)) continue;
      visitor.rival = other;
      return true;
    }
    return false;
  }

  #count({ isWrite, locks }: Access, flow: ActorId, from: number): void {
    this.accesses.add(from, isWrite);
    if (!this.flows.has(flow)) this.flows.set(flow, from);
    if (locks.length === 0) this.without.push(from);
    for (const lock of locks) {
      const held = this.held.get(lock) ?? new AccessLog();
      this.held.set(lock, held);
      held.add(from, isWrite);
    }
  }
}
