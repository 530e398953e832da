import type { ActorId } from './actors.ts';

/** Words and actors in turn: those who show it name the actors as their lanes are named. */
export type Phrase = readonly (string | ActorId)[];

/** A phrase as text. */
export const phraseText = (phrase: Phrase, nameOf: (actor: ActorId) => string): string =>
  phrase.map((part) => (typeof part === 'string' ? part : nameOf(part))).join('');

/** The most actors that are named one by one; of more the first two are, and the rest are counted. */
const MOST_NAMED = 4;

/** `doc 0`, `doc 0 and doc 1`, `doc 0, doc 1 and 8 more`. */
export function listOf(actors: readonly ActorId[]): Phrase {
  const named = actors.length <= MOST_NAMED ? actors : actors.slice(0, 2);
  const items: (string | ActorId)[] = [...named];
  if (named.length < actors.length) items.push(`${actors.length - named.length} more`);
  return items.flatMap((item, index) => {
    if (index === 0) return [item];
    return [index === items.length - 1 ? ' and ' : ', ', item];
  });
}

const ORDINALS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];

/** The ordinal of a place counted from 0: `third` of 2, `number 11` of 10. */
export const ordinal = (place: number): string => ORDINALS[place] ?? `number ${place + 1}`;
