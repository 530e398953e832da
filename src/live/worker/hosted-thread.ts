import { type Milliseconds, milliseconds } from '../../base/units.ts';
import { hasEventLoop } from '../../program/modes.ts';
import type { Scenario } from '../../program/scenario.ts';
import { createSetup, type RunSetup } from '../../runtime/setup.ts';
import { type ActorId, NO_ACTOR } from '../../trace/actors.ts';
import { Subjects } from '../../trace/recorder.ts';
import { BatchWriter } from '../event-batch.ts';
import { RingWriter } from '../event-ring.ts';
import type { EventSink } from '../event-rows.ts';
import { HybridClock, programTime } from '../hybrid-clock.ts';
import type {
  Identity,
  ProcessActors,
  ProcessLink,
  RunEnd,
  WorkerReport,
  WorkerSetup,
  WorkReport,
} from '../protocol.ts';
import { createCoordinatedProcess } from './coordinated-process.ts';
import { HiredThread } from './hired-thread.ts';
import { LiveRecorder } from './live-recorder.ts';
import { createLoneProcess } from './lone-process.ts';
import { liveAsMainThread } from './main-thread.ts';
import type { Orders } from './orders.ts';
import { pauseUntil } from './pause.ts';
import { createProcessActors } from './process-actors.ts';
import type { ProcessMemory } from './process-memory.ts';
import { createSharedProcess, initialiseVariables } from './shared-process.ts';
import type { Steps } from './steps.ts';
import { settled } from './steps.ts';
import type { ThreadContext } from './thread-context.ts';
import { Turns } from './turns.ts';
import { warmUp } from './warm-up.ts';

/** How long an event may wait in a batch for others to come, in milliseconds. */
const BATCH_PATIENCE = 16;

/** The part that one worker plays in a run: the main thread, a thread that another has started, or a process. */
export class HostedThread {
  readonly runSetup: RunSetup;
  readonly #setup: WorkerSetup;
  readonly #sink: EventSink;
  #link: ProcessLink;
  #ready: MessagePort[] = [];

  constructor(setup: WorkerSetup, scenario: Scenario) {
    this.#setup = setup;
    this.#link = setup.link ?? { kind: 'alone' };
    this.runSetup = createSetup(scenario, setup.request.mode, setup.request.parameters);
    this.#sink = setup.ring
      ? new RingWriter(setup.ring, () => this.report({ kind: 'ring-pressure' }))
      : new BatchWriter(
          (batch) => this.report({ kind: 'batch', batch }, [batch.rows.buffer]),
          BATCH_PATIENCE / 1000 / setup.request.unit,
        );
  }

  /** Tells the page something. */
  report(report: WorkerReport, transfer: Transferable[] = []): void {
    this.#setup.reports.postMessage(report, transfer);
  }

  /** Sends on all events recorded so far. */
  flush(): void {
    this.#sink.flush();
  }

  /** Has the engine compile what is about to be executed. */
  warmUp(kernels: readonly string[]): Promise<void> {
    return warmUp(this.#setup.request, this.runSetup, kernels, this.#setup.ring !== null);
  }

  /** Main thread: what it shares with its threads, and where orders to the workers kept ready for them go. */
  connect(link: ProcessLink, ready: readonly MessagePort[]): void {
    this.#link = link;
    this.#ready = [...ready];
  }

  /** Runs the program as the main thread, from an epoch on. */
  *runAsMain(epoch: number): Steps<RunEnd> {
    const { machine, mode } = this.#setup.request;
    const clock = this.#clockSince(epoch);
    const recorder = new LiveRecorder(this.#sink, clock, this.#setup.index);
    const process = recorder.actor('process', 'MainProcess', NO_ACTOR, NO_ACTOR);
    const actors = createProcessActors(recorder, this.runSetup.program, process, NO_ACTOR, {
      gil: machine.gil,
      threadLocks: !hasEventLoop(mode.id),
    });
    const thread = recorder.actor('thread', 'MainThread', process, NO_ACTOR);
    const memory = this.#memory(clock);
    if (this.#link.kind === 'memory') initialiseVariables(this.runSetup.program, memory);
    const context = this.#context({ epoch, clock, recorder, thread, actors, memory });
    yield* settled(pauseUntil(() => milliseconds(epoch - performance.timeOrigin - performance.now())));
    return yield* liveAsMainThread(context);
  }

  /** Is what another worker's thread has it be. */
  *serve(identity: Identity, orders: Orders, answer: (report: WorkReport) => void): Steps<void> {
    const { machine } = this.#setup.request;
    const { epoch, thread, process, shared } = identity;
    const clock = this.#clockSince(epoch);
    orders.follow(clock);
    const recorder = new LiveRecorder(this.#sink, clock, this.#setup.index);
    const actors =
      shared ??
      createProcessActors(recorder, this.runSetup.program, process, thread, {
        gil: machine.gil,
        threadLocks: true,
      });
    const memory = shared ? this.#memory(clock) : createLoneProcess(this.runSetup.program);
    const context = this.#context({ epoch, clock, recorder, thread, actors, memory });
    yield* new HiredThread(context, identity, answer).live(orders);
  }

  #clockSince(epoch: number): HybridClock {
    return new HybridClock(programTime(epoch, this.#setup.request.unit));
  }

  #context(parts: {
    readonly epoch: number;
    readonly clock: HybridClock;
    readonly recorder: LiveRecorder;
    readonly thread: ActorId;
    readonly actors: ProcessActors;
    readonly memory: ProcessMemory;
  }): ThreadContext {
    const { recorder, thread, actors, memory } = parts;
    recorder.settle(thread);
    const subjects = new Subjects(recorder, thread);
    const turns = new Turns(
      recorder,
      subjects,
      actors.gil === null ? null : memory.gil,
      actors.gil ?? NO_ACTOR,
    );
    return {
      ...parts,
      request: this.#setup.request,
      setup: this.runSetup,
      subjects,
      turns,
      hire: (role, hired) => this.#hire(role, hired),
    };
  }

  #memory(clock: HybridClock): ProcessMemory {
    const { program } = this.runSetup;
    const { index, request } = this.#setup;
    const interval: Milliseconds = milliseconds(request.machine.switchInterval * 1000);
    switch (this.#link.kind) {
      case 'alone':
        return createLoneProcess(program);
      case 'memory':
        return createSharedProcess(program, this.#link.memory, clock, index, interval);
      case 'coordinator':
        return createCoordinatedProcess(program, this.#link.port, clock, interval);
    }
  }

  #hire(role: 'thread' | 'process', thread: ActorId): MessagePort {
    const kept = role === 'thread' ? this.#ready.shift() : undefined;
    if (kept) return kept;
    const { port1, port2 } = new MessageChannel();
    this.report({ kind: 'start-worker', role, orders: port2, thread }, [port2]);
    return port1;
  }
}
