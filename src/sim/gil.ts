import type { ActorId } from '../trace/actors.ts';
import type { Alarm } from './agenda.ts';
import type { Thread } from './thread.ts';

/** The global interpreter lock of a process. Its fields are the scheduler's to change. */
export class Gil {
  readonly actor: ActorId;
  holder: Thread | null = null;
  /** Whether its holder has been on a core since it took it. */
  holderHasRun = false;
  /** Whether a waiter has asked the holder to let go. */
  dropRequested = false;
  /** Threads that wait for it, in the order they came. */
  readonly waiters: Thread[] = [];
  /** Rings when the waiters lose their patience. */
  timeout: Alarm | null = null;

  constructor(actor: ActorId) {
    this.actor = actor;
  }
}
