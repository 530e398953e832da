import { modeKey } from '../../program/modes.ts';
import type { Scenario } from '../../program/scenario.ts';
import { type CatalogueEntry, catalogue, SECTIONS, type SectionId } from '../../scenarios/catalogue.ts';

/** What each workload says of its modes, by its id: known once its file has been fetched. */
export type ModeWords = ReadonlyMap<string, string>;

/** The words that find a workload by its modes: keys, headings. */
export const modeWordsOf = ({ modes }: Scenario): string =>
  modes.map(({ mode, title }) => `${modeKey(mode)} ${title}`).join(' ');

/** A section and what of it was found. */
export interface FoundSection {
  readonly id: SectionId;
  readonly title: string;
  readonly entries: readonly CatalogueEntry[];
}

/**
 * The entries that have every word of a query in their id, title, claim, section or modes, section by section. Without a
 * word all are found.
 */
export function searchCatalogue(
  query: string,
  modeWords: ModeWords,
  entries: readonly CatalogueEntry[] = catalogue,
): readonly FoundSection[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  return SECTIONS.flatMap(({ id, title }) => {
    const found = entries.filter((entry) => {
      if (entry.section !== id) return false;
      const words = [entry.id, entry.title, entry.claim, title, modeWords.get(entry.id) ?? ''];
      const text = words.join(' ').toLowerCase();
      return wanted.every((word) => text.includes(word));
    });
    return found.length > 0 ? [{ id, title, entries: found }] : [];
  });
}
