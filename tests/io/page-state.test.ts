import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seconds } from '../../src/base/units.ts';
import { RESERVED_NAMES } from '../../src/io/embed-state.ts';
import {
  ENGINES,
  formatPageState,
  initialPageState,
  MACHINE_PARAMETERS,
  type PageState,
  parsePageState,
  readScenarioId,
  SEED,
  THEMES,
  UNIT,
} from '../../src/io/page-state.ts';
import { modeKey } from '../../src/program/modes.ts';
import type { NumberParameter, Scenario } from '../../src/program/scenario.ts';
import { catalogue, loadScenario } from '../../src/scenarios/catalogue.ts';
import { documents } from '../../src/scenarios/documents.ts';
import { arbitraryPageState, arbitrarySearch, race, scenarios } from './arbitrary-page-state.ts';

const firstId = documents.id;

/** Reads an address as the page does: first which scenario, then the rest. */
function parse(search: string) {
  const { id, problem } = readScenarioId(
    search,
    scenarios.map((scenario) => scenario.id),
  );
  const { state, problems } = parsePageState(search, scenarioNamed(id));
  return { state, problems: problem === null ? problems : [problem, ...problems] };
}

const scenarioNamed = (id: string): Scenario => scenarios.find((scenario) => scenario.id === id) ?? documents;

const format = (state: PageState) => formatPageState(state, scenarioNamed(state.scenario), firstId);

const modesOf = (search: string) => parse(search).state.modes.map(modeKey);

function expectBetween(value: unknown, { min, max, kind }: NumberParameter): void {
  expect(value).toBeGreaterThanOrEqual(min);
  expect(value).toBeLessThanOrEqual(max);
  if (kind === 'integer') expect(Number.isInteger(value)).toBe(true);
}

function expectValid(state: PageState): void {
  const scenario = scenarios.find(({ id }) => id === state.scenario) as Scenario;
  expect(scenario).toBeDefined();
  const keys = state.modes.map(modeKey);
  const offered = scenario.modes.map((each) => modeKey(each.mode));
  expect(keys.length).toBeGreaterThan(0);
  expect(keys).toEqual(offered.filter((key) => keys.includes(key)));
  expect(ENGINES).toContain(state.engine);
  expect(THEMES).toContain(state.theme);
  expect(typeof state.autoplay).toBe('boolean');
  expectBetween(state.unit, UNIT);
  expectBetween(state.seed, SEED);
  expect(Object.keys(state.parameters)).toEqual(Object.keys(scenario.parameters));
  for (const [name, parameter] of Object.entries(scenario.parameters)) {
    if (parameter.kind === 'switch') expect(typeof state.parameters[name]).toBe('boolean');
    else expectBetween(state.parameters[name], parameter);
  }
  expectBetween(state.machine.cores, MACHINE_PARAMETERS.cores);
  expectBetween(state.machine.switchInterval, MACHINE_PARAMETERS['switch-interval']);
  expect(typeof state.machine.gil).toBe('boolean');
  if (state.time !== null) expect(state.time).toBeGreaterThanOrEqual(0);
  if (state.schedule !== null) expect(keys).toContain(state.schedule.mode);
}

describe('parsePageState', () => {
  it('gives the initial state of the first scenario for a bare page, which plays at once', () => {
    expect(parse('')).toEqual({ state: initialPageState(documents), problems: [] });
    expect(parse('?').state.autoplay).toBe(true);
  });

  it('reads everything a link can say', () => {
    const link =
      '?scenario=race&modes=sync,threads&lock=1&engine=model&unit=0.5&autoplay=1&seed=7&increments=20' +
      '&atomic=1&cores=4&gil=0&switch-interval=0.001&t=2.5&theme=projector&predict=1&story=1&schedule=threads+lock~1x3.2.0';
    const { state, problems } = parse(link);
    expect(problems).toEqual([]);
    expect(state).toEqual({
      scenario: 'race',
      modes: [
        { id: 'sync', lock: false },
        { id: 'threads', lock: true },
      ],
      engine: 'model',
      unit: 0.5,
      autoplay: true,
      seed: 7,
      parameters: { increments: 20, pause: 0.5, atomic: true },
      machine: { cores: 4, gil: false, switchInterval: 0.001 },
      time: 2.5,
      theme: 'projector',
      predict: true,
      story: true,
      schedule: { mode: 'threads+lock', steps: [1, 1, 1, 2, 0], isUnfinished: false },
    });
  });

  it('plays a link only when it says so', () => {
    expect(parse('?scenario=documents').state.autoplay).toBe(false);
    expect(parse('?scenario=documents&autoplay=1').state.autoplay).toBe(true);
    expect(parse('?autoplay=0').state.autoplay).toBe(false);
    expect(parse('?from=elsewhere').state.autoplay).toBe(true);
  });

  it.each([
    ['modes=threads', ['threads']],
    ['modes=threads&lock=0', ['threads']],
    ['modes=threads&lock=1', ['threads+lock']],
    ['modes=threads&lock=0,1', ['threads', 'threads+lock']],
    ['modes=threads&lock=1,0', ['threads', 'threads+lock']],
    ['modes=threads,sync,threads', ['sync', 'threads']],
    ['modes=async', ['async+lock']],
    ['modes=async+processes', ['async+processes']],
    ['modes=async%2Bprocesses', ['async+processes']],
    ['modes=threads,processes+lock', ['threads', 'processes+lock']],
    ['', ['sync', 'threads', 'processes+lock']],
    ['lock=1', ['sync', 'threads+lock', 'processes+lock']],
    ['lock=0', ['sync', 'threads', 'processes']],
  ])('reads the modes of %j', (query, keys) => {
    expect(modesOf(`?scenario=race&${query}`)).toEqual(keys);
    expect(parse(`?scenario=race&${query}`).problems).toEqual([]);
  });

  it.each([
    ['scenario=x', 'scenario is “x”, which is not in the catalogue; documents is used.'],
    ['modes=sync,thread', 'modes has “thread”, which documents does not offer; it is left out.'],
    ['modes=,', 'modes names none that documents offers; the ones it opens with are used.'],
    ['lock=yes', 'lock is “yes”, but takes 0, 1 or 0,1; it is left out.'],
    ['modes=sync&lock=1', 'lock is “1”, but none of these modes offers a lock; they are used without.'],
    ['engine=fast', 'engine is “fast”, but takes live or model; live is used.'],
    ['unit=0', 'unit is “0”, but goes from 0.01 to 10; 0.01 is used.'],
    ['unit=0x10', 'unit is “0x10”, which is not a number; 0.2 is used.'],
    ['unit=', 'unit is “”, which is not a number; 0.2 is used.'],
    ['unit=1e999', 'unit is “1e999”, but goes from 0.01 to 10; 10 is used.'],
    ['autoplay=maybe', 'autoplay is “maybe”, but takes 0 or 1; 0 is used.'],
    ['seed=-3', 'seed is “-3”, but goes from 0 to 4294967295; 0 is used.'],
    ['tasks=2.6', 'tasks is “2.6”, which is not a whole number; 3 is used.'],
    ['tasks=500', 'tasks is “500”, but goes from 1 to 100; 100 is used.'],
    ['cores=NaN', 'cores is “NaN”, which is not a number; 2 is used.'],
    ['gil=2', 'gil is “2”, but takes 0 or 1; 1 is used.'],
    ['t=soon', 't is “soon”, which is not a number; it is left out.'],
    ['schedule=sync', 'schedule is “sync”, which is not a schedule; it is left out.'],
    ['schedule=fast~1', 'schedule is “fast~1”, which is for a mode that is not on the page; it is left out.'],
    ['theme=pink', 'theme is “pink”, but takes auto, light, dark or projector; auto is used.'],
    ['increments=5', '“increments” is not a parameter of documents; it is left out.'],
    ['__proto__=5', '“__proto__” is not a parameter of documents; it is left out.'],
    ['seed=2&seed=3', '“seed” is given more than once; the first value is used.'],
    ['unit=%zz', 'unit is “%zz”, which is not a number; 0.2 is used.'],
  ])('says what is wrong with %j', (query, problem) => {
    expect(parse(`?${query}`).problems).toEqual([problem]);
    expectValid(parse(`?${query}`).state);
  });

  it('falls back to the value it says', () => {
    const { state } = parse('?unit=99&seed=2&seed=3&tasks=0&t=soon&modes=none,sync');
    expect(state).toMatchObject({ unit: 10, seed: 2, parameters: { tasks: 1, seconds: 5 }, time: null });
    expect(state.modes.map(modeKey)).toEqual(['sync']);
  });

  it('quotes at most forty characters, and never half of one', () => {
    const [problem] = parse(`?unit=${encodeURIComponent('🐍'.repeat(100))}`).problems;
    expect(problem).toBe(`unit is “${'🐍'.repeat(40)}…”, which is not a number; 0.2 is used.`);
  });

  it('never throws and always gives a valid state, whatever the string', () => {
    const names = [...RESERVED_NAMES, 'tasks', 'atomic', '__proto__'];
    const values = [
      'race',
      'sync,threads',
      'threads~1x2.0',
      'sync~9x9999',
      '1',
      '0,1',
      '-0',
      '1e400',
      'model',
      '%',
      '%E0%A4%A',
    ];
    fc.assert(
      fc.property(arbitrarySearch(names, values), (search) => {
        const { state, problems } = parse(search);
        expectValid(state);
        for (const problem of problems) expect(problem).toMatch(/; .+\.$/s);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('formatPageState', () => {
  it('says only what differs from the initial state, in one order', () => {
    expect(format(initialPageState(documents))).toBe('');
    expect(format({ ...initialPageState(documents), autoplay: false })).toBe('?autoplay=0');
    expect(
      format({
        ...initialPageState(race),
        theme: 'dark',
        modes: race.modes.filter(({ mode }) => mode.lock).map(({ mode }) => mode),
        parameters: { increments: 3, pause: 0.5, atomic: true },
        machine: { cores: 2, gil: false, switchInterval: 0.005 },
        time: seconds(1.5),
      }),
    ).toBe(
      '?scenario=race&modes=async,threads,processes&lock=1&autoplay=1&increments=3&atomic=1&gil=0&t=1.5&theme=dark',
    );
  });

  it('keeps the plus sign of a mode readable', () => {
    const modes = race.modes.filter(({ mode }) => mode.id === 'async+processes').map(({ mode }) => mode);
    expect(format({ ...initialPageState(race), autoplay: false, modes })).toBe(
      '?scenario=race&modes=async+processes',
    );
  });

  it('is read back to the same state, with nothing to complain of', () => {
    fc.assert(
      fc.property(arbitraryPageState, (state) => {
        expect(parse(format(state))).toEqual({ state, problems: [] });
      }),
      { numRuns: 500 },
    );
  });

  it('has no schedule of a mode that is off', () => {
    const schedule = { mode: 'async', steps: [1, 2], isUnfinished: false };
    expect(
      format({ ...initialPageState(documents), modes: [{ id: 'threads', lock: false }], schedule }),
    ).not.toContain('schedule');
  });

  it('writes a state without modes as the initial ones', () => {
    expect(format({ ...initialPageState(documents), modes: [] })).toBe('');
  });
});

describe('the catalogue', () => {
  it('calls no parameter by a name that the page itself reads', async () => {
    for (const { id } of catalogue) {
      const parameters = (await loadScenario(id))?.parameters ?? {};
      expect(Object.keys(parameters).filter((name) => RESERVED_NAMES.includes(name))).toEqual([]);
    }
  });
});
