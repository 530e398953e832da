import { describe, expect, it } from 'vitest';
import { type ModeWords, modeWordsOf, searchCatalogue } from '../../src/app/catalogue/catalogue-search.ts';
import { catalogue, SECTIONS } from '../../src/scenarios/catalogue.ts';
import { documents } from '../../src/scenarios/documents.ts';

const noModes: ModeWords = new Map();
const idsOf = (query: string, modes = noModes): readonly string[] =>
  searchCatalogue(query, modes).flatMap(({ entries }) => entries.map(({ id }) => id));

describe('searching the catalogue', () => {
  it('finds everything without a word, section by section in their order', () => {
    for (const nothing of ['', '   ']) {
      expect(idsOf(nothing).toSorted()).toEqual(catalogue.map(({ id }) => id).toSorted());
    }
    const titles = SECTIONS.map(({ title }) => title);
    const found = searchCatalogue('', noModes).map(({ title }) => title);
    expect(found).toEqual(titles.filter((title) => found.includes(title)));
  });

  it('finds by title, claim, id and section, whatever the case, all words and in any order', () => {
    expect(idsOf('five documents')).toContain('documents');
    expect(idsOf('DOCUMENTS five')).toContain('documents');
    expect(idsOf('order of the arguments')).toEqual(['gather']);
    expect(idsOf('bad-doc')).toEqual(['bad-doc']);
    expect(idsOf('which to use')).toContain('glossary');
    expect(idsOf('five nonsense')).toEqual([]);
  });

  it('finds by a mode once the modes are known', () => {
    expect(idsOf('await-loop')).toEqual([]);
    const known = new Map([['documents', modeWordsOf(documents)]]);
    expect(idsOf('await-loop', known)).toEqual(['documents']);
    expect(idsOf('threads + lock', known)).toContain('documents');
  });
});
