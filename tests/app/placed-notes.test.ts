import { expect, it } from 'vitest';
import { placedNotes } from '../../src/app/lesson/placed-notes.ts';
import { initialPageState } from '../../src/io/page-state.ts';
import { unpicklable } from '../../src/scenarios/unpicklable.ts';
import { groupsOf } from '../../src/stage/state/stage-state.ts';

const textsOn = (engine: 'model' | 'live'): string => {
  const page = { ...initialPageState(unpicklable), engine };
  const notes = placedNotes({ scenario: unpicklable, groups: groupsOf(page, unpicklable, new Map()), page });
  expect(notes.map(({ number }) => number)).toEqual(notes.map((_, index) => index + 1));
  return notes.map(({ note }) => note.text).join('\n');
};

it('tells what holds in both engines, and of the rest what holds in the one that is on', () => {
  const model = textsOn('model');
  expect(model).toMatch(/BrokenProcessPool/);
  expect(model).not.toMatch(/DataCloneError/);
  const live = textsOn('live');
  expect(live).toMatch(/DataCloneError/);
  expect(live).not.toMatch(/BrokenProcessPool/);
  for (const texts of [model, live]) expect(texts).toMatch(/The same name is sent/);
});
