import type { HybridClock } from '../hybrid-clock.ts';
import type { CallOrder, Identity, WorkOrder } from '../protocol.ts';
import type { Eventual } from './steps.ts';

/** The orders that a worker receives, in turn. */
export class Orders {
  /** Who the worker is to be: the first order. */
  readonly identity: Promise<Identity>;
  readonly #calls: CallOrder[] = [];
  #retired = false;
  #clock: HybridClock | null = null;
  #latest = 0;
  #onOrder: () => void = () => {};

  constructor(port: MessagePort) {
    let become = (_identity: Identity): void => {};
    this.identity = new Promise((resolve) => {
      become = resolve;
    });
    port.onmessage = ({ data }: MessageEvent<WorkOrder>) => {
      this.#observe(data.time);
      switch (data.kind) {
        case 'become':
          become(data.identity);
          return;
        case 'call':
          this.#calls.push(data.order);
          break;
        case 'retire':
          this.#retired = true;
      }
      this.#onOrder();
    };
  }

  /** Has orders move a clock on to the time they were given. */
  follow(clock: HybridClock): void {
    this.#clock = clock;
    clock.observe(this.#latest);
  }

  /** The next call, null when there will be none, or a promise of either while there is neither. */
  next(): Eventual<CallOrder | null> {
    const call = this.#calls.shift();
    if (call) return call;
    if (this.#retired) return null;
    return new Promise<void>((resolve) => {
      this.#onOrder = resolve;
    }).then(() => this.next());
  }

  #observe(time: number): void {
    this.#latest = Math.max(this.#latest, time);
    this.#clock?.observe(time);
  }
}
