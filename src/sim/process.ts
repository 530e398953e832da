import type { Value } from '../program/effects.ts';
import type { Program } from '../program/program.ts';
import type { ActorId } from '../trace/actors.ts';
import { GIL_NAME } from '../trace/actors.ts';
import type { Recorder } from '../trace/recorder.ts';
import { Gil } from './gil.ts';
import { Lock } from './lock.ts';
import { Queue } from './queue.ts';

/** A shared variable of a process. */
export interface Variable {
  readonly actor: ActorId;
  value: Value;
}

/** What a process is made with. */
export interface ProcessOptions {
  readonly recorder: Recorder;
  readonly program: Program;
  readonly name: string;
  /** Who starts it. */
  readonly by: ActorId;
  readonly gil: boolean;
  /** Whether the program's locks and queues are those of threads; on an event loop they are the loop's own. */
  readonly threadLocks: boolean;
}

/** A process of the model: an interpreter with a memory, locks and a GIL of its own. */
export class Process {
  readonly actor: ActorId;
  readonly name: string;
  readonly gil: Gil | null;
  readonly variables = new Map<string, Variable>();
  readonly locks = new Map<string, Lock>();
  readonly queues = new Map<string, Queue>();

  constructor({ recorder, program, name, by, gil, threadLocks }: ProcessOptions) {
    this.name = name;
    this.actor = recorder.actor('process', name, by, by);
    this.gil = gil ? new Gil(recorder.actor('lock', GIL_NAME, this.actor, by)) : null;
    for (const [variable, value] of Object.entries(program.variables ?? {})) {
      this.variables.set(variable, { actor: recorder.actor('variable', variable, this.actor, by), value });
    }
    if (!threadLocks) return;
    for (const [lock, { permits = 1 }] of Object.entries(program.locks ?? {})) {
      this.locks.set(lock, new Lock(recorder.actor('lock', lock, this.actor, by), lock, permits));
    }
    for (const [queue, capacity] of Object.entries(program.queues ?? {})) {
      const actor = recorder.actor('queue', queue, this.actor, by);
      this.queues.set(queue, new Queue(recorder, actor, queue, capacity));
    }
  }
}
