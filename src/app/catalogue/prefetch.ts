import { type CatalogueEntry, catalogue } from '../../scenarios/catalogue.ts';
import { type ModeWords, modeWordsOf } from './catalogue-search.ts';

/** Fetches what opening an entry takes, so that it opens at once. What cannot be fetched is asked for again when it is opened. */
export function prefetch(entry: CatalogueEntry): void {
  const needed =
    entry.kind === 'guide'
      ? [import('../guides/Guide.tsx')]
      : [entry.load(), import('../lesson/AskedFirst.tsx')];
  Promise.all(needed).catch(() => undefined);
}

let words: Promise<ModeWords> | null = null;

/** Fetches every workload, to learn which modes it has. */
export function fetchModeWords(): Promise<ModeWords> {
  words ??= Promise.all(
    catalogue.map(async (entry): Promise<readonly [string, string]> => {
      if (entry.kind === 'guide') return [entry.id, ''];
      return [entry.id, await entry.load().then(modeWordsOf, () => '')];
    }),
  ).then((all) => new Map(all));
  return words;
}
