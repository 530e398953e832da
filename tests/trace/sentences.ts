import { countUpTo } from '../../src/base/binary-search.ts';
import { seconds } from '../../src/base/units.ts';
import { actorNames } from '../../src/trace/actor-names.ts';
import type { ActorId } from '../../src/trace/actors.ts';
import { type Phrase, phraseText } from '../../src/trace/phrase.ts';
import { createStateReader } from '../../src/trace/state/state-reader.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { why } from '../../src/trace/why/why.ts';
import { createInstantReader, type Instant } from '../../src/trace/why/why-instant.ts';

/** A trace at a time, as the playhead shows it. */
export function instantOf(trace: Trace, time: number): Instant {
  const count = countUpTo(trace.events.time, time, trace.events.length);
  return createInstantReader().at(trace, createStateReader().at(trace, count), seconds(time));
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
