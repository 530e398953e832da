import { type Mode, modeKey } from '../program/modes.ts';
import type { Scenario } from '../program/scenario.ts';
import { quote } from './page-values.ts';
import type { QueryPair } from './query-string.ts';

/** Which variants of the modes that offer a lock: without it, with it, or both side by side. */
const LOCKS = ['0', '1', '0,1'] as const;
type Lock = (typeof LOCKS)[number];

/** Modes read from a link, in the scenario's order, and what was wrong with it. */
export interface ModesReading {
  readonly modes: readonly Mode[];
  readonly problems: readonly string[];
}

/** The modes that are on when a scenario is first opened; its first one where it names none. */
export function initialModes(scenario: Scenario): readonly Mode[] {
  const initially = scenario.modes.filter((offer) => offer.initially);
  return (initially.length > 0 ? initially : scenario.modes.slice(0, 1)).map((offer) => offer.mode);
}

/**
 * What a mode id means: the offers with the lock asked for, or what there is where the scenario has only the other; of
 * variants, the one without a name, or all where each has one.
 */
function variants(scenario: Scenario, id: string, lock: Lock): readonly Mode[] {
  const offered = scenario.modes.map((offer) => offer.mode).filter((mode) => mode.id === id);
  const asked = offered.filter((mode) => lock.includes(mode.lock ? '1' : '0'));
  const found = asked.length > 0 ? asked : offered;
  const plain = found.filter((mode) => mode.variant === undefined);
  return plain.length > 0 ? plain : found;
}

/** A name of the list: a mode id, for which `lock` chooses, or the key of one offer: `threads+lock`, `async:task-group`. */
function named(scenario: Scenario, name: string, lock: Lock): readonly Mode[] {
  const keyed = scenario.modes
    .map((offer) => offer.mode)
    .find((mode) => (mode.lock || mode.variant !== undefined) && modeKey(mode) === name);
  return keyed ? [keyed] : variants(scenario, name, lock);
}

/** The chosen modes in the scenario's order, each once. */
function inOrder(scenario: Scenario, chosen: readonly Mode[]): readonly Mode[] {
  const keys = new Set(chosen.map(modeKey));
  return scenario.modes.map((offer) => offer.mode).filter((mode) => keys.has(modeKey(mode)));
}

const sameModes = (one: readonly Mode[], other: readonly Mode[]): boolean =>
  one.map(modeKey).join() === other.map(modeKey).join();

function readLock(text: string): Lock | undefined {
  const asked = new Set(text.split(','));
  return LOCKS.find((lock) => {
    const parts = lock.split(',');
    return parts.length === asked.size && parts.every((part) => asked.has(part));
  });
}

/**
 * Reads `modes` and `lock`. Without `modes` they are the initial ones, and without both exactly those; a list of modes
 * without `lock` means them without a lock.
 */
export function readModes(
  scenario: Scenario,
  modesText: string | undefined,
  lockText: string | undefined,
): ModesReading {
  const initial = initialModes(scenario);
  const problems: string[] = [];
  const lock = lockText === undefined ? undefined : readLock(lockText);
  if (lockText !== undefined && lock === undefined) {
    problems.push(`lock is ${quote(lockText)}, but takes 0, 1 or 0,1; it is left out.`);
  }

  let chosen: readonly Mode[] = lock ? initial.flatMap((mode) => variants(scenario, mode.id, lock)) : initial;
  if (modesText !== undefined) {
    const names = [...new Set(modesText.split(','))].filter((name) => name !== '');
    const found = names.map((name) => ({ name, modes: named(scenario, name, lock ?? '0') }));
    for (const { name, modes } of found) {
      if (modes.length > 0) continue;
      problems.push(`modes has ${quote(name)}, which ${scenario.id} does not offer; it is left out.`);
    }
    const offered = found.flatMap(({ modes }) => modes);
    if (offered.length > 0) chosen = offered;
    else problems.push(`modes names none that ${scenario.id} offers; the ones it opens with are used.`);
  }

  const modes = inOrder(scenario, chosen);
  if (lock?.includes('1') && !modes.some((mode) => mode.lock)) {
    problems.push(`lock is ${quote(lock)}, but none of these modes offers a lock; they are used without.`);
  }
  return { modes, problems };
}

/** Writes modes as `modes` and `lock`, or as nothing where they are the initial ones. */
export function formatModes(scenario: Scenario, chosen: readonly Mode[]): QueryPair[] {
  const modes = inOrder(scenario, chosen);
  if (modes.length === 0 || sameModes(modes, initialModes(scenario))) return [];
  const ids = [...new Set(modes.map((mode) => mode.id))];
  const lock = LOCKS.find((candidate) =>
    sameModes(
      modes,
      inOrder(
        scenario,
        ids.flatMap((id) => variants(scenario, id, candidate)),
      ),
    ),
  );
  if (lock === undefined) return [{ name: 'modes', value: modes.map(modeKey).join(',') }];
  const list = { name: 'modes', value: ids.join(',') };
  return lock === '0' ? [list] : [list, { name: 'lock', value: lock }];
}
