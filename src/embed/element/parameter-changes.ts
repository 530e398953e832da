import type { Parameters } from './parameters.ts';

/** What a frame reads from its address alone: the version of what is said there, and compressed state. */
const ADDRESS_ALONE = ['v', 's'];

/**
 * What `setParams` has to say to a frame so that it stands as the new parameters say; `null` sets one as it is when nothing
 * is said of it.
 *
 * @returns `null` where the frame has to be opened anew.
 */
export function changedParameters(
  before: Parameters,
  after: Parameters,
): Readonly<Record<string, string | null>> | null {
  const names = new Set([...before.keys(), ...after.keys()]);
  const changed = [...names].filter((name) => before.get(name) !== after.get(name));
  if (changed.some((name) => ADDRESS_ALONE.includes(name))) return null;
  return Object.fromEntries(changed.map((name) => [name, after.get(name) ?? null]));
}
