import { releaseProxy, wrap } from 'comlink';
import type { Speeds } from '../../program/kernels.ts';
import type { Mode } from '../../program/modes.ts';
import type { ParameterValues } from '../../program/program.ts';
import type { Scenario } from '../../program/scenario.ts';
import { createSetup } from '../../runtime/setup.ts';
import type { ThreadWorker } from '../protocol.ts';
import { rehearse } from '../worker/rehearsal.ts';
import { liveCapability } from './capability.ts';
import { catalogueWorkers } from './workers.ts';

/** What has been measured since the page was opened. Replaced, never changed, when there is more. */
let speeds: Speeds = {};

/** Measurements follow one another: two at once would take each other's cores. */
let latest: Promise<unknown> = Promise.resolve();

/**
 * Measures how long a step takes, in real seconds, of every kernel that the modes compute with: in a worker, as a live
 * run executes it. Each kernel is measured once a page, in less than 100 ms.
 *
 * @returns the speeds of all kernels measured so far: the same object while there is nothing new. Where no worker can be
 * started, nothing is measured.
 */
export function measureSpeeds(
  scenario: Scenario,
  modes: readonly Mode[],
  parameters: ParameterValues,
): Promise<Speeds> {
  const needed = modes.flatMap((mode) => rehearse(createSetup(scenario, mode, parameters), 1).kernels);
  const measured = latest.then(() => measureMissing(needed));
  latest = measured;
  return measured;
}

async function measureMissing(needed: readonly string[]): Promise<Speeds> {
  const missing = [...new Set(needed)].filter((kernel) => !(kernel in speeds));
  if (missing.length === 0 || (await liveCapability()) === 'model-only') return speeds;
  const worker = catalogueWorkers.thread('calibration');
  const remote = wrap<ThreadWorker>(worker);
  try {
    for (const kernel of missing) {
      const perStep = await Promise.race([remote.measure(kernel), failureOf(worker)]);
      speeds = { ...speeds, [kernel]: perStep };
    }
  } catch {
    // Without a measurement the model goes by CPython's speed, and says so.
  } finally {
    remote[releaseProxy]();
    worker.terminate();
  }
  return speeds;
}

const failureOf = (worker: Worker): Promise<never> =>
  new Promise((_, reject) => {
    worker.addEventListener('error', () => reject(new Error('The worker does not start.')));
  });
