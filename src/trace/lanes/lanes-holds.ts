import type { ActorId } from '../actors.ts';

/**
 * When a lane held any lock, as columns: stretches in order, never overlapping, however many locks were held within one.
 * The global interpreter lock is left out, for a thread that runs holds it anyway.
 */
export interface Holds {
  /** Program seconds, ascending. */
  readonly start: readonly number[];
  /** Program seconds; `Infinity` while a lock is held. */
  readonly end: readonly number[];
}

/** Holds that grow. */
export class GrowingHolds implements Holds {
  readonly start: number[] = [];
  readonly end: number[] = [];
  #held = 0;

  /** One more lock is held. */
  acquire(time: number): void {
    this.#held++;
    if (this.#held > 1) return;
    this.start.push(time);
    this.end.push(Number.POSITIVE_INFINITY);
  }

  /** One lock less is held. */
  release(time: number): void {
    this.#held--;
    if (this.#held === 0) this.end[this.end.length - 1] = time;
  }
}

interface OpenHold {
  readonly holder: ActorId;
  readonly lanes: readonly GrowingHolds[];
}

/** The locks that are held at one moment, and the lanes that show it. */
export class OpenHolds {
  readonly #byLock = new Map<ActorId, OpenHold[]>();

  /** Someone has a lock, which these lanes show. */
  acquire(time: number, holder: ActorId, lock: ActorId, lanes: readonly GrowingHolds[]): void {
    for (const lane of lanes) lane.acquire(time);
    const open = this.#byLock.get(lock);
    if (open) open.push({ holder, lanes });
    else this.#byLock.set(lock, [{ holder, lanes }]);
  }

  /** Someone lets a lock go; when it was another who took it, as Python allows, the one who has held it longest loses it. */
  release(time: number, holder: ActorId, lock: ActorId): void {
    const open = this.#byLock.get(lock) ?? [];
    const index = open.findIndex((hold) => hold.holder === holder);
    for (const hold of open.splice(Math.max(index, 0), 1)) {
      for (const lane of hold.lanes) lane.release(time);
    }
  }
}
