import type { RunSetup } from '../../runtime/setup.ts';
import type { ActorId } from '../../trace/actors.ts';
import type { Subjects } from '../../trace/recorder.ts';
import type { HybridClock } from '../hybrid-clock.ts';
import type { Identity, ProcessActors, RunRequest } from '../protocol.ts';
import type { LiveRecorder } from './live-recorder.ts';
import type { ProcessMemory } from './process-memory.ts';
import type { Turns } from './turns.ts';

/** Everything the thread that a worker hosts has at hand. */
export interface ThreadContext {
  readonly request: RunRequest;
  readonly setup: RunSetup;
  readonly epoch: number;
  readonly clock: HybridClock;
  readonly recorder: LiveRecorder;
  /** The thread itself, with what it carries. */
  readonly subjects: Subjects;
  readonly actors: ProcessActors;
  readonly memory: ProcessMemory;
  readonly turns: Turns;
  /** Where orders to a new worker go: one that was kept ready, or one that the page starts now. */
  hire(role: 'thread' | 'process', thread: ActorId): MessagePort;
}

/** Milliseconds of real time in a number of program seconds. */
export const realMilliseconds = (context: ThreadContext, seconds: number): number =>
  seconds * context.request.unit * 1000;

/** The identity of a worker that this thread starts, as far as the thread itself determines it. */
export const identityFrom = (context: ThreadContext, rest: Omit<Identity, 'epoch'>): Identity => ({
  epoch: context.epoch,
  ...rest,
});
