import type { RoutineDefinition } from '../../program/program.ts';
import type { Outcome } from '../../runtime/host.ts';
import type { ActorId } from '../../trace/actors.ts';
import type { HybridClock } from '../hybrid-clock.ts';
import type { CallOrder, Identity, WorkOrder, WorkReport } from '../protocol.ts';

/** A worker that this one has started and gives orders to: a thread of its process, or a process of an executor. */
export class DirectedWorker {
  readonly thread: ActorId;
  /** Kept when it has begun to run. */
  readonly up: Promise<void>;
  /** Kept when it has ended. */
  readonly ended: Promise<void>;
  readonly #port: MessagePort;
  readonly #clock: HybridClock;
  #hasEnded = false;
  #isRetired = false;

  /** @param onDone hears how each of its calls ended. */
  constructor(
    port: MessagePort,
    clock: HybridClock,
    identity: Identity,
    onDone: (worker: DirectedWorker, job: number, outcome: Outcome) => void,
  ) {
    this.thread = identity.thread;
    this.#port = port;
    this.#clock = clock;
    let begin = (): void => {};
    let end = (): void => {};
    this.up = new Promise((resolve) => {
      begin = resolve;
    });
    this.ended = new Promise((resolve) => {
      end = resolve;
    });
    port.onmessage = ({ data }: MessageEvent<WorkReport>) => {
      clock.observe(data.time);
      switch (data.kind) {
        case 'up':
          begin();
          return;
        case 'done':
          onDone(this, data.job, data.outcome);
          return;
        case 'ended':
          this.#hasEnded = true;
          end();
      }
    };
    this.#send({ kind: 'become', identity, time: clock.now() });
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /**
   * Has it make a call.
   *
   * @param code the function, should the worker not have it: it is sent along.
   * @throws DOMException `DataCloneError` when it is.
   */
  call(order: CallOrder, code?: RoutineDefinition): void {
    this.#send({ kind: 'call', order, ...(code && { code }), time: this.#clock.now() });
  }

  /** Has it end once it has made the calls it was given. */
  retire(): void {
    if (this.#isRetired) return;
    this.#isRetired = true;
    this.#send({ kind: 'retire', time: this.#clock.now() });
  }

  #send(order: WorkOrder): void {
    this.#port.postMessage(order);
  }
}
