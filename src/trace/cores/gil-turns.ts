import { countBelow } from '../../base/binary-search.ts';
import { Heap } from '../../base/heap.ts';
import { type Seconds, seconds } from '../../base/units.ts';
import { type Actor, type ActorId, isGil, NO_ACTOR } from '../actors.ts';
import { EVENT_CODE, isStateCode } from '../events.ts';
import { createGrowingReader, type Reading, type TraceReader } from '../growing-reader.ts';
import type { Trace } from '../trace.ts';
import { stopCauseOf } from './core-use.ts';
import { GilShares, type ThreadShares } from './gil-shares.ts';

/**
 * How a turn ended: its holder had to let go and could have gone on, as `stopCauseOf` has it, or it waited or ended of its
 * own; `null` while it lasts.
 */
export type TurnEnd = 'forced' | 'let-go' | null;

/** A stretch of time in which one thread has the GIL. */
export interface GilTurn {
  readonly holder: ActorId;
  readonly from: Seconds;
  /** Its end, or the moment that was asked about. */
  readonly to: Seconds;
  readonly end: TurnEnd;
}

/** How long the turns were that have ended, in program seconds; 0 where none has. */
export interface TurnLengths {
  readonly count: number;
  readonly mean: Seconds;
  /** Half of them were no longer; of an even number the mean of the two in the middle. */
  readonly median: Seconds;
  readonly longest: Seconds;
}

/** One GIL at one moment. */
export interface GilAtMoment {
  readonly gil: ActorId;
  readonly process: ActorId;
  /** The turn that is going on; `null` while nobody has it. */
  readonly turn: GilTurn | null;
  readonly lengths: TurnLengths;
  /** Of the turns that have ended, how many because the holder had to let go. */
  readonly forced: number;
  /** How the threads of its process have spent their lives, in the order of their creation. */
  readonly threads: readonly ThreadShares[];
}

/** The global interpreter locks of a run. */
export interface GilTurns {
  /** Those that anybody has had, in the order of their creation. */
  readonly gils: readonly ActorId[];
  /** @param count how many events have happened. @param time the moment, not before the last of them. */
  at(gil: ActorId, count: number, time: Seconds): GilAtMoment;
  /** The last turns, at most `most` of them, the latest first; the one that is going on is among them. */
  lastTurns(gil: ActorId, count: number, time: Seconds, most: number): readonly GilTurn[];
}

/** Makes a reader of the turns of a growing trace. */
export const createGilTurnReader = (): TraceReader<GilTurns> =>
  createGrowingReader(({ actors }) => new GrowingTurns(actors));

/** Tells the median of what it has been given so far. */
class RunningMedian {
  /** The larger half, and the smaller half with its signs turned. */
  readonly #upper = new Heap<null>();
  readonly #lower = new Heap<null>();

  add(value: number): void {
    const isLarge = value >= (this.#upper.smallestKey ?? Number.POSITIVE_INFINITY);
    if (isLarge) this.#upper.push(value, null);
    else this.#lower.push(-value, null);
    if (this.#upper.size > this.#lower.size) this.#pass(this.#upper, this.#lower);
    else if (this.#lower.size > this.#upper.size + 1) this.#pass(this.#lower, this.#upper);
  }

  get median(): number {
    const lower = -(this.#lower.smallestKey ?? 0);
    return this.#lower.size > this.#upper.size ? lower : (lower + (this.#upper.smallestKey ?? 0)) / 2;
  }

  #pass(from: Heap<null>, to: Heap<null>): void {
    const key = from.smallestKey ?? 0;
    from.pop();
    to.push(-key, null);
  }
}

/** The turns of one GIL, and what they amount to after each. */
class TurnLog {
  /** By turn, the event that began it, and by turn that has ended, the event that ended it. */
  readonly #begun: number[] = [];
  readonly #ended: number[] = [];
  readonly #holders: ActorId[] = [];
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  readonly #total: number[] = [];
  readonly #median: number[] = [];
  readonly #longest: number[] = [];
  /** The numbers of the turns that their holders were forced to end. */
  readonly #forced: number[] = [];
  readonly #lengths = new RunningMedian();

  acquire(actor: ActorId, index: number, time: number): void {
    this.#end(index, time);
    this.#begun.push(index);
    this.#holders.push(actor);
    this.#from.push(time);
  }

  release(actor: ActorId, index: number, time: number): void {
    if (this.#holders.at(-1) === actor) this.#end(index, time);
  }

  isHeldBy(actor: ActorId): boolean {
    return this.#ended.length < this.#begun.length && this.#holders.at(-1) === actor;
  }

  /** The holder of the last turn could go on, and does not have the GIL any more or lets it go now. */
  force(actor: ActorId): void {
    const last = this.#begun.length - 1;
    if (this.#holders[last] === actor && this.#forced.at(-1) !== last) this.#forced.push(last);
  }

  #end(index: number, time: number): void {
    if (this.#ended.length === this.#begun.length) return;
    const length = time - (this.#from.at(-1) as number);
    this.#lengths.add(length);
    this.#ended.push(index);
    this.#to.push(time);
    this.#total.push((this.#total.at(-1) ?? 0) + length);
    this.#median.push(this.#lengths.median);
    this.#longest.push(Math.max(this.#longest.at(-1) ?? 0, length));
  }

  turnsUpTo(count: number, time: Seconds, most: number): readonly GilTurn[] {
    const begun = countBelow(this.#begun, count);
    const numbers = Array.from({ length: Math.min(most, begun) }, (_, back) => begun - 1 - back);
    return numbers.map((number) => this.#turn(number, count, time));
  }

  #turn(number: number, count: number, time: Seconds): GilTurn {
    const hasEnded = (this.#ended[number] ?? Number.POSITIVE_INFINITY) < count;
    const wasForced = this.#forced[countBelow(this.#forced, number)] === number;
    return {
      holder: this.#holders[number] ?? NO_ACTOR,
      from: seconds(this.#from[number] ?? 0),
      to: hasEnded ? seconds(this.#to[number] ?? 0) : time,
      end: hasEnded ? (wasForced ? 'forced' : 'let-go') : null,
    };
  }

  summaryAt(count: number): { readonly lengths: TurnLengths; readonly forced: number } {
    const ended = countBelow(this.#ended, count);
    const last = ended - 1;
    return {
      lengths: {
        count: ended,
        mean: seconds(ended > 0 ? (this.#total[last] as number) / ended : 0),
        median: seconds(this.#median[last] ?? 0),
        longest: seconds(this.#longest[last] ?? 0),
      },
      forced: countBelow(this.#forced, ended),
    };
  }
}

class GrowingTurns implements GilTurns, Reading<GilTurns> {
  readonly #actors: readonly Actor[];
  readonly #logs = new Map<ActorId, TurnLog>();
  readonly #shares = new GilShares();
  /** By thread, the GIL it had last, until its next state tells why it has it no more. */
  readonly #undecided = new Map<ActorId, TurnLog>();

  constructor(actors: readonly Actor[]) {
    this.#actors = actors;
  }

  get gils(): readonly ActorId[] {
    return [...this.#logs.keys()].sort((one, other) => one - other);
  }

  at(gil: ActorId, count: number, time: Seconds): GilAtMoment {
    const process = this.#actors[gil]?.parent ?? NO_ACTOR;
    const [latest] = this.lastTurns(gil, count, time, 1);
    return {
      gil,
      process,
      turn: latest?.end === null ? latest : null,
      ...(this.#logs.get(gil) ?? new TurnLog()).summaryAt(count),
      threads: this.#actors
        .filter(({ kind, parent }) => kind === 'thread' && parent === process)
        .flatMap(({ id }) => this.#shares.at(id, count, time) ?? []),
    };
  }

  lastTurns(gil: ActorId, count: number, time: Seconds, most: number): readonly GilTurn[] {
    return this.#logs.get(gil)?.turnsUpTo(count, time, most) ?? [];
  }

  read(trace: Trace, from: number): GilTurns {
    for (let event = from; event < trace.events.length; event++) this.#apply(trace, event);
    return this;
  }

  #apply(trace: Trace, index: number): void {
    this.#shares.apply(trace, index);
    const { events } = trace;
    const code = events.kind[index] as number;
    const actor = events.actor[index] as ActorId;
    if (isStateCode(code)) {
      this.#decide(actor, code, events.value[index]);
      return;
    }
    if (code !== EVENT_CODE.acquire && code !== EVENT_CODE.release) return;
    const gil = events.subject[index] as ActorId;
    const about = this.#actors[gil];
    if (!about || !isGil(about)) return;
    const log = this.#logs.get(gil) ?? new TurnLog();
    this.#logs.set(gil, log);
    const time = events.time[index] as number;
    if (code === EVENT_CODE.acquire) {
      log.acquire(actor, index, time);
      this.#undecided.set(actor, log);
    } else log.release(actor, index, time);
  }

  /** The simulator records that a thread lets go before the state it comes into, a live run after it. */
  #decide(actor: ActorId, code: number, value: number | undefined): void {
    const log = this.#undecided.get(actor);
    if (!log) return;
    const cause = code === EVENT_CODE.run ? null : stopCauseOf(code, value);
    if (cause === 'gil') log.force(actor);
    // With the GIL it can be on no core for a while, and run on.
    if (log.isHeldBy(actor) && (cause === null || cause === 'time-slice')) return;
    this.#undecided.delete(actor);
  }
}
