import { type Milliseconds, milliseconds } from '../../base/units.ts';
import type { Completion } from '../../runtime/host.ts';
import type { Executors } from './executors.ts';
import { block, canBlock, giveWay, type Pause, pause } from './pause.ts';

/** Below this a timer cannot be trusted: browsers stretch shorter timeouts once they are nested. */
const FINE = 4;

/** The selector of an event loop: waits on real timers, and hears of executors' jobs by real messages. */
export class Selector {
  readonly #executors: Executors;
  #pause: Pause | null = null;

  constructor(executors: Executors) {
    this.#executors = executors;
    executors.onCompletion = () => this.#pause?.end();
  }

  /** What is there to be heard right now. */
  async poll(): Promise<readonly Completion[]> {
    if (this.#executors.areBusy) await giveWay();
    return this.#executors.takeCompletions();
  }

  /** Waits for a completion or until a time. @param remaining how long it is until then; asked again and again. */
  async wait(remaining: () => Milliseconds): Promise<readonly Completion[]> {
    while (!this.#executors.hasCompletions) {
      const left = remaining();
      if (left <= 0) break;
      if (left > FINE) await this.#rest(left);
      else if (canBlock && !this.#executors.areBusy) block(left);
      else await giveWay();
    }
    return this.#executors.takeCompletions();
  }

  async #rest(left: Milliseconds): Promise<void> {
    this.#pause = Number.isFinite(left) ? pause(milliseconds(left)) : pauseForGood();
    await this.#pause.over;
    this.#pause = null;
  }
}

/** A pause that only `end` ends. */
function pauseForGood(): Pause {
  let end = (): void => {};
  const over = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { over, end };
}
