import { expect, it } from 'vitest';
import { meetRequest, queryOfRequest } from '../../src/app/guides/run-request.ts';
import { initialPageState, parsePageState } from '../../src/io/page-state.ts';
import { modeKey } from '../../src/program/modes.ts';
import { INITIAL_MACHINE } from '../../src/runtime/settings.ts';
import { documents } from '../../src/scenarios/documents.ts';
import { EVENT_CODE } from '../../src/trace/events.ts';

const kept = {
  ...initialPageState(documents),
  theme: 'projector' as const,
  machine: { ...INITIAL_MACHINE, gil: false, cores: 7 },
  seed: 99,
  predict: true,
};

it('finds the moment in the run of its mode, and gives the page its time', () => {
  const moment = { event: 'wait', actor: 'doc 2' } as const;
  const { page, groups, place } = meetRequest(
    { scenario: 'documents', mode: 'sync', moment },
    documents,
    kept,
  );
  const trace = place && groups[place.group]?.model;
  expect(groups[place?.group ?? -1]?.key).toBe('sync');
  expect(trace?.events.kind[place?.event ?? -1]).toBe(EVENT_CODE.wait);
  expect(page.time).toBe(10);
});

it('gives a run without the moment no time', () => {
  const moment = { event: 'wait', actor: 'nobody' } as const;
  const { page, place } = meetRequest({ scenario: 'documents', mode: 'sync', moment }, documents, kept);
  expect([page.time, place]).toEqual([null, null]);
});

it('opens the run that was written about, whatever the reader has set before, in the theme that is on', () => {
  const { page } = meetRequest({ scenario: 'documents', mode: 'threads+lock', story: true }, documents, kept);
  expect(page).toMatchObject({
    engine: 'model',
    machine: INITIAL_MACHINE,
    seed: 1,
    predict: false,
    story: true,
  });
  expect(page.theme).toBe('projector');
});

it('shows the mode beside those that are asked for, or alone', () => {
  const modesOf = (beside?: readonly string[]): readonly string[] => {
    const request = { scenario: 'documents', mode: 'threads+lock', ...(beside && { beside }) };
    return meetRequest(request, documents, kept).page.modes.map(modeKey);
  };
  expect(modesOf([])).toEqual(['threads+lock']);
  expect(modesOf(['processes', 'sync'])).toEqual(['sync', 'threads+lock', 'processes']);
  expect(modesOf()).toEqual(['threads+lock']);
});

it('has an address that opens the same modes in the same engine', () => {
  const request = { scenario: 'documents', mode: 'threads+lock', beside: ['sync'], story: true };
  const { state, problems } = parsePageState(queryOfRequest(request), documents);
  const { page } = meetRequest(request, documents, kept);
  expect(problems).toEqual([]);
  expect(state.modes).toEqual(page.modes);
  expect([state.engine, state.story]).toEqual(['model', true]);
});

it('has an address that opens at the same time, once the run has told it', () => {
  const request = { scenario: 'documents', mode: 'sync', moment: { event: 'wait', actor: 'doc 2' } } as const;
  const { page } = meetRequest(request, documents, kept);
  const { state } = parsePageState(queryOfRequest(request, page.time), documents);
  expect(state.time).toBe(10);
  expect(state.modes).toEqual(page.modes);
  expect(queryOfRequest(request)).not.toContain('t=');
});
