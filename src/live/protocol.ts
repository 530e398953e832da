import type { Call, Value } from '../program/effects.ts';
import type { Mode } from '../program/modes.ts';
import type { ParameterValues, RoutineDefinition } from '../program/program.ts';
import type { Outcome } from '../runtime/host.ts';
import type { MachineSettings } from '../runtime/settings.ts';
import type { ActorId } from '../trace/actors.ts';
import type { RunError } from '../trace/trace.ts';
import type { EventBatch } from './event-batch.ts';

/**
 * What the page and the workers of a live run say to each other.
 *
 * ```
 *   page ── Comlink: ThreadWorker ──▶ worker of the main thread ── WorkOrder ──▶ worker of a thread or process
 *    ▲ ◀──── WorkerReport ────────────┘                        ◀── WorkReport ───┘        │
 *    └────── WorkerReport ────────────────────────────────────────────────────────────────┘
 * ```
 *
 * Orders and their results travel between the workers directly, so that the page's thread, which also draws, cannot
 * hold up what is being measured.
 */

/** What is to be run. */
export interface RunRequest {
  /** The scenario's id: a program is made of functions, so each worker looks it up. */
  readonly scenario: string;
  readonly mode: Mode;
  readonly parameters: ParameterValues;
  readonly machine: MachineSettings;
  /** Real seconds per program second. */
  readonly unit: number;
}

/** How the threads of a process share its GIL, locks, variables and queues. */
export type ProcessLink =
  /** The process has one thread, which has them to itself. */
  | { readonly kind: 'alone' }
  /** They are in shared memory, laid out by `layOutProcess`. */
  | { readonly kind: 'memory'; readonly memory: SharedArrayBuffer }
  /** They are kept by a coordinator, at the other end of a port of each thread's own. */
  | { readonly kind: 'coordinator'; readonly port: MessagePort };

/** What a worker is told before it is part of a run. */
export interface WorkerSetup {
  readonly request: RunRequest;
  /** The worker's number within the run, from which its actors' numbers come. */
  readonly index: number;
  /** The ring to record into, or null to send batches. */
  readonly ring: SharedArrayBuffer | null;
  /** Where the worker sends `WorkerReport`s. */
  readonly reports: MessagePort;
  /** Where the worker of a thread or process receives `WorkOrder`s; null for the main thread. */
  readonly orders: MessagePort | null;
  /** What the worker shares with the other threads of its process; the main thread learns it by `connect`. */
  readonly link: ProcessLink | null;
  /** Whether there is time to have code compiled before it is measured: the start of a process is part of the run. */
  readonly isWarmed: boolean;
  /** Kernels to have compiled too. */
  readonly kernels: readonly string[];
  /** The Web Lock the worker holds while it lives, where there are such. */
  readonly lifeline: string;
}

/** What a run is going to need, as far as can be told before. */
export interface Expectation {
  /** The kernels it computes with. */
  readonly kernels: readonly string[];
  /** How many threads the main process starts, besides its main thread. */
  readonly threads: number;
  /** How many jobs there are in all; null where it cannot be told. */
  readonly jobs: number | null;
}

/** How the main thread of a run ended. */
export type RunEnd = { readonly error: RunError | null };

/** What a worker offers the page through Comlink. */
export interface ThreadWorker {
  /** Shows that the worker runs and, given memory, that it is shared: adds one to its first word. */
  probe(memory: SharedArrayBuffer | null): boolean;
  /** Measures how long a step of a kernel takes here, in seconds. */
  measure(kernel: string): number;
  /** Makes the worker part of a run. Answers whether it holds its lifeline. */
  prepare(setup: WorkerSetup): Promise<boolean>;
  /** Main thread: finds out what the run will need, by going through it without waiting or computing. */
  rehearse(): Expectation;
  /** Main thread: what it shares with the threads, and where orders to the workers kept ready for them go. Warms up. */
  connect(link: ProcessLink, threads: readonly MessagePort[], kernels: readonly string[]): Promise<void>;
  /** Main thread: runs the program from an epoch on, in milliseconds since 1970. */
  run(epoch: number): Promise<RunEnd>;
}

/** The numbers of a process's named actors. */
export interface ProcessActors {
  readonly process: ActorId;
  readonly gil: ActorId | null;
  readonly locks: Readonly<Record<string, ActorId>>;
  readonly variables: Readonly<Record<string, ActorId>>;
  readonly queues: Readonly<Record<string, ActorId>>;
}

/** A call to make. */
export interface CallOrder {
  readonly job: number;
  readonly call: Call;
  readonly task: ActorId;
}

/** Who a worker is to be. */
export interface Identity {
  /** The start of the run, in milliseconds since 1970. */
  readonly epoch: number;
  readonly thread: ActorId;
  readonly process: ActorId;
  /** The actors of the process it joins as a thread; null for the main thread of a new process. */
  readonly shared: ProcessActors | null;
  /** The executor it works for, and the process that executor belongs to; null for a thread of the program's own. */
  readonly employer: { readonly pool: ActorId; readonly process: ActorId } | null;
  /** The call that a thread of the program's own makes, after which it ends. */
  readonly only: CallOrder | null;
}

/** What a worker is asked to do by the worker that started it. Every message carries its sender's time. */
export type WorkOrder = { readonly time: number } & (
  | { readonly kind: 'become'; readonly identity: Identity }
  /**
   * `code` is the function itself, where the other process could not import it. No function can be cloned: posting one
   * is a `DataCloneError`.
   */
  | { readonly kind: 'call'; readonly order: CallOrder; readonly code?: RoutineDefinition }
  /** There will be no more calls. */
  | { readonly kind: 'retire' }
);

/** What a worker tells the worker that started it. */
export type WorkReport = { readonly time: number } /** It has begun to run. */ & (
  | { readonly kind: 'up' }
  | { readonly kind: 'done'; readonly job: number; readonly outcome: Outcome }
  | { readonly kind: 'ended' }
);

/** What a worker tells the page. */
export type WorkerReport =
  | { readonly kind: 'batch'; readonly batch: EventBatch }
  /** The worker is there and takes orders; from now on it may block, and answer nothing else for long. */
  | { readonly kind: 'begun' }
  /** The ring fills up: read it. */
  | { readonly kind: 'ring-pressure' }
  /** Start a worker and give it this port for its orders. */
  | {
      readonly kind: 'start-worker';
      readonly role: 'thread' | 'process';
      readonly orders: MessagePort;
      readonly thread: ActorId;
    }
  /** The worker has come to grief; it does nothing more. */
  | { readonly kind: 'crashed'; readonly error: RunError }
  /** Answers `flush`: all events recorded so far have been sent. */
  | { readonly kind: 'flushed' };

/** What the page tells a worker outside Comlink, on the port of its reports. */
export type PageMessage = { readonly kind: 'flush' };

/** What a coordinator offers the page through Comlink. */
export interface CoordinatorWorker {
  /** Serves the program of a scenario as it is in a mode. */
  prepare(scenario: string, mode: Mode, parameters: ParameterValues): Promise<void>;
  /** Serves one more thread, by a port of its own. */
  join(port: MessagePort): void;
}

/** What a thread asks of the coordinator of its process. All but `release-gil` is answered. */
export type CoordinatorQuestion =
  /** Answered at once: whether it could be had. If not, a `turn` follows. So it is for `acquire`, `put` and `get`. */
  | { readonly kind: 'acquire-gil' }
  | { readonly kind: 'release-gil' }
  | { readonly kind: 'acquire'; readonly lock: string }
  | { readonly kind: 'release'; readonly lock: string }
  | { readonly kind: 'read'; readonly variable: string }
  | { readonly kind: 'write'; readonly variable: string; readonly value: Value }
  | { readonly kind: 'put'; readonly queue: string; readonly item: Value }
  | { readonly kind: 'get'; readonly queue: string };

/** A question with its sender's time. */
export type CoordinatorRequest = CoordinatorQuestion & { readonly time: number };

/** What the coordinator says. */
export type CoordinatorReply = { readonly time: number } & (
  | { readonly kind: 'answer'; readonly granted: boolean; readonly value: Value }
  | { readonly kind: 'turn'; readonly value: Value }
);
