import { Deque } from '../base/deque.ts';
import type { ActorId } from '../trace/actors.ts';
import type { Obstacle, Thread } from './thread.ts';

/** A `threading.Lock` or `threading.Semaphore` of a process: whoever asks first has it first. */
export class Lock implements Obstacle {
  readonly actor: ActorId;
  readonly name: string;
  readonly #isSemaphore: boolean;
  readonly #holders: Thread[] = [];
  readonly #waiters = new Deque<Thread>();
  #permits: number;

  constructor(actor: ActorId, name: string, permits: number) {
    this.actor = actor;
    this.name = name;
    this.#permits = permits;
    this.#isSemaphore = permits !== 1;
  }

  /** Gives it to a thread if it is free; else the thread is in line for it. */
  acquire(thread: Thread): boolean {
    if (this.#permits > 0) {
      this.#permits--;
      this.#holders.push(thread);
      return true;
    }
    this.#waiters.push(thread);
    return false;
  }

  /** Who holds it, if that is one thread alone. */
  get soleHolder(): Thread | null {
    return this.#holders.length === 1 ? (this.#holders[0] ?? null) : null;
  }

  /** Whether there is anything to release: a lock must be held, by whomever. */
  get releasable(): boolean {
    return this.#isSemaphore || this.#holders.length > 0;
  }

  /** Lets go, and hands it to the thread that has waited longest, if any. */
  release(thread: Thread): Thread | undefined {
    const index = this.#holders.indexOf(thread);
    this.#holders.splice(Math.max(0, index), 1);
    const next = this.#waiters.shift();
    if (next) this.#holders.push(next);
    else this.#permits++;
    return next;
  }

  describe(): string {
    const holders = this.#holders.map(({ name }) => name).join(' and ');
    return `the lock ${this.name}, held by ${holders || 'nobody'}`;
  }
}
