import type { Seconds } from '../base/units.ts';
import type { ActorId } from '../trace/actors.ts';
import type { Recorder } from '../trace/recorder.ts';
import type { HostOperation, HostResult } from './host.ts';

/** Something in the ready queue: a callback, or the next step of a task. It may need its host in the middle. */
export interface Handle {
  /** Runs until it is through (null), or until the host has to perform an operation. */
  begin(): HostOperation | null;
  /** Goes on with the result of the operation. */
  resume(result: HostResult): HostOperation | null;
  /** Goes on with the error that the operation ended by. */
  fail(error: unknown): HostOperation | null;
}

/** A callback set for a time. */
export interface Timer {
  /** Makes sure that it will not run. */
  cancel(): void;
}

/** What futures, tasks and locks need of their event loop. */
export interface Loop {
  /** The loop itself. */
  readonly actor: ActorId;
  readonly recorder: Recorder;
  /** The innermost actor that the task being stepped carries, else the loop: who does what is being done. */
  readonly currentActor: ActorId;
  /** The clock of the run, in program seconds. */
  time(): Seconds;
  /** Puts a handle at the back of the ready queue. */
  enqueue(handle: Handle): void;
  /** Calls back in the next iteration, after all that is ready already. */
  callSoon(callback: () => void): void;
  /** Calls back once so many seconds have passed. */
  callLater(delay: number, callback: () => void): Timer;
}
