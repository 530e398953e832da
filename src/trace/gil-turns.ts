import { countBelow } from '../base/binary-search.ts';
import { Heap } from '../base/heap.ts';
import { type Seconds, seconds } from '../base/units.ts';
import { type Actor, type ActorId, isGil, NO_ACTOR } from './actors.ts';
import { EVENT_CODE } from './events.ts';
import { GilShares, type ThreadShares } from './gil-shares.ts';
import type { Trace } from './trace.ts';

/** How a turn ended: its holder was asked to let go, or it waited or ended of its own; `null` while it lasts. */
export type TurnEnd = 'asked' | 'let-go' | null;

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
  /** Of the turns that have ended, how many because the holder was asked to let go. */
  readonly asked: number;
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

/** Reads the turns of a trace, continuing where it stopped when the same trace has grown. */
export interface GilTurnReader {
  read(trace: Trace): GilTurns;
}

/** Makes a reader. A trace with other actors or fewer events than the last one is read from its beginning. */
export function createGilTurnReader(): GilTurnReader {
  let reading: Reading | null = null;
  return {
    read(trace) {
      if (!reading?.continues(trace)) reading = new Reading(trace.actors);
      reading.read(trace);
      return reading;
    },
  };
}

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
  /** The number of those that ended because the holder was asked. */
  readonly #asked: number[] = [];
  readonly #lengths = new RunningMedian();
  #dropRequested = false;

  acquire(actor: ActorId, index: number, time: number): void {
    this.#end(index, time);
    this.#begun.push(index);
    this.#holders.push(actor);
    this.#from.push(time);
    this.#dropRequested = false;
  }

  release(actor: ActorId, index: number, time: number): void {
    if (this.#holders.at(-1) === actor) this.#end(index, time);
  }

  requestDrop(): void {
    this.#dropRequested = true;
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
    this.#asked.push((this.#asked.at(-1) ?? 0) + Number(this.#dropRequested));
  }

  turnsUpTo(count: number, time: Seconds, most: number): readonly GilTurn[] {
    const begun = countBelow(this.#begun, count);
    const numbers = Array.from({ length: Math.min(most, begun) }, (_, back) => begun - 1 - back);
    return numbers.map((number) => this.#turn(number, count, time));
  }

  #turn(number: number, count: number, time: Seconds): GilTurn {
    const hasEnded = (this.#ended[number] ?? Number.POSITIVE_INFINITY) < count;
    const wasAsked = (this.#asked[number] ?? 0) > (this.#asked[number - 1] ?? 0);
    return {
      holder: this.#holders[number] ?? NO_ACTOR,
      from: seconds(this.#from[number] ?? 0),
      to: hasEnded ? seconds(this.#to[number] ?? 0) : time,
      end: hasEnded ? (wasAsked ? 'asked' : 'let-go') : null,
    };
  }

  summaryAt(count: number): { readonly lengths: TurnLengths; readonly asked: number } {
    const ended = countBelow(this.#ended, count);
    const last = ended - 1;
    return {
      lengths: {
        count: ended,
        mean: seconds(ended > 0 ? (this.#total[last] as number) / ended : 0),
        median: seconds(this.#median[last] ?? 0),
        longest: seconds(this.#longest[last] ?? 0),
      },
      asked: this.#asked[last] ?? 0,
    };
  }
}

class Reading implements GilTurns {
  readonly #actors: readonly Actor[];
  readonly #logs = new Map<ActorId, TurnLog>();
  readonly #shares = new GilShares();
  #read = 0;

  constructor(actors: readonly Actor[]) {
    this.#actors = actors;
  }

  continues(trace: Trace): boolean {
    return trace.actors === this.#actors && trace.events.length >= this.#read;
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

  read(trace: Trace): void {
    for (; this.#read < trace.events.length; this.#read++) this.#apply(trace, this.#read);
  }

  #apply(trace: Trace, index: number): void {
    this.#shares.apply(trace, index);
    const { events } = trace;
    const code = events.kind[index] as number;
    const isAboutTurns =
      code === EVENT_CODE.acquire || code === EVENT_CODE.release || code === EVENT_CODE['drop-request'];
    if (!isAboutTurns) return;
    const gil = events.subject[index] as ActorId;
    const about = this.#actors[gil];
    if (!about || !isGil(about)) return;
    const log = this.#logs.get(gil) ?? new TurnLog();
    this.#logs.set(gil, log);
    const actor = events.actor[index] as ActorId;
    const time = events.time[index] as number;
    if (code === EVENT_CODE.acquire) log.acquire(actor, index, time);
    else if (code === EVENT_CODE.release) log.release(actor, index, time);
    else log.requestDrop();
  }
}
