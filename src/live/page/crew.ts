import { type Remote, releaseProxy, transfer, wrap } from 'comlink';
import type { ActorId } from '../../trace/actors.ts';
import type { RunError } from '../../trace/trace.ts';
import { type EventBatch, readBatch } from '../event-batch.ts';
import { createRingMemory, RingReader } from '../event-ring.ts';
import type { RowReceiver } from '../event-rows.ts';
import type {
  CoordinatorWorker,
  PageMessage,
  ProcessLink,
  RunRequest,
  ThreadWorker,
  WorkerReport,
  WorkerSetup,
} from '../protocol.ts';
import { Gate } from './gate.ts';
import type { WorkerFactory } from './workers.ts';

/** One worker of a run, as the page sees it. */
export interface CrewMember {
  readonly remote: Remote<ThreadWorker>;
  /** The number of the thread it is, as its workers number actors; null while that is not known. */
  home(): number | null;
}

/** What a crew tells the run it works for. */
export interface CrewListener {
  /** Opens a stream for the events of one more worker. */
  openStream(): RowReceiver & { readonly home: number | null };
  /** Events are waiting to be taken. */
  onPressure(): void;
  /** A worker has come to grief. */
  onCrash(member: CrewMember, error: RunError): void;
}

interface Member extends CrewMember {
  readonly worker: Worker;
  readonly reports: MessagePort;
  readonly stream: RowReceiver;
  readonly reader: RingReader | null;
  readonly onBegun: () => void;
  onFlushed: (() => void) | null;
}

/** How long the page may be busy ending workers before it sees to something else, in milliseconds. */
const SLICE = 8;

/** How many workers each core has in the making: a start is mostly waiting for the browser, but too many hold up the page. */
const STARTS_PER_CORE = 2;

let crews = 0;

/** The workers of one run: starts them, receives what they record, notices when one dies, and ends them all. */
export class Crew {
  readonly #request: RunRequest;
  readonly #factory: WorkerFactory;
  readonly #sharesMemory: boolean;
  readonly #listener: CrewListener;
  readonly #members: Member[] = [];
  readonly #others: Worker[] = [];
  readonly #watch = new AbortController();
  readonly #starting = new Gate(STARTS_PER_CORE * navigator.hardwareConcurrency);
  readonly #name = `interleave ${Math.random().toString(36).slice(2)} ${crews++}`;
  #link: (() => ProcessLink) | null = null;
  #kernels: readonly string[] = [];
  #dismissed = false;

  constructor(request: RunRequest, factory: WorkerFactory, sharesMemory: boolean, listener: CrewListener) {
    this.#request = request;
    this.#factory = factory;
    this.#sharesMemory = sharesMemory;
    this.#listener = listener;
  }

  /** Starts the worker of the main thread. */
  startMain(): Promise<CrewMember> {
    return this.#start(null, null, null);
  }

  /**
   * Makes what the threads of the main process share; gives the main thread's link to it.
   *
   * @param bytes how much memory that takes, where memory can be shared.
   */
  async shareProcess(bytes: number): Promise<ProcessLink> {
    this.#link = this.#sharesMemory ? shareMemory(bytes) : await this.#startCoordinator();
    return this.#link();
  }

  /** Starts workers that are kept ready for the threads the run is going to start; gives the ports for their orders. */
  async startThreads(count: number, kernels: readonly string[]): Promise<MessagePort[]> {
    this.#kernels = kernels;
    const ports: MessagePort[] = [];
    const started: Promise<CrewMember>[] = [];
    for (let number = 0; number < count; number++) {
      const { port1, port2 } = new MessageChannel();
      ports.push(port1);
      started.push(this.#start(port2, this.#link?.() ?? null, null));
    }
    await Promise.all(started);
    return ports;
  }

  /** Whether workers are being started. */
  get isStarting(): boolean {
    return this.#starting.isTaken;
  }

  /** Takes what the workers have written into their rings; says whether there was anything. */
  drain(): boolean {
    let any = false;
    for (const { reader, stream } of this.#members) if (reader?.drain(stream)) any = true;
    return any;
  }

  /** Waits until everything recorded so far has arrived. */
  async flush(): Promise<void> {
    await Promise.all(
      this.#members.map(
        (member) =>
          new Promise<void>((resolve) => {
            member.onFlushed = resolve;
            member.reports.postMessage({ kind: 'flush' } satisfies PageMessage);
          }),
      ),
    );
    this.drain();
  }

  /** Ends all workers at once. */
  dismiss(): void {
    if (this.#dismissed) return;
    this.#stopListening();
    for (const member of this.#members) endMember(member);
    for (const worker of this.#others) worker.terminate();
  }

  /** Ends all workers, who have nothing left to do, a few at a time: to end a hundred at once would hold up the page. */
  async disband(): Promise<void> {
    if (this.#dismissed) return;
    this.#stopListening();
    const pause = slicer();
    for (const member of this.#members) {
      endMember(member);
      await pause();
    }
    for (const worker of this.#others) worker.terminate();
  }

  #stopListening(): void {
    this.#dismissed = true;
    this.#watch.abort();
  }

  async #startCoordinator(): Promise<() => ProcessLink> {
    const { scenario, mode, parameters } = this.#request;
    const worker = this.#factory.coordinator(`${mode.id} coordinator`);
    this.#others.push(worker);
    const remote = wrap<CoordinatorWorker>(worker);
    await remote.prepare(scenario, mode, parameters);
    return () => {
      const { port1, port2 } = new MessageChannel();
      void remote.join(transfer(port2, [port2]));
      return { kind: 'coordinator', port: port1 };
    };
  }

  /** Starts a worker when it is its turn. */
  async #start(
    orders: MessagePort | null,
    link: ProcessLink | null,
    home: ActorId | null,
  ): Promise<CrewMember> {
    await this.#starting.enter();
    let isStarting = true;
    const onBegun = (): void => {
      if (isStarting) this.#starting.leave();
      isStarting = false;
    };
    try {
      return await this.#startNow(orders, link, home, onBegun);
    } finally {
      onBegun();
    }
  }

  async #startNow(
    orders: MessagePort | null,
    link: ProcessLink | null,
    home: ActorId | null,
    onBegun: () => void,
  ): Promise<CrewMember> {
    if (this.#dismissed) throw new Error('The run is over.');
    const index = this.#members.length;
    const worker = this.#factory.thread(`${this.#request.mode.id} ${index}`);
    const { port1: reports, port2 } = new MessageChannel();
    const ring = this.#sharesMemory ? createRingMemory() : null;
    const stream = this.#listener.openStream();
    const member: Member = {
      worker,
      reports,
      stream,
      reader: ring && new RingReader(ring),
      remote: wrap<ThreadWorker>(worker),
      home: () => stream.home ?? home,
      onBegun,
      onFlushed: null,
    };
    this.#members.push(member);
    reports.onmessage = ({ data }: MessageEvent<WorkerReport>) => this.#receive(member, data);
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#crash(member, { type: 'Error', message: event.message || 'The worker could not be started.' });
    });
    const setup: WorkerSetup = {
      request: this.#request,
      index,
      ring,
      reports: port2,
      orders,
      link,
      isWarmed: orders !== null && home === null,
      kernels: this.#kernels,
      lifeline: `${this.#name} ${index}`,
    };
    const ports = [port2, orders, link?.kind === 'coordinator' ? link.port : null].filter(
      (port) => port !== null,
    );
    const isTied = await member.remote.prepare(transfer(setup, ports));
    if (isTied) this.#watchOver(member, setup.lifeline);
    return member;
  }

  #receive(member: Member, report: WorkerReport): void {
    if (this.#dismissed) return;
    switch (report.kind) {
      case 'batch':
        this.#take(member, report.batch);
        return;
      case 'ring-pressure':
        this.#listener.onPressure();
        return;
      case 'begun':
        member.onBegun();
        return;
      case 'flushed':
        member.onFlushed?.();
        return;
      case 'crashed':
        this.#crash(member, report.error);
        return;
      case 'start-worker':
        this.#startOnDemand(member, report.role, report.orders, report.thread);
    }
  }

  #take(member: Member, batch: EventBatch): void {
    readBatch(batch, member.stream);
    this.#listener.onPressure();
  }

  #startOnDemand(by: Member, role: 'thread' | 'process', orders: MessagePort, thread: ActorId): void {
    const link = role === 'process' ? null : this.#link?.();
    if (link === undefined) {
      this.#crash(by, { type: 'RuntimeError', message: "can't start new thread" });
      return;
    }
    this.#start(orders, link, thread).catch((error: unknown) => {
      this.#crash(by, { type: 'Error', message: `A worker could not be started: ${String(error)}` });
    });
  }

  /** Asks for the lock that a worker holds while it lives: to be given it is to learn of the worker's death. */
  #watchOver(member: Member, lifeline: string): void {
    navigator.locks
      .request(lifeline, { signal: this.#watch.signal }, () => {
        this.#crash(member, { type: 'WorkerDied', message: 'The worker ended without a word.' });
      })
      .catch(() => {});
  }

  #crash(member: Member, error: RunError): void {
    if (!this.#dismissed) this.#listener.onCrash(member, error);
  }
}

function endMember({ worker, reports, remote }: Member): void {
  worker.terminate();
  reports.close();
  remote[releaseProxy]();
}

/** Gives a function to wait for between pieces of work: it lets the page see to something else once a slice is used up. */
function slicer(): () => Promise<void> {
  let end = performance.now() + SLICE;
  return async () => {
    if (performance.now() < end) return;
    await new Promise((resolve) => setTimeout(resolve));
    end = performance.now() + SLICE;
  };
}

function shareMemory(bytes: number): () => ProcessLink {
  const memory = new SharedArrayBuffer(bytes);
  return () => ({ kind: 'memory', memory });
}
