import { transfer } from 'comlink';
import { type Seconds, seconds } from '../../base/units.ts';
import { hasEventLoop, type Mode } from '../../program/modes.ts';
import type { ParameterValues } from '../../program/program.ts';
import type { Scenario } from '../../program/scenario.ts';
import { DEADLOCK_DURATION, Deadlock } from '../../runtime/deadlock.ts';
import { type MachineSettings, recordedParameters } from '../../runtime/settings.ts';
import { machineOf, offerOf } from '../../runtime/setup.ts';
import type { ActorId } from '../../trace/actors.ts';
import type { TraceHeader } from '../../trace/builder.ts';
import { EVENT_CODE } from '../../trace/events.ts';
import {
  describeWaitCycle,
  findWaitCycle,
  namedWaitCycle,
  type WaitLink,
} from '../../trace/locks/deadlock.ts';
import { createStateReader } from '../../trace/state/state-reader.ts';
import type { RunError, Trace } from '../../trace/trace.ts';
import { findUnfinished } from '../../trace/unfinished.ts';
import { wallClock } from '../hybrid-clock.ts';
import { layOutProcess } from '../process-layout.ts';
import type { RunRequest } from '../protocol.ts';
import { type LiveCapability, liveCapability } from './capability.ts';
import { Collector } from './collector.ts';
import { Crew, type CrewMember } from './crew.ts';
import { catalogueWorkers, type WorkerFactory } from './workers.ts';

/** How a live run is to be made. */
export interface LiveOptions {
  readonly parameters: ParameterValues;
  readonly machine: MachineSettings;
  /** Real seconds per program second. */
  readonly unit: number;
  /** Kept in the trace. A live run leaves nothing to it. */
  readonly seed: number;
  /** Uses less than the browser can: `messages` does without shared memory. */
  readonly capability?: Exclude<LiveCapability, 'model-only'>;
  /** Makes the workers; those of the catalogue's scenarios unless given. */
  readonly workers?: WorkerFactory;
}

/** Where a live run is in its life. */
export type LivePhase = 'preparing' | 'running' | 'finished' | 'failed' | 'cancelled';

/** A run of one mode in real workers. */
export interface LiveRun {
  readonly mode: Mode;
  readonly phase: LivePhase;
  /** What has happened so far. It grows while the run goes on. */
  readonly trace: Trace;
  /** The share of its jobs that are done, 0 to 1; null while that cannot be told. */
  readonly progress: number | null;
  /** Kept when the run is over, however it ended: `phase` and the trace's `error` say how. Never broken. */
  readonly done: Promise<Trace>;
  /** Ends the run and all its workers at once. What has happened stays in the trace. */
  cancel(): void;
  /** Calls back when the trace or the phase has changed, at most once a frame. Gives a function that stops it. */
  onChange(listener: () => void): () => void;
}

/** Milliseconds between two looks at what the workers have recorded: a frame. */
const FRAME = 16;

/** The same while workers are being started, which takes all cores there are: what is drawn meanwhile, they wait for. */
const FRAME_WHILE_STARTING = 66;

/** How late an event may arrive and still find its place while the run goes on, in milliseconds. */
const HOLD_BACK = { 'shared-memory': 5, messages: 50 } as const;

/** A live run that somebody else prepares and starts. */
export class StagedRun implements LiveRun {
  readonly mode: Mode;
  readonly done: Promise<Trace>;
  readonly #scenario: Scenario;
  readonly #options: LiveOptions;
  readonly #listeners = new Set<() => void>();
  readonly #collector = new Collector();
  #finish: (trace: Trace) => void = () => {};
  #header: TraceHeader;
  #phase: LivePhase = 'preparing';
  #trace: Trace;
  #error: RunError | null = null;
  #crew: Crew | null = null;
  #main: CrewMember | null = null;
  #jobs: number | null = null;
  #capability: Exclude<LiveCapability, 'model-only'> = 'messages';
  #epoch = 0;
  #startUp = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #states = createStateReader();
  readonly #hasThreadLocks: boolean;
  /** Since when threads are seen to wait for each other in a circle, in program seconds; null while none do. */
  #deadlockedSince: number | null = null;

  constructor(scenario: Scenario, mode: Mode, options: LiveOptions) {
    this.mode = mode;
    this.#scenario = scenario;
    this.#hasThreadLocks =
      !hasEventLoop(mode.id) &&
      Object.keys(scenario.programFor(options.parameters, mode).locks ?? {}).length > 0;
    this.#options = { ...options, machine: machineOf(offerOf(scenario, mode), options.machine) };
    this.done = new Promise((resolve) => {
      this.#finish = resolve;
    });
    this.#header = {
      scenario: scenario.id,
      mode: mode.id,
      provenance: 'measured',
      params: recordedParameters(mode, options.parameters, this.#options.machine),
      seed: options.seed,
      machine: { cores: navigator.hardwareConcurrency, unit: options.unit, description: navigator.userAgent },
    };
    this.#trace = this.#view(seconds(0));
  }

  get phase(): LivePhase {
    return this.#phase;
  }

  get trace(): Trace {
    return this.#trace;
  }

  get progress(): number | null {
    if (this.#phase === 'finished') return 1;
    return this.#jobs === null || this.#jobs === 0
      ? null
      : Math.min(1, this.#collector.endedTasks / this.#jobs);
  }

  get isOver(): boolean {
    return this.#phase !== 'preparing' && this.#phase !== 'running';
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  cancel(): void {
    this.#cutOff('cancelled', null);
  }

  /** Starts and warms the workers that are needed from the beginning. Does not throw: the run fails instead. */
  async prepare(): Promise<void> {
    const began = wallClock();
    try {
      // A run that is over has no workers left that could answer.
      await Promise.race([this.#prepare(), this.done]);
    } catch (error) {
      this.#cutOff('failed', toRunError(error));
    }
    this.#startUp = (wallClock() - began) / 1000 / this.#options.unit;
  }

  /** Runs the program from an epoch on, in milliseconds since 1970. */
  start(epoch: number): void {
    const main = this.#main;
    if (this.isOver || !main) return;
    this.#epoch = epoch;
    this.#phase = 'running';
    this.#header = { ...this.#header, machine: { ...this.#header.machine, startUp: this.#startUp } };
    this.#timer = setTimeout(this.#look, FRAME);
    main.remote.run(epoch).then(
      ({ error }) => this.#complete(error),
      (error: unknown) => this.#cutOff('failed', toRunError(error), () => this.#home(main)),
    );
    this.#announce();
  }

  async #prepare(): Promise<void> {
    const { parameters, machine, unit, workers = catalogueWorkers } = this.#options;
    const capability = this.#options.capability ?? (await liveCapability());
    if (this.isOver) return;
    if (capability === 'model-only') throw new Error('This page cannot start workers.');
    this.#capability = capability;
    const sharedMemory = capability === 'shared-memory';
    this.#header = { ...this.#header, machine: { ...this.#header.machine, sharedMemory } };
    const request: RunRequest = { scenario: this.#scenario.id, mode: this.mode, parameters, machine, unit };
    const crew = new Crew(request, workers, sharedMemory, {
      openStream: () => this.#collector.open(),
      onPressure: () => this.#takeEvents(),
      onCrash: (member, error) => this.#cutOff('failed', error, () => this.#home(member)),
    });
    this.#crew = crew;
    const main = await crew.startMain();
    const { threads, kernels, jobs } = await main.remote.rehearse();
    this.#jobs = jobs;
    const isThreaded = threads > 0 || this.mode.id === 'threads';
    const link = isThreaded
      ? await crew.shareProcess(layOutProcess(this.#scenario.programFor(parameters, this.mode)).bytes)
      : null;
    const ports = await crew.startThreads(threads, kernels);
    const transferred = link?.kind === 'coordinator' ? [...ports, link.port] : ports;
    await main.remote.connect(link ?? { kind: 'alone' }, transfer(ports, transferred), kernels);
    this.#main = main;
  }

  readonly #look = (): void => {
    this.#takeEvents();
    if (this.#phase !== 'running') return;
    this.#timer = setTimeout(this.#look, this.#crew?.isStarting ? FRAME_WHILE_STARTING : FRAME);
    const now = this.#now();
    const isNew = this.#collector.commit(now - HOLD_BACK[this.#capability] / 1000 / this.#options.unit);
    this.#trace = this.#view(seconds(Math.max(0, now, this.#collector.lastTime)));
    const cycle = isNew || this.#deadlockedSince !== null ? this.#waitCycle() : null;
    const since = this.#deadlockedSince ?? now;
    this.#deadlockedSince = cycle && since;
    if (cycle && now - since >= DEADLOCK_DURATION) {
      this.#cutOff('failed', deadlockOf(this.#trace, cycle), () => this.#deadlockedThreads());
    } else {
      this.#announce();
    }
  };

  /** Threads that block each other in a circle: CPython would wait for ever, and so would the workers. */
  #waitCycle(): readonly WaitLink[] | null {
    if (!this.#hasThreadLocks) return null;
    return findWaitCycle(this.#trace, this.#states.at(this.#trace, this.#trace.events.length));
  }

  #deadlockedThreads(): readonly ActorId[] {
    this.#trace = this.#view(seconds(this.#collector.lastTime));
    return (this.#waitCycle() ?? []).map(({ waiter }) => waiter);
  }

  #takeEvents(): void {
    this.#crew?.drain();
  }

  async #complete(error: RunError | null): Promise<void> {
    const crew = this.#crew;
    await crew?.flush();
    if (this.isOver) return;
    void crew?.disband();
    this.#collector.complete();
    this.#end(error ? 'failed' : 'finished', error);
  }

  /**
   * Ends the run before its time.
   *
   * @param culprits the threads that are to blame, on whose lanes the error is shown: asked once all events are in.
   */
  #cutOff(
    phase: 'failed' | 'cancelled',
    error: RunError | null,
    culprits: () => readonly ActorId[] = () => [],
  ): void {
    if (this.isOver) return;
    this.#crew?.drain();
    this.#crew?.dismiss();
    this.#collector.complete();
    if (this.#phase === 'running') this.#recordEnds(error, culprits());
    this.#end(phase, error);
  }

  /** The thread that a worker is, or else the main thread. */
  #home(member: CrewMember): readonly ActorId[] {
    const home = member.home() ?? this.#main?.home() ?? null;
    const thread = home === null ? null : this.#collector.actor(home);
    return thread === null ? [] : [thread];
  }

  #recordEnds(error: RunError | null, culprits: readonly ActorId[]): void {
    const collector = this.#collector;
    const time = Math.max(this.#now(), collector.lastTime);
    const { actors, doomed } = findUnfinished(this.#view(seconds(time)), culprits);
    const words = error ? `${error.type}: ${error.message}` : '';
    for (const actor of actors) {
      if (doomed.has(actor)) collector.append(time, EVENT_CODE.fail, actor, words);
      else collector.append(time, EVENT_CODE.cancel, actor);
    }
  }

  #end(phase: LivePhase, error: RunError | null): void {
    clearTimeout(this.#timer);
    this.#phase = phase;
    this.#error = error;
    this.#trace = this.#view(seconds(this.#collector.lastTime));
    this.#announce();
    this.#finish(this.#trace);
  }

  #now(): number {
    return (wallClock() - this.#epoch) / 1000 / this.#options.unit;
  }

  #view(duration: Seconds): Trace {
    return this.#collector.view(this.#header, this.#error, duration);
  }

  #announce(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** A circle of threads that wait for each other as the error of their run, in the words of the model. */
function deadlockOf(trace: Trace, cycle: readonly WaitLink[]): RunError {
  const { type, message } = new Deadlock(describeWaitCycle(namedWaitCycle(trace, cycle)));
  return { type, message };
}

function toRunError(error: unknown): RunError {
  if (error instanceof Error) return { type: error.name, message: error.message };
  return { type: 'Error', message: String(error) };
}
