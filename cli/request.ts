import { createFileReader } from '../src/io/import-file.ts';
import type { ImportedRun } from '../src/io/imported-run.ts';
import { type PageState, parsePageState } from '../src/io/page-state.ts';
import { isDecimal } from '../src/io/page-values.ts';
import { formatQuery, type QueryPair } from '../src/io/query-string.ts';
import type { Scenario } from '../src/program/scenario.ts';
import { catalogue, entryById, loadScenario } from '../src/scenarios/catalogue.ts';
import { PICTURE_THEMES, type PictureTheme } from '../src/stage/picture/picture-colours.ts';
import { suggestion } from './suggestion.ts';

/** What is wrong with a command line, in words for the terminal. */
export class UsageError extends Error {}

/** What `interleave` is asked to do. */
export type Request =
  | { readonly command: 'help' }
  | { readonly command: 'list'; readonly json: boolean }
  | { readonly command: 'simulate'; readonly workload: Workload; readonly json: boolean }
  | { readonly command: 'render'; readonly source: Workload | TraceFile; readonly picture: PictureRequest };

/** A workload of the catalogue as it is to be run. */
export interface Workload {
  readonly kind: 'workload';
  readonly title: string;
  readonly scenario: Scenario;
  readonly page: PageState;
}

/** Runs that were read from a file. */
export interface TraceFile {
  readonly kind: 'file';
  readonly title: string;
  readonly runs: readonly ImportedRun[];
  /** Whether the task that starts the others has no lane of its own, as in the workload that the runs are of. */
  readonly hidesMain: boolean;
  /** Sentences about what of the file is not shown, or not as it stands there. */
  readonly notices: readonly string[];
}

export interface PictureRequest {
  readonly out: string;
  /** In pixels. */
  readonly width: number;
  readonly theme: PictureTheme;
  /** One picture for each step instead of one. */
  readonly steps: boolean;
  /** Where the playhead stands: in program seconds, or in steps of a schedule; `null` for nowhere. */
  readonly at: number | null;
  /** Where the run can be seen moving; `null` for nowhere. */
  readonly address: string | null;
}

/** Gives the content of a file. */
type ReadFile = (name: string) => Uint8Array;

/** The options that are not parameters of the page. */
const OWN = ['mode', 'at', 'json', 'steps', 'out', 'width', 'theme', 'address', 'help'];

/** Parameters of the page that mean nothing without it, and what to say instead. */
const OF_PAGE: Readonly<Record<string, string>> = {
  scenario: 'Name the workload behind the command.',
  modes: 'Say --mode.',
  t: 'Say --at.',
  engine: 'Runs are modelled here.',
  unit: 'Runs are modelled here, in no time.',
  autoplay: 'It is of the page alone.',
  predict: 'It is of the page alone.',
  story: 'It is of the page alone.',
};

const WIDTH = { initial: 1200, min: 320, max: 8000 };

/**
 * Reads a command line. Parameters have the names that links give them: `--tasks 3 --cores 4 --seed 2`.
 *
 * @param args without the program's own name.
 * @throws UsageError for what cannot be done, saying what to write instead.
 */
export async function readRequest(args: readonly string[], readFile: ReadFile): Promise<Request> {
  const { words, values } = wordsAndValues(args);
  const [command = 'help', id, surplus] = words;
  if (values.has('help')) return { command: 'help' };
  switch (command) {
    case 'help':
      return { command };
    case 'list':
      refuseSurplus(command, id, values);
      return { command, json: values.has('json') };
    case 'simulate':
      refuseSurplus(command, surplus, values);
      return { command, workload: await workloadOf(id, values), json: values.has('json') };
    case 'render': {
      refuseSurplus(command, surplus, values);
      const isFile = id?.endsWith('.json') === true;
      const source = await (isFile ? traceFileOf(id, values, readFile) : workloadOf(id, values));
      return { command, source, picture: pictureOf(values) };
    }
    default:
      throw new UsageError(`There is no command “${command}”. There are: list, simulate, render, help.`);
  }
}

/** The options of each command that are not parameters of the page. */
const TAKEN = {
  list: ['json'],
  simulate: ['mode', 'json'],
  render: ['mode', 'at', 'steps', 'out', 'width', 'theme', 'address'],
};

/** Refuses a word too many, and options that would be passed over: somebody expects something of them. */
function refuseSurplus(
  command: keyof typeof TAKEN,
  word: string | undefined,
  values: ReadonlyMap<string, string>,
): void {
  if (word !== undefined) throw new UsageError(`“${word}” is a word too many.`);
  const own = command === 'list' ? [...values.keys()] : OWN;
  const surplus = own.find((name) => values.has(name) && !TAKEN[command].includes(name));
  if (surplus !== undefined) throw new UsageError(`interleave ${command} takes no --${surplus}.`);
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
    const argument = args[index] === '-h' ? '--help' : (args[index] ?? '');
    const [, name, value] = /^--([^=]+)(?:=(.*))?$/s.exec(argument) ?? [];
    if (name !== undefined && values.has(name)) throw new UsageError(`--${name} is given more than once.`);
    if (name !== undefined && value !== undefined && SWITCHES.includes(name)) {
      throw new UsageError(`--${name} takes no value.`);
    }
    if (name === undefined) words.push(argument);
    else if (value !== undefined || SWITCHES.includes(name)) values.set(name, value ?? '');
    else if (index + 1 < args.length) values.set(name, args[++index] ?? '');
    else throw new UsageError(`--${name} needs a value.`);
  }
  return { words, values };
}

const idsOfWorkloads = (): readonly string[] =>
  catalogue.filter(({ kind }) => kind === 'workload').map(({ id }) => id);

/** What a link would say of a value that it cannot have, without what the page does then: here nothing is done. */
const withoutRemedy = (problem: string): string => problem.replace(/; [^;]*\.$/, '.');

async function workloadOf(id: string | undefined, values: ReadonlyMap<string, string>): Promise<Workload> {
  if (id === undefined) throw new UsageError('Which workload? `interleave list` names them all.');
  const scenario = await loadScenario(id);
  const entry = entryById(id);
  if (!scenario || !entry) {
    const meant = suggestion(id, idsOfWorkloads());
    throw new UsageError(`“${id}” is not in the catalogue.${meant} \`interleave list\` names all workloads.`);
  }
  const pairs: QueryPair[] = [...values]
    .filter(([name]) => !OWN.includes(name))
    .map(([name, value]) => ({ name, value }));
  for (const { name } of pairs) {
    const instead = Object.hasOwn(OF_PAGE, name) ? OF_PAGE[name] : undefined;
    if (instead !== undefined) throw new UsageError(`There is no --${name}. ${instead}`);
  }
  const mode = values.get('mode');
  if (mode !== undefined) pairs.push({ name: 'modes', value: mode });
  pairs.push({ name: 'engine', value: 'model' });
  const { state, problems } = parsePageState(formatQuery(pairs), scenario);
  if (problems.length > 0) throw new UsageError(problems.map(withoutRemedy).join('\n'));
  return { kind: 'workload', title: entry.title, scenario, page: state };
}

async function traceFileOf(
  name: string,
  values: ReadonlyMap<string, string>,
  readFile: ReadFile,
): Promise<TraceFile> {
  const surplus = [...values.keys()].find((option) => !OWN.includes(option) || option === 'mode');
  if (surplus !== undefined) {
    throw new UsageError(`--${surplus} is for a workload that is run; the runs of a file are as they are.`);
  }
  const title = name.replace(/^.*[/\\]/, '').replace(/(?:\.trace-events|\.trace)?\.json$/i, '');
  const reader = createFileReader(title, (bytes) => new TextDecoder().decode(bytes));
  const result = reader.push(readFile(name)) ?? reader.finish();
  if (result.kind === 'problem') throw new UsageError(`${name} cannot be read. ${result.problem}`);
  const { runs, notices } = result;
  const [first] = runs;
  const known = first?.stated ? await loadScenario(first.trace.scenario) : null;
  return { kind: 'file', title, runs, hidesMain: known?.hidesMain ?? false, notices };
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
  const at = values.get('at');
  const steps = values.has('steps');
  if (at !== undefined && (!isDecimal(at) || Number(at) < 0))
    throw new UsageError('--at takes a time: --at 2.5');
  if (at !== undefined && steps)
    throw new UsageError('--at is one picture, and --steps is one of each step: not both.');
  const address = values.get('address') ?? null;
  // It becomes a link in the picture, which a script must not be.
  if (address !== null && !/^https?:\/\//.test(address))
    throw new UsageError('--address takes where the run can be seen: --address https://your.host/?…');
  return { out, width, theme, steps, at: at === undefined ? null : Number(at), address };
}
