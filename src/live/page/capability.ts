import { wrap } from 'comlink';
import type { ThreadWorker } from '../protocol.ts';
import { catalogueWorkers } from './workers.ts';

/**
 * What live runs can do here.
 *
 * - `shared-memory`: workers share memory, so that they can block on locks and ask each other for the GIL.
 * - `messages`: they pass messages; the GIL and locks are tokens.
 * - `model-only`: no worker can be started.
 */
export type LiveCapability = 'shared-memory' | 'messages' | 'model-only';

/** After so many milliseconds without an answer, a worker is taken not to have started. */
const PATIENCE = 10_000;

let found: Promise<LiveCapability> | undefined;

/** Finds out what live runs can do here, by starting a worker and sharing memory with it; once per page. */
export function liveCapability(): Promise<LiveCapability> {
  found ??= findOut();
  return found;
}

async function findOut(): Promise<LiveCapability> {
  let worker: Worker | undefined;
  try {
    worker = catalogueWorkers.thread('probe');
    const answer = await Promise.race([probe(worker), failureOf(worker)]);
    return answer ? 'shared-memory' : 'messages';
  } catch {
    return 'model-only';
  } finally {
    worker?.terminate();
  }
}

/** Whether memory is really shared with a worker. Some engines say they are isolated and share nothing. */
async function probe(worker: Worker): Promise<boolean> {
  const remote = wrap<ThreadWorker>(worker);
  if (typeof SharedArrayBuffer === 'function' && crossOriginIsolated) {
    const memory = new SharedArrayBuffer(4);
    const word = new Int32Array(memory);
    try {
      return (await remote.probe(memory)) && Atomics.load(word, 0) === 1;
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
  }
  await remote.probe(null);
  return false;
}

function failureOf(worker: Worker): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error('The worker does not answer.')), PATIENCE);
    worker.addEventListener('error', () => reject(new Error('The worker does not start.')));
  });
}
