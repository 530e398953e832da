import { type Seconds, seconds } from '../base/units.ts';
import type { NumberParameter, Scenario } from '../program/scenario.ts';
import { formatPageState, PAGE_NAMES, type PageState, parsePageState } from './page-state.ts';
import {
  formatValue,
  isDecimal,
  quote,
  type Reading,
  readChoice,
  readNumber,
  readSwitch,
} from './page-values.ts';
import { SPEEDS, type Speed } from './playback.ts';
import { formatQuery, parseQuery, type QueryPair } from './query-string.ts';

/** The version of what is said here: `v` in the address of a frame. */
export const EMBED_VERSION = 1;

/** Which controls a frame has: all, those of the playhead alone, or none. */
export const CONTROLS = ['full', 'min', 'none'] as const;
export type Controls = (typeof CONTROLS)[number];

/** When a frame starts by itself: never, when it is opened, or whenever it comes into view. */
export const AUTOPLAYS = ['0', '1', 'visible'] as const;
export type Autoplay = (typeof AUTOPLAYS)[number];

/** What a frame shows: the stage, or its final picture for paper. */
export const VIEWS = ['stage', 'print'] as const;
export type View = (typeof VIEWS)[number];

/** What the address of a frame says: the page in it, and how it stands in a slide. */
export interface EmbedState {
  /** The page. It never plays by itself: `autoplay` below says when the frame does. */
  readonly page: PageState;
  readonly controls: Controls;
  readonly autoplay: Autoplay;
  /** Where playing begins and ends, in program seconds; `null` for the start and the end of the run. */
  readonly start: Seconds | null;
  readonly end: Seconds | null;
  /** How many events have happened where the playhead rests; `null` where the address names no step. Wins over `t`. */
  readonly step: number | null;
  readonly speed: Speed;
  readonly loop: boolean;
  /** Whether the listing stands beside the lanes. */
  readonly code: boolean;
  readonly view: View;
}

const TIME: NumberParameter = { kind: 'number', label: 'time', initial: 0, min: 0, max: 1e9, step: 0.001 };

const STEP: NumberParameter = { kind: 'integer', label: 'step', initial: 0, min: 0, max: 1e9, step: 1 };

/** Reads the version: there is one. */
const readVersion = (text: string): Reading<number> => ({
  value: EMBED_VERSION,
  problem:
    text === String(EMBED_VERSION)
      ? null
      : `v is ${quote(text)}, but only version ${EMBED_VERSION} is known; it is read as that.`,
});

/** The names that mean something to a frame alone. `autoplay` is the page's too, but says more here. */
const EMBED_NAMES: readonly string[] = [
  'v',
  'controls',
  'autoplay',
  'start',
  'end',
  'step',
  'speed',
  'loop',
  'code',
  'view',
];

/** The names that page and frame give a meaning in addresses: no scenario may call a parameter so. */
export const RESERVED_NAMES: readonly string[] = [...PAGE_NAMES, ...EMBED_NAMES];

/** A frame as a page is put into it when nothing else is said. */
export const initialEmbedState = (page: PageState): EmbedState => ({
  page: { ...page, autoplay: false },
  controls: 'full',
  autoplay: '0',
  start: null,
  end: null,
  step: null,
  speed: 1,
  loop: false,
  code: false,
  view: 'stage',
});

/** The speed that is nearest to a number, by how many times as fast it is. */
const nearestSpeed = (stated: number): Speed => {
  const distance = (speed: Speed): number =>
    Math.abs(Math.log(speed) - Math.log(Math.min(stated, Number.MAX_VALUE)));
  return SPEEDS.reduce((nearest, speed) => (distance(speed) < distance(nearest) ? speed : nearest));
};

function readSpeed(text: string): Reading<Speed> {
  const stated = isDecimal(text) ? Number(text) : 0;
  if (!(stated > 0)) {
    return { value: 1, problem: `speed is ${quote(text)}, which is not a speed; 1 is used.` };
  }
  const value = nearestSpeed(stated);
  if (value === stated) return { value, problem: null };
  return { value, problem: `speed is ${quote(text)}, but takes ${SPEEDS.join(', ')}; ${value} is used.` };
}

function readOptional(name: string, text: string, parameter: NumberParameter): Reading<number | null> {
  if (!isDecimal(text)) {
    return { value: null, problem: `${name} is ${quote(text)}, which is not a number; it is left out.` };
  }
  return readNumber(name, text, parameter);
}

const inSeconds = (value: number | null): Seconds | null => (value === null ? null : seconds(value));

/**
 * Reads the state of a frame from the query of its address: the page's parameters, and those of `EMBED_NAMES`.
 *
 * Every string gives a state that can be shown; `problems` says in a sentence each what was not understood.
 *
 * @param scenario the one that `readScenarioId` gives.
 */
export function parseEmbedState(
  search: string,
  scenario: Scenario,
): { readonly state: EmbedState; readonly problems: readonly string[] } {
  const pairs = parseQuery(search);
  const own = new Map<string, string>();
  const problems: string[] = [];
  for (const { name, value } of pairs) {
    if (!EMBED_NAMES.includes(name)) continue;
    if (!own.has(name)) own.set(name, value);
    else problems.push(`${quote(name)} is given more than once; the first value is used.`);
  }
  const read = <Value>(name: string, initial: Value, reader: (text: string) => Reading<Value>): Value => {
    const text = own.get(name);
    if (text === undefined) return initial;
    const { value, problem } = reader(text);
    if (problem !== null) problems.push(problem);
    return value;
  };
  const page = parsePageState(formatQuery(pairs.filter(({ name }) => !EMBED_NAMES.includes(name))), scenario);
  const initial = initialEmbedState(page.state);
  read('v', EMBED_VERSION, readVersion);
  const start = inSeconds(read('start', null, (text) => readOptional('start', text, TIME)));
  const end = inSeconds(read('end', null, (text) => readOptional('end', text, TIME)));
  const isBackwards = start !== null && end !== null && start >= end;
  if (isBackwards) problems.push(`start is ${start}, but end is ${end}; both are left out.`);
  const state: EmbedState = {
    ...initial,
    controls: read('controls', initial.controls, (text) =>
      readChoice('controls', text, CONTROLS, initial.controls),
    ),
    autoplay: read('autoplay', initial.autoplay, (text) =>
      readChoice('autoplay', text, AUTOPLAYS, initial.autoplay),
    ),
    start: isBackwards ? null : start,
    end: isBackwards ? null : end,
    step: read('step', initial.step, (text) => readOptional('step', text, STEP)),
    speed: read('speed', initial.speed, readSpeed),
    loop: read('loop', initial.loop, (text) => readSwitch('loop', text, initial.loop)),
    code: read('code', initial.code, (text) => readSwitch('code', text, initial.code)),
    view: read('view', initial.view, (text) => readChoice('view', text, VIEWS, initial.view)),
  };
  return { state, problems: [...page.problems, ...problems] };
}

/**
 * Writes the state of a frame as the query of its address, the version first. `parseEmbedState` reads it back.
 *
 * @param scenario the one of the page.
 * @param firstId what an address without `scenario` means.
 */
export function formatEmbedState(state: EmbedState, scenario: Scenario, firstId: string): string {
  const initial = initialEmbedState(state.page);
  const differing = (name: string, value: string, usual: string): QueryPair[] =>
    value === usual ? [] : [{ name, value }];
  const optional = (name: string, value: number | null): QueryPair[] =>
    value === null ? [] : [{ name, value: formatValue(value) }];
  const page = parseQuery(formatPageState({ ...state.page, autoplay: false }, scenario, firstId));
  return formatQuery([
    { name: 'v', value: String(EMBED_VERSION) },
    ...page.filter(({ name }) => !EMBED_NAMES.includes(name)),
    ...differing('controls', state.controls, initial.controls),
    ...differing('autoplay', state.autoplay, initial.autoplay),
    ...optional('start', state.start),
    ...optional('end', state.end),
    ...optional('step', state.step),
    ...differing('speed', formatValue(state.speed), formatValue(initial.speed)),
    ...differing('loop', formatValue(state.loop), formatValue(initial.loop)),
    ...differing('code', formatValue(state.code), formatValue(initial.code)),
    ...differing('view', state.view, initial.view),
  ]);
}
