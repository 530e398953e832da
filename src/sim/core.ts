import type { ActorId } from '../trace/actors.ts';
import type { Alarm } from './agenda.ts';
import type { Thread } from './thread.ts';

/** A core of the model. Its fields are the scheduler's to change. */
export class Core {
  readonly actor: ActorId;
  /** The thread that is on it. */
  thread: Thread | null = null;
  /** Whether it is recorded as having nothing to do. */
  idle = true;
  /** The thread that was on it last. */
  lastThread: Thread | null = null;
  /** When its thread came on: the time slice counts from here. */
  sliceStart = 0;
  /** When its thread began to use up core time, since the last reckoning. */
  burstStart = 0;
  /** Rings at the end of the thread's work or time slice, whichever is first; null while it uses no time. */
  burst: Alarm | null = null;
  /** Rings when its thread is to tell how far its computation is; null while it does not compute. */
  report: Alarm | null = null;

  constructor(actor: ActorId) {
    this.actor = actor;
  }
}
