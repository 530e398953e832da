import { Heap } from '../base/heap.ts';
import { type Seconds, seconds } from '../base/units.ts';

/** Something that will happen, unless it is called off. */
export class Alarm {
  #action: (() => void) | null;

  constructor(action: () => void) {
    this.#action = action;
  }

  get cancelled(): boolean {
    return this.#action === null;
  }

  cancel(): void {
    this.#action = null;
  }

  ring(): void {
    const action = this.#action;
    this.#action = null;
    action?.();
  }
}

/** So few alarms are not worth looking through for those that have been called off. */
const FEW = 64;

/** What is to happen and when, on a virtual clock: things due together happen in the order they were set. */
export class Agenda {
  readonly #alarms = new Heap<Alarm>();
  /** At how many alarms those that have been called off are thrown away: most are, long before they are due. */
  #crowd = FEW;

  /** Sets an alarm for a time. */
  at(time: number, action: () => void): Alarm {
    const alarm = new Alarm(action);
    if (this.#alarms.size >= this.#crowd) {
      this.#alarms.retain(({ cancelled }) => !cancelled);
      this.#crowd = Math.max(FEW, 2 * this.#alarms.size);
    }
    this.#alarms.push(time, alarm);
    return alarm;
  }

  /** When the next alarm rings; `undefined` when nothing is to come. */
  get next(): Seconds | undefined {
    while (this.#alarms.peek()?.cancelled) this.#alarms.pop();
    const time = this.#alarms.smallestKey;
    return time === undefined ? undefined : seconds(time);
  }

  /** Takes off the next alarm and lets it ring. */
  ringNext(): void {
    this.#alarms.pop()?.ring();
  }
}
