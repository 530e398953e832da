import { countBelow } from '../../base/binary-search.ts';
import { type Actor, type ActorId, isGil, NO_ACTOR } from '../actors.ts';
import { EVENT_CODE } from '../events.ts';
import { createGrowingReader, type Reading, type TraceReader } from '../growing-reader.ts';
import type { Trace } from '../trace.ts';
import { type Access, type AccessCounts, AccessHistory } from './access-history.ts';
import { Flows } from './flows.ts';

/** Stands for the standard output among the things that are shared. */
export const STANDARD_OUTPUT = NO_ACTOR;

/** A lock that is held at some accesses to a thing. */
export interface Tie {
  readonly lock: ActorId;
  /** The accesses at which it was held by whoever made them. */
  readonly held: AccessCounts;
  /** Whether several have held it at once, as a semaphore lets them: then it keeps nobody out. */
  readonly admitsSeveral: boolean;
}

/**
 * Whether a lock guards a thing, by what has happened.
 *
 * - `alone`: no two threads or tasks have touched it that could have done so at the same time.
 * - `read-only`: several have read it, nobody has written it.
 * - `guarded`: several touch it, and one lock is held at every access.
 * - `unguarded`: several touch it, and no lock is held at every access.
 */
export type Verdict = 'alone' | 'read-only' | 'guarded' | 'unguarded';

/** A shared variable, or the standard output, and the locks that are held when it is touched. */
export interface SharedThing {
  /** A variable, or `STANDARD_OUTPUT`. */
  readonly thing: ActorId;
  readonly verdict: Verdict;
  /** All accesses, also those that nobody else could have come in between. */
  readonly total: AccessCounts;
  /** The accesses that count: those that others could have made at the same time. */
  readonly accesses: AccessCounts;
  /** Of these, how many were made without any lock. */
  readonly without: number;
  /** The threads and tasks that made them, in the order of their first. */
  readonly flows: readonly ActorId[];
  readonly ties: readonly Tie[];
  /** Writes by somebody who had read it before another wrote it: they go over what the other wrote. */
  readonly stale: number;
  /**
   * Where all do nothing but add the same number to it: how many of the additions are not in its value. `null` where that
   * cannot be told. One write can go over several others, so it is not the number of stale writes.
   */
  readonly lost: number | null;
}

/** What locks guard in a run. */
export interface Guards {
  /**
   * What has been touched after the first `count` events, in the order of creation. The standard output is the last, where
   * lines are written in pieces, or where a lock that guards nothing else is held at every line.
   */
  at(count: number): readonly SharedThing[];
}

/**
 * Makes a reader of what locks guard in a growing trace.
 *
 * It goes through the events once, and keeps for each thing and lock the events from which on an access counts; a moment
 * is then a binary search in each. Which lock guards what is told by the locks that are held at every access (source:
 * Savage, Burrows, Nelson, Sobalvarro, Anderson, *Eraser*, 1997); accesses that starting or waiting for a thread puts in
 * order are left out of account, so that a main thread may set a variable up and print it in the end.
 */
export const createGuardReader = (): TraceReader<Guards> =>
  createGrowingReader(({ actors }) => new GrowingGuards(actors));

class GrowingGuards implements Guards, Reading<Guards> {
  readonly #actors: readonly Actor[];
  readonly #flows = new Flows();
  readonly #things = new Map<ActorId, AccessHistory>();
  readonly #output = new AccessHistory();
  /** From which event on lines are known to be written in pieces, so that others can come in between. */
  #piecesFrom = Number.POSITIVE_INFINITY;
  readonly #holders = new Map<ActorId, ActorId[]>();
  /** By lock, from which event on it is known to let several in. */
  readonly #admitsSeveral = new Map<ActorId, number>();

  constructor(actors: readonly Actor[]) {
    this.#actors = actors;
  }

  read(trace: Trace, from: number): Guards {
    for (let event = from; event < trace.events.length; event++) this.#apply(trace, event);
    return this;
  }

  at(count: number): readonly SharedThing[] {
    const variables = [...this.#things]
      .sort(([one], [other]) => one - other)
      .map(([thing, log]) => this.#thingAt(thing, log, count))
      .filter(({ total }) => sum(total) > 0);
    const output = this.#thingAt(STANDARD_OUTPUT, this.#output, count);
    const tied = new Set(variables.flatMap(({ ties }) => ties.map(({ lock }) => lock)));
    const isMeant = output.verdict === 'guarded' && !output.ties.some(({ lock }) => tied.has(lock));
    return this.#piecesFrom < count || isMeant ? [...variables, output] : variables;
  }

  #thingAt(thing: ActorId, log: AccessHistory, count: number): SharedThing {
    const accesses = log.accesses.before(count);
    const ties = [...log.held]
      .map(([lock, held]): Tie => {
        const several = this.#admitsSeveral.get(lock) ?? Number.POSITIVE_INFINITY;
        return { lock, held: held.before(count), admitsSeveral: several < count };
      })
      .filter(({ held }) => sum(held) > 0)
      .sort((one, other) => one.lock - other.lock);
    return {
      thing,
      verdict: verdictOf(accesses, ties),
      total: log.total.before(count),
      accesses,
      without: countBelow(log.without, count),
      flows: [...log.flows].filter(([, from]) => from < count).map(([flow]) => flow),
      ties,
      stale: countBelow(log.stale, count),
      lost: log.countingUp.lostAt(count),
    };
  }

  #apply(trace: Trace, index: number): void {
    const { events, texts } = trace;
    const code = events.kind[index] as number;
    const actor = events.actor[index] as ActorId;
    const subject = events.subject[index] as ActorId;
    const touch = (log: AccessHistory, isWrite: boolean): void =>
      this.#touch(log, actor, { index, isWrite, value: texts[events.value[index] as number] ?? '' });
    switch (code) {
      case EVENT_CODE.acquire:
        this.#acquire(this.#flows.of(this.#actors, actor), subject, index);
        return;
      case EVENT_CODE.release:
        this.#release(this.#flows.of(this.#actors, actor), subject);
        return;
      case EVENT_CODE.read:
      case EVENT_CODE.write:
        touch(this.#thingOf(subject), code === EVENT_CODE.write);
        return;
      case EVENT_CODE.print:
      case EVENT_CODE.output:
        touch(this.#output, true);
        if (code === EVENT_CODE.output) this.#piecesFrom = Math.min(this.#piecesFrom, index);
        return;
      default:
        this.#flows.apply(trace, index);
    }
  }

  #touch(log: AccessHistory, actor: ActorId, access: Omit<Access, 'locks'>): void {
    const flow = this.#flows.of(this.#actors, actor);
    const locks = [...this.#holders].filter(([, holders]) => holders.includes(flow)).map(([lock]) => lock);
    log.touch(this.#flows, flow, { ...access, locks });
  }

  #thingOf(variable: ActorId): AccessHistory {
    let log = this.#things.get(variable);
    if (!log) {
      log = new AccessHistory();
      this.#things.set(variable, log);
    }
    return log;
  }

  #acquire(flow: ActorId, lock: ActorId, index: number): void {
    const actor = this.#actors[lock];
    if (!actor || isGil(actor)) return;
    const holders = this.#holders.get(lock) ?? [];
    this.#holders.set(lock, holders);
    holders.push(flow);
    if (holders.length > 1 && !this.#admitsSeveral.has(lock)) this.#admitsSeveral.set(lock, index);
  }

  /** Python lets another than the holder release a lock; then the first holder has lost it. */
  #release(flow: ActorId, lock: ActorId): void {
    const holders = this.#holders.get(lock);
    holders?.splice(Math.max(0, holders.indexOf(flow)), 1);
  }
}

const sum = ({ reads, writes }: AccessCounts): number => reads + writes;

function verdictOf(accesses: AccessCounts, ties: readonly Tie[]): Verdict {
  const all = sum(accesses);
  if (all === 0) return 'alone';
  if (accesses.writes === 0) return 'read-only';
  const isGuarded = ties.some(({ held, admitsSeveral }) => sum(held) === all && !admitsSeveral);
  return isGuarded ? 'guarded' : 'unguarded';
}
