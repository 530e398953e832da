import { type PageState, parsePageState } from '../src/io/page-state.ts';
import { formatQuery, type QueryPair } from '../src/io/query-string.ts';
import type { Scenario } from '../src/program/scenario.ts';
import { entryById, loadScenario } from '../src/scenarios/catalogue.ts';
import { PICTURE_THEMES, type PictureTheme } from '../src/stage/picture/picture-colours.ts';

/** What is wrong with a command line, in words for the terminal. */
export class UsageError extends Error {}

/** What `interleave` is asked to do. */
export type Request =
  | { readonly command: 'help' }
  | { readonly command: 'list'; readonly json: boolean }
  | { readonly command: 'simulate'; readonly workload: Workload; readonly json: boolean }
  | { readonly command: 'render'; readonly workload: Workload; readonly picture: PictureRequest };

/** A workload of the catalogue as it is to be run. */
export interface Workload {
  readonly title: string;
  readonly scenario: Scenario;
  readonly page: PageState;
}

export interface PictureRequest {
  readonly out: string;
  /** In pixels. */
  readonly width: number;
  readonly theme: PictureTheme;
  /** One picture for each step instead of one. */
  readonly steps: boolean;
  /** Where the run can be seen moving; `null` for nowhere. */
  readonly address: string | null;
}

/** The options that are not parameters of the page. */
const OWN = ['mode', 'at', 'json', 'steps', 'out', 'width', 'theme', 'address', 'help'];

const WIDTH = { initial: 1200, min: 320, max: 8000 };

/**
 * Reads a command line. Parameters have the names that links give them: `--tasks 3 --cores 4 --seed 2`.
 *
 * @param args without the program's own name.
 * @throws UsageError for what cannot be done, saying what to write instead.
 */
export async function readRequest(args: readonly string[]): Promise<Request> {
  const { words, values } = wordsAndValues(args);
  const [command = 'help', id] = words;
  if (values.has('help')) return { command: 'help' };
  switch (command) {
    case 'help':
      return { command };
    case 'list':
      return { command, json: values.has('json') };
    case 'simulate':
      return { command, workload: await workloadOf(id, values), json: values.has('json') };
    case 'render':
      return { command, workload: await workloadOf(id, values), picture: pictureOf(values) };
    default:
      throw new UsageError(`There is no command “${command}”. There are: list, simulate, render, help.`);
  }
}

const SWITCHES = ['json', 'steps', 'help'];

/** The words of a command line and its options: `--name value`, `--name=value`, or a switch. */
function wordsAndValues(args: readonly string[]): {
  readonly words: readonly string[];
  readonly values: ReadonlyMap<string, string>;
} {
  const values = new Map<string, string>();
  const words: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const [, name, value] = /^--([^=]+)(?:=(.*))?$/s.exec(args[index] ?? '') ?? [];
    if (name === undefined) words.push(args[index] ?? '');
    else if (value !== undefined || SWITCHES.includes(name)) values.set(name, value ?? '');
    else if (index + 1 < args.length) values.set(name, args[++index] ?? '');
    else throw new UsageError(`--${name} needs a value.`);
  }
  return { words, values };
}

async function workloadOf(id: string | undefined, values: ReadonlyMap<string, string>): Promise<Workload> {
  if (id === undefined) throw new UsageError('Which workload? `interleave list` names them all.');
  const scenario = await loadScenario(id);
  const entry = entryById(id);
  if (!scenario || !entry) {
    throw new UsageError(`“${id}” is not in the catalogue. \`interleave list\` names all workloads.`);
  }
  const pairs: QueryPair[] = [...values]
    .filter(([name]) => !OWN.includes(name))
    .map(([name, value]) => ({ name, value }));
  const mode = values.get('mode');
  const at = values.get('at');
  if (mode !== undefined) pairs.push({ name: 'modes', value: mode });
  if (at !== undefined) pairs.push({ name: 't', value: at });
  pairs.push({ name: 'engine', value: 'model' });
  const { state, problems } = parsePageState(formatQuery(pairs), scenario);
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  return { title: entry.title, scenario, page: state };
}

function pictureOf(values: ReadonlyMap<string, string>): PictureRequest {
  const out = values.get('out');
  if (!out) throw new UsageError('Where to? Name a file: --out run.svg');
  if (!out.endsWith('.svg'))
    throw new UsageError(`${out} does not end in .svg, and only SVG can be written.`);
  const width = Number(values.get('width') ?? WIDTH.initial);
  if (!(width >= WIDTH.min && width <= WIDTH.max)) {
    throw new UsageError(`--width takes pixels from ${WIDTH.min} to ${WIDTH.max}.`);
  }
  const theme = PICTURE_THEMES.find((name) => name === (values.get('theme') ?? 'light'));
  if (!theme) throw new UsageError(`--theme is one of ${PICTURE_THEMES.join(', ')}.`);
  return { out, width, theme, steps: values.has('steps'), address: values.get('address') ?? null };
}
