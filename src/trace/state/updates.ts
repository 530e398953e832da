import { countUpTo } from '../../base/binary-search.ts';
import type { ActorId } from '../actors.ts';

/** An event, and the line of the listing that its actor was at; 0 before its first. */
interface Place {
  readonly event: number;
  readonly line: number;
}

/** A variable read and then written by the same actor, which had not read it again in between. */
export interface Update {
  readonly variable: ActorId;
  readonly read: Place;
  readonly write: Place;
  /** The event with which it began: its actor came to the line on which it reads. */
  readonly begins: number;
}

/** The updates of one actor, in the order of their writes. */
export class UpdateLog {
  readonly #updates: Update[] = [];
  /** By update, the event with which its actor moved on after it: never descending. */
  readonly #ends: number[] = [];
  readonly #reads = new Map<ActorId, Omit<Update, 'write'>>();

  /** The actor reads. `came` is the event with which it came to do so; -1 where that is not known. */
  read(variable: ActorId, read: Place, came: number): void {
    this.#end(read.event);
    this.#reads.set(variable, { variable, read, begins: came < 0 ? read.event : came });
  }

  /** The actor writes. */
  write(variable: ActorId, write: Place): void {
    const read = this.#reads.get(variable);
    if (!read) return;
    this.#reads.delete(variable);
    this.#end(write.event);
    this.#updates.push({ ...read, write });
  }

  /** The actor comes to another line. */
  leaveLine(event: number): void {
    this.#end(event);
  }

  /** The update under way after the first `count` events. */
  at(count: number): Update | null {
    const update = this.#updates[countUpTo(this.#ends, count - 1)];
    return update && update.begins < count ? update : null;
  }

  /** Ends the last update with an event, unless it has ended before. */
  #end(event: number): void {
    if (this.#ends.length < this.#updates.length) this.#ends.push(event);
  }
}
