import { useEffect, useState } from 'react';
import { type Seconds, seconds } from '../../base/units.ts';
import { modeKey } from '../../program/modes.ts';
import { findMoment } from '../../program/moment.ts';
import { initialValues, type ModeOffer, type Scenario } from '../../program/scenario.ts';
import { INITIAL_MACHINE } from '../../runtime/settings.ts';
import { loadScenario } from '../../scenarios/catalogue.ts';
import { simulate } from '../../sim/simulate.ts';
import { fitViewport, type Viewport } from '../../timeline/viewport.ts';
import { createLaneReader, type LaneSet } from '../../trace/lanes/lanes.ts';
import type { Trace } from '../../trace/trace.ts';
import { type RunRequest, timeOfEvent } from './run-request.ts';

/** Which run: the id of a workload, and the key of one of its modes. */
export interface RunName {
  readonly scenario: string;
  readonly mode: string;
}

/** A run of the model as the workload is when it is first opened. */
export interface ModelRun {
  readonly scenario: Scenario;
  readonly offer: ModeOffer;
  readonly trace: Trace;
  readonly lanes: LaneSet;
}

const SEED = 1;

/** At the latest after so many milliseconds the next run is made, idle or not. */
const PATIENCE = 400;

const idle = (): Promise<void> =>
  new Promise((resolve) => {
    // Not every browser tells when it is idle.
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: PATIENCE });
    else setTimeout(resolve, 0);
  });

const runs = new Map<string, Promise<ModelRun>>();
let last: Promise<unknown> = Promise.resolve();

/** A run of the model, made once, when the page has nothing else to do: one after another, so that none holds it up. */
function modelRun(name: RunName): Promise<ModelRun> {
  const key = `${name.scenario} ${name.mode}`;
  const known = runs.get(key);
  if (known) return known;
  const run = last.then(idle).then(() => make(name));
  runs.set(key, run);
  last = run.catch(() => runs.delete(key));
  return run;
}

async function make({ scenario: id, mode }: RunName): Promise<ModelRun> {
  const scenario = await loadScenario(id);
  const offer = scenario?.modes.find((candidate) => modeKey(candidate.mode) === mode);
  if (!scenario || !offer) throw new Error(`There is no run of ${id} in ${mode}.`);
  const parameters = initialValues(scenario.parameters);
  const trace = simulate(scenario, offer.mode, { parameters, machine: INITIAL_MACHINE, seed: SEED });
  const lanes = createLaneReader({ grouping: 'task', hidesMain: scenario.hidesMain }).read(trace);
  return { scenario, offer, trace, lanes };
}

/** When the moment of a request is, as a link says it; `null` where it asks for none, or the run has none. */
export async function timeOfRequest({ scenario, mode, moment }: RunRequest): Promise<Seconds | null> {
  if (!moment) return null;
  const { offer, trace, scenario: workload } = await modelRun({ scenario, mode });
  const event = findMoment(trace, offer.listing(initialValues(workload.parameters)).marks, moment);
  return event === null ? null : timeOfEvent(trace, event);
}

/**
 * Runs of the model in a component: `null` until they are made, `failed` where their file could not be fetched.
 *
 * @param names must not change between renders.
 */
export function useModelRuns(names: readonly RunName[]): readonly ModelRun[] | 'failed' | null {
  const [made, setMade] = useState<readonly ModelRun[] | 'failed' | null>(null);
  useEffect(() => {
    let isGone = false;
    Promise.all(names.map(modelRun)).then(
      (all) => {
        if (!isGone) setMade(all);
      },
      () => {
        if (!isGone) setMade('failed');
      },
    );
    return () => {
      isGone = true;
    };
  }, [names]);
  return made;
}

/** How long the longest of several runs takes, in program seconds. */
export const longestOf = (runs: readonly ModelRun[]): number =>
  Math.max(0, ...runs.map(({ trace }) => trace.duration));

/** Room behind the longest run, as a share of it. */
const ROOM = 0.02;

/** One stretch of time for several runs, so that their lengths can be compared. */
export const viewportOf = (runs: readonly ModelRun[]): Viewport =>
  fitViewport(seconds(longestOf(runs) * (1 + ROOM)));
