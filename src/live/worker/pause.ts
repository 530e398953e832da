import { type Milliseconds, milliseconds } from '../../base/units.ts';

/** Browsers stretch a timeout shorter than this to it, once timeouts are nested. Source: HTML standard, "timers". */
const SHORTEST_TIMEOUT = 4;

/** How much a timeout may be late without need: browsers round it to whole milliseconds. */
const ROUNDING = 1.5;

/** A word of shared memory that nothing ever writes, for a thread to wait on in vain: this is how a worker sleeps. */
const gate = createGate();

function createGate(): Int32Array | null {
  try {
    // Shared memory that cannot be posted is there even where SharedArrayBuffer is not, but takes longer to make.
    const memory =
      typeof SharedArrayBuffer === 'function'
        ? new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
        : new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer;
    const word = new Int32Array(memory);
    Atomics.wait(word, 0, 0, 0);
    return word;
  } catch {
    return null;
  }
}

/** Whether this worker can really block. */
export const canBlock = gate !== null;

/** Blocks this worker for a time; at once where it cannot block. */
export function block(time: Milliseconds): void {
  if (gate && time > 0) Atomics.wait(gate, 0, 0, time);
}

/** Lets this worker's messages and timers have a turn. */
export function giveWay(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** A pause that can be cut short. */
export interface Pause {
  readonly over: Promise<void>;
  end(): void;
}

/**
 * Pauses on a real timer, during which messages arrive. It is over a little early, for the rest to be waited for more
 * finely, or on `end`.
 */
export function pause(time: Milliseconds): Pause {
  let finish = (): void => {};
  const over = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, Math.max(0, time - ROUNDING));
    finish = () => {
      clearTimeout(timer);
      resolve();
    };
  });
  return { over, end: () => finish() };
}

/**
 * Waits until a moment as finely as can be: on a timer first, then blocking for the last milliseconds.
 *
 * @param remaining how long it is until then; asked again and again.
 */
export async function pauseUntil(remaining: () => Milliseconds): Promise<void> {
  for (let left = remaining(); left > 0; left = remaining()) {
    if (left <= SHORTEST_TIMEOUT && canBlock) block(left);
    else await pause(milliseconds(left)).over;
  }
}

/** Blocks until a moment. @param remaining how long it is until then; asked again and again. */
export function blockUntil(remaining: () => Milliseconds): void {
  for (let left = remaining(); left > 0; left = remaining()) block(left);
}
