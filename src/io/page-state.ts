import { type Seconds, seconds } from '../base/units.ts';
import { type Mode, modeKey } from '../program/modes.ts';
import type { ParameterValues } from '../program/program.ts';
import {
  initialValues,
  type NumberParameter,
  type ParameterTable,
  type Scenario,
} from '../program/scenario.ts';
import { INITIAL_MACHINE, type MachineSettings } from '../runtime/settings.ts';
import { formatModes, initialModes, readModes } from './page-modes.ts';
import { formatSchedule, MOST_STEPS, type PageSchedule, readSchedule } from './page-schedule.ts';
import {
  formatValue,
  isDecimal,
  quote,
  type Reading,
  readChoice,
  readNumber,
  readParameter,
  readSwitch,
} from './page-values.ts';
import { formatQuery, parseQuery, type QueryPair } from './query-string.ts';

/** What makes a run: real workers, or the simulator. */
export const ENGINES = ['live', 'model'] as const;
export type Engine = (typeof ENGINES)[number];

/** The themes; `auto` is dark or light as the system has it. */
export const THEMES = ['auto', 'light', 'dark', 'projector'] as const;
export type Theme = (typeof THEMES)[number];

/** What a link says of the page. */
export interface PageState {
  /** The id of a scenario of the catalogue. */
  readonly scenario: string;
  /** At least one mode that the scenario offers; in its order, none twice. */
  readonly modes: readonly Mode[];
  readonly engine: Engine;
  /** Live runs: real seconds per program second. */
  readonly unit: number;
  /** Whether the page runs the scenario as soon as it is opened. */
  readonly autoplay: boolean;
  readonly seed: number;
  /** The value of each of the scenario's parameters. */
  readonly parameters: ParameterValues;
  readonly machine: MachineSettings;
  /** Where the playhead is; `null` when the link does not say. */
  readonly time: Seconds | null;
  readonly theme: Theme;
  /** Whether the reader is asked to predict the run before anything of it is shown. */
  readonly predict: boolean;
  /** Whether the lanes carry the names of the scenario's everyday story, where it has one. */
  readonly story: boolean;
  /**
   * Which mode follows a schedule instead of being run, and how it goes; `null` where all are run. It is kept while that mode
   * is off, and is not in the address meanwhile.
   */
  readonly schedule: PageSchedule | null;
}

/** Real seconds per program second, for workloads that wait. */
export const UNIT: NumberParameter = {
  kind: 'number',
  label: 'unit',
  unit: 's',
  initial: 0.2,
  min: 0.01,
  max: 10,
  step: 0.01,
};

/** Computing takes the time it takes, so that its program seconds are real ones unless the reader asks otherwise. */
const COMPUTING_UNIT: NumberParameter = { ...UNIT, initial: 1 };

/** The unit as a scenario has it when it is first opened. */
const unitOf = (scenario: Scenario): NumberParameter => (scenario.computes ? COMPUTING_UNIT : UNIT);

/** The seed of the model's choices: the 32 bits that `createRandom` takes. */
export const SEED: NumberParameter = {
  kind: 'integer',
  label: 'seed',
  initial: 1,
  min: 0,
  max: 0xffff_ffff,
  step: 1,
};

/** The machine's settings by the names that links carry; the switch interval in seconds, as `sys.setswitchinterval`. */
export const MACHINE_PARAMETERS = {
  cores: { kind: 'integer', label: 'cores', initial: INITIAL_MACHINE.cores, min: 1, max: 64, step: 1 },
  gil: { kind: 'switch', label: 'GIL', initial: INITIAL_MACHINE.gil },
  'switch-interval': {
    kind: 'number',
    label: 'switch interval',
    unit: 's',
    initial: INITIAL_MACHINE.switchInterval,
    min: 0.0001,
    max: 1,
    step: 0.001,
  },
} as const satisfies ParameterTable;

const PLAYHEAD: NumberParameter = {
  kind: 'number',
  label: 'time',
  initial: 0,
  min: 0,
  max: 1e9,
  step: 0.001,
};

const OWN_NAMES = [
  'scenario',
  'modes',
  'lock',
  'engine',
  'unit',
  'autoplay',
  'predict',
  'seed',
  't',
  'theme',
  'story',
  'schedule',
];

/** The names that the page itself gives a meaning in links. */
export const PAGE_NAMES: readonly string[] = [...OWN_NAMES, ...Object.keys(MACHINE_PARAMETERS)];

/** The page as the scenario opens when nothing is said about it. */
export function initialPageState(scenario: Scenario): PageState {
  return {
    scenario: scenario.id,
    modes: initialModes(scenario),
    engine: 'live',
    unit: unitOf(scenario).initial,
    autoplay: true,
    seed: SEED.initial,
    parameters: initialValues(scenario.parameters),
    machine: INITIAL_MACHINE,
    time: null,
    theme: 'auto',
    predict: false,
    story: false,
    schedule: null,
  };
}

/** The first value of each name, and a sentence for each name given again. */
function collect(pairs: readonly QueryPair[], problems: string[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const { name, value } of pairs) {
    if (!values.has(name)) values.set(name, value);
    else problems.push(`${quote(name)} is given more than once; the first value is used.`);
  }
  return values;
}

/**
 * Reads which entry of the catalogue an address asks for: its id, and a sentence where it names none that there is.
 *
 * @param ids what the catalogue has; the first is what a link without `scenario` means.
 * @throws RangeError when there is none.
 */
export function readScenarioId(
  search: string,
  ids: readonly string[],
): { readonly id: string; readonly problem: string | null } {
  const first = ids[0];
  if (first === undefined) throw new RangeError('The catalogue is empty.');
  const asked = collect(parseQuery(search), []).get('scenario') ?? first;
  if (ids.includes(asked)) return { id: asked, problem: null };
  return {
    id: first,
    problem: `scenario is ${quote(asked)}, which is not in the catalogue; ${first} is used.`,
  };
}

/**
 * Reads the page's state from the query of its address, with or without the `?`.
 *
 * Every string gives a state that can be shown. What is unknown or malformed falls back to its initial value, a number
 * out of bounds to the nearest bound, and `problems` says so: a sentence each, for the reader of the page.
 *
 * A page opened without any parameter plays at once; a link plays when it says `autoplay=1`.
 *
 * @param scenario the one that `readScenarioId` gives.
 */
export function parsePageState(
  search: string,
  scenario: Scenario,
): { readonly state: PageState; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const values = collect(parseQuery(search), problems);
  const read = <Value>(name: string, initial: Value, reader: (text: string) => Reading<Value>): Value => {
    const text = values.get(name);
    if (text === undefined) return initial;
    const { value, problem } = reader(text);
    if (problem !== null) problems.push(problem);
    return value;
  };

  const initial = initialPageState(scenario);
  const readTable = (table: ParameterTable): ParameterValues =>
    Object.fromEntries(
      Object.entries(table).map(([name, parameter]) => [
        name,
        read<number | boolean>(name, parameter.initial, (text) => readParameter(name, text, parameter)),
      ]),
    );

  const { modes, problems: modeProblems } = readModes(scenario, values.get('modes'), values.get('lock'));
  problems.push(...modeProblems);

  const isKnown = (name: string): boolean =>
    PAGE_NAMES.includes(name) || Object.hasOwn(scenario.parameters, name);
  const names = [...values.keys()];
  const autoplay = !names.some(isKnown);
  for (const name of names.filter((name) => !isKnown(name))) {
    problems.push(`${quote(name)} is not a parameter of ${scenario.id}; it is left out.`);
  }

  const { cores, gil } = MACHINE_PARAMETERS;
  const switchInterval = MACHINE_PARAMETERS['switch-interval'];
  return {
    state: {
      scenario: scenario.id,
      modes,
      engine: read('engine', initial.engine, (text) => readChoice('engine', text, ENGINES, initial.engine)),
      unit: read('unit', initial.unit, (text) => readNumber('unit', text, unitOf(scenario))),
      autoplay: read('autoplay', autoplay, (text) => readSwitch('autoplay', text, autoplay)),
      seed: read('seed', initial.seed, (text) => readNumber('seed', text, SEED)),
      parameters: readTable(scenario.parameters),
      machine: {
        cores: read('cores', cores.initial, (text) => readNumber('cores', text, cores)),
        gil: read('gil', gil.initial, (text) => readSwitch('gil', text, gil.initial)),
        switchInterval: read('switch-interval', switchInterval.initial, (text) =>
          readNumber('switch-interval', text, switchInterval),
        ),
      },
      time: read<Seconds | null>('t', null, (text) => {
        if (!isDecimal(text)) {
          return { value: null, problem: `t is ${quote(text)}, which is not a number; it is left out.` };
        }
        const { value, problem } = readNumber('t', text, PLAYHEAD);
        return { value: seconds(value), problem };
      }),
      theme: read('theme', initial.theme, (text) => readChoice('theme', text, THEMES, initial.theme)),
      predict: read('predict', initial.predict, (text) => readSwitch('predict', text, initial.predict)),
      story: read('story', initial.story, (text) => readSwitch('story', text, initial.story)),
      schedule: read<PageSchedule | null>('schedule', null, (text) => readSchedule(text, modes)),
    },
    problems,
  };
}

/**
 * Writes the page's state as the query of an address: only what differs from the initial state, always in the same
 * order; the empty string when nothing does. `parsePageState` reads it back to the same state.
 *
 * @param scenario the one of the state.
 * @param firstId what an address without `scenario` means.
 */
export function formatPageState(state: PageState, scenario: Scenario, firstId: string): string {
  const initial = initialPageState(scenario);
  const { cores, gil, switchInterval } = state.machine;
  const { schedule } = state;
  const isOn = state.modes.some((mode) => modeKey(mode) === schedule?.mode);
  const fits = schedule !== null && isOn && schedule.steps.length <= MOST_STEPS;
  const differing = (name: string, value: string, usual: string): QueryPair[] =>
    value === usual ? [] : [{ name, value }];
  const differingValues = (table: ParameterTable, values: ParameterValues): QueryPair[] =>
    Object.entries(table).flatMap(([name, parameter]) =>
      differing(name, formatValue(values[name] ?? parameter.initial), formatValue(parameter.initial)),
    );

  const before = [
    ...differing('scenario', scenario.id, firstId),
    ...formatModes(scenario, state.modes),
    ...differing('engine', state.engine, initial.engine),
    ...differing('unit', formatValue(state.unit), formatValue(initial.unit)),
  ];
  const after = [
    ...differing('seed', formatValue(state.seed), formatValue(initial.seed)),
    ...differingValues(scenario.parameters, state.parameters),
    ...differingValues(MACHINE_PARAMETERS, { cores, gil, 'switch-interval': switchInterval }),
    ...(fits ? [{ name: 'schedule', value: formatSchedule(schedule) }] : []),
    ...(state.time === null ? [] : [{ name: 't', value: formatValue(state.time) }]),
    ...differing('theme', state.theme, initial.theme),
    ...differing('story', formatValue(state.story), formatValue(initial.story)),
  ];
  const bare = before.length + after.length === 0;
  const autoplay = differing('autoplay', formatValue(state.autoplay), formatValue(bare));
  const predict = differing('predict', formatValue(state.predict), formatValue(initial.predict));
  return formatQuery([...before, ...autoplay, ...predict, ...after]);
}
