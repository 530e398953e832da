import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seconds } from '../../src/base/units.ts';
import {
  AUTOPLAYS,
  CONTROLS,
  EMBED_VERSION,
  type EmbedState,
  formatEmbedState,
  initialEmbedState,
  parseEmbedState,
  RESERVED_NAMES,
  VIEWS,
} from '../../src/io/embed-state.ts';
import { initialPageState, parsePageState } from '../../src/io/page-state.ts';
import { SPEEDS } from '../../src/io/playback.ts';
import type { Scenario } from '../../src/program/scenario.ts';
import { documents } from '../../src/scenarios/documents.ts';
import { arbitraryPageState, arbitrarySearch, scenarios } from './arbitrary-page-state.ts';

const parse = (search: string) => parseEmbedState(search, documents);

const initial = initialEmbedState(initialPageState(documents));

const scenarioOf = ({ page }: EmbedState): Scenario =>
  scenarios.find(({ id }) => id === page.scenario) ?? documents;

const arbitraryTime = fc.double({ min: 0, max: 1e6, noNaN: true }).map((time) => seconds(time + 0));

const arbitraryRange = fc.oneof(
  fc.constant({ start: null, end: null }),
  fc.record({ start: arbitraryTime, end: fc.constant(null) }),
  fc.record({ start: fc.constant(null), end: arbitraryTime }),
  fc
    .tuple(arbitraryTime, arbitraryTime)
    .filter(([one, other]) => one !== other)
    .map(([one, other]) => ({
      start: seconds(Math.min(one, other)),
      end: seconds(Math.max(one, other)),
    })),
);

const arbitraryEmbedState: fc.Arbitrary<EmbedState> = fc
  .record({
    page: arbitraryPageState.map((page) => ({ ...page, autoplay: false })),
    controls: fc.constantFrom(...CONTROLS),
    autoplay: fc.constantFrom(...AUTOPLAYS),
    range: arbitraryRange,
    step: fc.option(fc.nat(1e6)),
    speed: fc.constantFrom(...SPEEDS),
    loop: fc.boolean(),
    code: fc.boolean(),
    view: fc.constantFrom(...VIEWS),
  })
  .map(({ range, ...state }) => ({ ...state, ...range }));

function expectValid(state: EmbedState): void {
  expect(CONTROLS).toContain(state.controls);
  expect(AUTOPLAYS).toContain(state.autoplay);
  expect(VIEWS).toContain(state.view);
  expect(SPEEDS).toContain(state.speed);
  expect(typeof state.loop).toBe('boolean');
  expect(typeof state.code).toBe('boolean');
  for (const time of [state.start, state.end]) {
    if (time !== null) expect(Number.isFinite(time) && time >= 0).toBe(true);
  }
  if (state.start !== null && state.end !== null) expect(state.start).toBeLessThan(state.end);
  if (state.step !== null) expect(Number.isInteger(state.step) && state.step >= 0).toBe(true);
  expect(state.page.autoplay).toBe(false);
}

describe('parseEmbedState', () => {
  it('opens a frame with all controls, at rest, where nothing is said', () => {
    expect(parse('')).toEqual({ state: initial, problems: [] });
    expect(initial).toMatchObject({ controls: 'full', autoplay: '0', code: false, view: 'stage' });
  });

  it('reads what is said of the frame and of the page', () => {
    const { state, problems } = parse(
      '?v=1&modes=sync,async&engine=model&theme=dark&predict=1&t=2&controls=min&autoplay=visible' +
        '&start=1.5&end=4&step=12&speed=0.5&loop=1&code=1&view=print',
    );
    expect(problems).toEqual([]);
    expect(state).toMatchObject({
      controls: 'min',
      autoplay: 'visible',
      start: 1.5,
      end: 4,
      step: 12,
      speed: 0.5,
      loop: true,
      code: true,
      view: 'print',
    });
    expect(state.page).toEqual({
      ...parsePageState('?modes=sync,async&engine=model&theme=dark&predict=1&t=2', documents).state,
      autoplay: false,
    });
  });

  it.each([
    ['controls=all', { controls: 'full' }, 'controls'],
    ['autoplay=true', { autoplay: '0' }, 'autoplay'],
    ['start=soon', { start: null }, 'start'],
    ['end=-1', { end: 0 }, 'end'],
    ['step=2.5', { step: 3 }, 'step'],
    ['step=x', { step: null }, 'step'],
    ['speed=3', { speed: 4 }, 'speed'],
    ['speed=0', { speed: 1 }, 'speed'],
    ['speed=-2', { speed: 1 }, 'speed'],
    [`speed=${'9'.repeat(400)}`, { speed: 8 }, 'speed'],
    ['loop=yes', { loop: false }, 'loop'],
    ['code=2', { code: false }, 'code'],
    ['view=<script>', { view: 'stage' }, 'view'],
    ['v=2', { controls: 'full' }, 'v'],
    ['start=5&end=2', { start: null, end: null }, 'start'],
    ['start=5&end=5', { start: null, end: null }, 'start'],
    ['loop=1&loop=0', { loop: true }, '“loop”'],
    ['colour=red', {}, '“colour”'],
  ])('falls back and says so: %s', (query, expected, name) => {
    const { state, problems } = parse(`?${query}`);
    expect(state).toMatchObject(expected);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} .*; .+\\.$`));
  });

  it('gives a state that can be shown, and sentences, whatever the string', () => {
    const names = [...RESERVED_NAMES, 'tasks', '__proto__'];
    const values = ['0', '1', '-1', '1e400', 'visible', 'none', 'print', 'NaN', '%', '%E0%A4%A'];
    fc.assert(
      fc.property(arbitrarySearch(names, values), (search) => {
        const { state, problems } = parse(search);
        expectValid(state);
        for (const problem of problems) expect(problem).toMatch(/; .+\.$/s);
      }),
      { numRuns: 400 },
    );
  });
});

describe('formatEmbedState', () => {
  it('says its version, and what differs from the initial state', () => {
    expect(formatEmbedState(initial, documents, documents.id)).toBe(`?v=${EMBED_VERSION}`);
    expect(
      formatEmbedState({ ...initial, controls: 'none', start: seconds(1), loop: true }, documents, 'other'),
    ).toBe('?v=1&scenario=documents&controls=none&start=1&loop=1');
  });

  it('is read back to the same state, with nothing to complain of', () => {
    fc.assert(
      fc.property(arbitraryEmbedState, (state) => {
        const scenario = scenarioOf(state);
        const query = formatEmbedState(state, scenario, documents.id);
        expect(parseEmbedState(query, scenario)).toEqual({ state, problems: [] });
      }),
      { numRuns: 500 },
    );
  });
});
