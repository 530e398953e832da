import { countBelow } from '../../base/binary-search.ts';
import { type Seconds, seconds } from '../../base/units.ts';
import { type Actor, type ActorId, isGil } from '../actors.ts';
import { EVENT_CODE, isEndCode } from '../events.ts';
import { createGrowingReader, type Reading, type TraceReader } from '../growing-reader.ts';
import { StepFunction } from '../step-function.ts';
import type { Trace } from '../trace.ts';

/** What a lock has cost and given up to a moment, in program seconds. */
export interface LockTimes {
  /** How long it has been held, added up over its holders. */
  readonly held: Seconds;
  /** How long it has been waited for, added up over those who waited. */
  readonly waited: Seconds;
  /** How often somebody got it. */
  readonly acquisitions: number;
  /** How many of these had to wait for it. */
  readonly contended: number;
}

/** The locks and semaphores of a run; without the global interpreter lock. */
export interface LockHistory {
  /** Those that are asked for, in the order of their creation. */
  readonly locks: readonly ActorId[];
  /** @param count how many events have happened. @param time the moment, not before the last of them. */
  timesAt(lock: ActorId, count: number, time: Seconds): LockTimes;
  /**
   * How many can have it at once, as far as the trace tells: 1 for a lock, and for a semaphore that no two have ever had
   * at once; `null` for one that several have had, while nobody ever had to wait for it.
   */
  permitsOf(lock: ActorId): number | null;
}

/** What happens to one lock. */
class LockLog {
  readonly holders: ActorId[] = [];
  waiters = 0;
  /** Whether anybody has ever had to wait for it. */
  hasKeptWaiting = false;
  readonly #holding = new StepFunction();
  readonly #waiting = new StepFunction();
  /** The events by which somebody got it, and those of them that had to wait. */
  readonly #acquisitions: number[] = [];
  readonly #contended: number[] = [];

  /** Something has changed about who holds it and who waits for it. */
  note(index: number, time: number): void {
    this.#holding.change(index, time, this.holders.length);
    this.#waiting.change(index, time, this.waiters);
  }

  noteAcquisition(index: number, isContended: boolean): void {
    this.#acquisitions.push(index);
    if (isContended) this.#contended.push(index);
  }

  get permits(): number | null {
    const { largest } = this.#holding;
    return largest > 1 && !this.hasKeptWaiting ? null : Math.max(1, largest);
  }

  timesAt(count: number, time: number): LockTimes {
    return {
      held: seconds(this.#holding.areaUntil(time)),
      waited: seconds(this.#waiting.areaUntil(time)),
      acquisitions: countBelow(this.#acquisitions, count),
      contended: countBelow(this.#contended, count),
    };
  }
}

/** Makes a reader of the locks of a growing trace. */
export const createLockHistoryReader = (): TraceReader<LockHistory> =>
  createGrowingReader(({ actors }) => new GrowingLocks(actors));

/** A request that has not been granted. */
interface Request {
  readonly lock: ActorId;
  /** Whether who made it has come to wait for it. */
  waits: boolean;
}

class GrowingLocks implements LockHistory, Reading<LockHistory> {
  readonly #actors: readonly Actor[];
  readonly #logs = new Map<ActorId, LockLog>();
  readonly #requests = new Map<ActorId, Request>();

  constructor(actors: readonly Actor[]) {
    this.#actors = actors;
  }

  get locks(): readonly ActorId[] {
    return [...this.#logs.keys()].sort((one, other) => one - other);
  }

  timesAt(lock: ActorId, count: number, time: Seconds): LockTimes {
    return (this.#logs.get(lock) ?? new LockLog()).timesAt(count, time);
  }

  permitsOf(lock: ActorId): number | null {
    const log = this.#logs.get(lock);
    return log ? log.permits : 1;
  }

  read(trace: Trace, from: number): LockHistory {
    for (let event = from; event < trace.events.length; event++) this.#apply(trace, event);
    return this;
  }

  #apply({ events }: Trace, index: number): void {
    const code = events.kind[index] as number;
    const actor = events.actor[index] as ActorId;
    switch (code) {
      case EVENT_CODE.block:
      case EVENT_CODE.wait: {
        const request = this.#requests.get(actor);
        if (!request) return;
        request.waits = true;
        this.#logOf(request.lock).hasKeptWaiting = true;
        return;
      }
      case EVENT_CODE.request:
      case EVENT_CODE.acquire:
      case EVENT_CODE.release:
        break;
      default:
        if (isEndCode(code)) this.#withdraw(actor, index, events.time[index] as number);
        return;
    }
    const subject = events.subject[index] as ActorId;
    const lock = this.#actors[subject];
    if (!lock || isGil(lock)) return;
    const time = events.time[index] as number;
    if (code === EVENT_CODE.request) this.#request(actor, subject, index, time);
    else if (code === EVENT_CODE.acquire) this.#acquire(actor, subject, index, time);
    else this.#release(actor, subject, index, time);
  }

  #request(actor: ActorId, lock: ActorId, index: number, time: number): void {
    this.#withdraw(actor, index, time);
    this.#requests.set(actor, { lock, waits: false });
    const log = this.#logOf(lock);
    log.waiters++;
    log.note(index, time);
  }

  #acquire(actor: ActorId, lock: ActorId, index: number, time: number): void {
    const request = this.#requests.get(actor);
    const log = this.#logOf(lock);
    const isAsked = request?.lock === lock;
    if (isAsked) {
      this.#requests.delete(actor);
      log.waiters--;
    }
    log.holders.push(actor);
    log.note(index, time);
    log.noteAcquisition(index, isAsked && request.waits);
  }

  /** Python lets another than the holder release a lock; then the first holder has lost it. */
  #release(actor: ActorId, lock: ActorId, index: number, time: number): void {
    const log = this.#logOf(lock);
    log.holders.splice(Math.max(0, log.holders.indexOf(actor)), 1);
    log.note(index, time);
  }

  /** Whoever asks for something else, or ends, waits no more. */
  #withdraw(actor: ActorId, index: number, time: number): void {
    const request = this.#requests.get(actor);
    if (!request) return;
    this.#requests.delete(actor);
    const log = this.#logOf(request.lock);
    log.waiters--;
    log.note(index, time);
  }

  #logOf(lock: ActorId): LockLog {
    let log = this.#logs.get(lock);
    if (!log) {
      log = new LockLog();
      this.#logs.set(lock, log);
    }
    return log;
  }
}
