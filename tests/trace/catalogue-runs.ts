import { countUpTo } from '../../src/base/binary-search.ts';
import { seconds } from '../../src/base/units.ts';
import { modeKey } from '../../src/program/modes.ts';
import { initialValues, type Scenario } from '../../src/program/scenario.ts';
import { INITIAL_MACHINE } from '../../src/runtime/settings.ts';
import { loadScenario } from '../../src/scenarios/catalogue.ts';
import { simulate } from '../../src/sim/simulate.ts';
import { createHistoryReader } from '../../src/trace/actor-history.ts';
import { actorNames } from '../../src/trace/actor-names.ts';
import type { ActorId } from '../../src/trace/actors.ts';
import { type Phrase, phraseText } from '../../src/trace/phrase.ts';
import { createStateReader } from '../../src/trace/state-reader.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { why } from '../../src/trace/why.ts';
import { type Instant, instantAt } from '../../src/trace/why-instant.ts';

/** A workload of the catalogue. */
export async function workload(id: string): Promise<Scenario> {
  const scenario = await loadScenario(id);
  if (!scenario) throw new Error(`There is no workload ${id}.`);
  return scenario;
}

/** The model's run of a workload in one of its modes, as it opens but for these parameters. */
export function modelRun(
  scenario: Scenario,
  key: string,
  parameters: Readonly<Record<string, number | boolean>> = {},
): Trace {
  const offer = scenario.modes.find(({ mode }) => modeKey(mode) === key);
  if (!offer) throw new Error(`${scenario.id} does not offer ${key}.`);
  return simulate(scenario, offer.mode, {
    parameters: { ...initialValues(scenario.parameters), ...parameters },
    machine: INITIAL_MACHINE,
    seed: 1,
  });
}

/** A trace at a time, as the playhead shows it. */
export function instantOf(trace: Trace, time: number): Instant {
  const count = countUpTo(trace.events.time, time, trace.events.length);
  return instantAt(
    trace,
    createStateReader().at(trace, count),
    createHistoryReader().read(trace),
    seconds(time),
  );
}

/** The actor of this name; the first of several. */
export function actorNamed(trace: Trace, name: string): ActorId {
  const names = actorNames(trace.actors);
  const actor = trace.actors.find(({ id }) => names(id) === name);
  if (!actor) throw new Error(`There is no actor ${name}.`);
  return actor.id;
}

/** What is said of an actor at a time. */
export const sentenceAt = (trace: Trace, time: number, name: string): string =>
  phraseText(why(instantOf(trace, time), actorNamed(trace, name)), actorNames(trace.actors));

/** The actors that a phrase names, each once, in the order of their first mention. */
export const actorsIn = (phrase: Phrase): readonly ActorId[] => [
  ...new Set(phrase.filter((part) => typeof part !== 'string')),
];
