import { assertNever } from '../base/assert-never.ts';
import { countText } from '../base/count-text.ts';
import type { Comparison } from '../trace/compare/compare.ts';
import type { SettingDifference } from '../trace/compare/compared-settings.ts';
import type { Aspect, Difference, FigureDifference, TextDifference } from '../trace/compare/difference.ts';
import type { ParameterValue } from '../trace/trace.ts';

/** What a run is compared with. */
export type Reference = 'model' | 'before';

/** One difference as text, for a table and for a list. */
export interface DifferenceInWords {
  /** What it is about. */
  readonly label: string;
  /** What the run that is shown has, and what it is compared with. */
  readonly to: string;
  readonly from: string;
  /** With its sign; empty for what is no figure. */
  readonly change: string;
  /** All of it. */
  readonly sentence: string;
}

interface ReferenceWords {
  readonly name: string;
  /** `where the model has` 0.20 s. */
  readonly where: string;
  readonly printed: string;
  readonly does: string;
}

const REFERENCES: Readonly<Record<Reference, ReferenceWords>> = {
  model: {
    name: 'the model',
    where: 'where the model has',
    printed: 'the model prints',
    does: 'the model does',
  },
  before: {
    name: 'the run before',
    where: 'where the run before had',
    printed: 'the run before printed',
    does: 'the run before did',
  },
};

const LABELS: Readonly<Record<Aspect, string>> = {
  error: 'Error',
  variable: 'Value of',
  'jobs-finished': 'Jobs finished',
  'jobs-failed': 'Jobs failed',
  'jobs-cancelled': 'Jobs cancelled',
  lines: 'Lines printed',
  order: 'Order of lines',
  elapsed: 'Elapsed',
  'process-start': 'Start-up of processes',
  'thread-start': 'Start-up of threads',
  running: 'Running',
  'running-or-core': 'Running or waiting for a core',
  core: 'Waiting for a core',
  gil: 'Waiting for the GIL',
  lock: 'Blocked on',
  sleep: 'Waiting: sleep, network, disk',
  queue: 'Waiting for a queue',
  'ready-queue': 'In the ready queue',
  pool: 'Waiting for a worker of the pool',
  'median-latency': 'Median latency',
  'worst-latency': 'Worst latency',
  processes: 'Processes',
  threads: 'Threads',
  tasks: 'Tasks',
  jobs: 'Jobs',
  'gil-turns': 'Hand-overs of the GIL',
  'context-switches': 'Context switches of cores',
  bytes: 'Bytes sent between processes',
};

/** What it is about: `Blocked on print_lock`. */
const labelOf = ({ kind, subject }: Difference): string =>
  subject === null ? LABELS[kind] : `${LABELS[kind]} ${subject}`;

/** The one place where differences are put into words. */
export function differenceInWords(difference: Difference, reference: Reference): DifferenceInWords {
  const words = REFERENCES[reference];
  if (difference.measure === 'text') {
    return {
      label: labelOf(difference),
      to: difference.to ?? 'none',
      from: difference.from ?? 'none',
      change: '',
      sentence: textSentence(difference, words),
    };
  }
  const write = writerFor(difference);
  const to = write(difference.to);
  const from = write(difference.from);
  const mostly = difference.mostly === null ? '' : `, mostly by ${difference.mostly}`;
  return {
    label: labelOf(difference),
    to,
    from,
    change: `${difference.difference < 0 ? '−' : '+'}${write(Math.abs(difference.difference))}`,
    sentence: `${figureOf(difference, to)}, ${words.where} ${from}${mostly}.`,
  };
}

const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many);

/** A figure and what it is: `0.31 s start-up of 4 processes`. */
function figureOf(difference: FigureDifference, figure: string): string {
  const { kind, subject, to, actors } = difference;
  const count = actors.to.length;
  const inAll = count > 1 ? ' in all' : '';
  switch (kind) {
    case 'elapsed':
      return `${figure} elapsed`;
    case 'process-start':
      return `${figure} start-up of ${count} ${plural(count, 'process', 'processes')}`;
    case 'thread-start':
      return `${figure} start-up of ${count} ${plural(count, 'thread', 'threads')}`;
    case 'running':
      return `${figure} running${inAll}`;
    case 'running-or-core':
      return `${figure} running or waiting for a core${inAll}`;
    case 'core':
      return `${figure} waiting for a core${inAll}`;
    case 'gil':
      return `${figure} waiting for the GIL${inAll}`;
    case 'lock':
      return `${figure} blocked on ${subject}${inAll}`;
    case 'sleep':
      return `${figure} waiting for sleep, network or disk${inAll}`;
    case 'queue':
      return `${figure} waiting for a queue${inAll}`;
    case 'ready-queue':
      return `${figure} in the event loop’s ready queue${inAll}`;
    case 'pool':
      return `${figure} waiting for a worker of the pool${inAll}`;
    case 'median-latency':
      return `${figure} median latency`;
    case 'worst-latency':
      return `${figure} worst latency`;
    case 'jobs-finished':
      return `${figure} ${plural(to, 'job', 'jobs')} finished`;
    case 'jobs-failed':
      return `${figure} ${plural(to, 'job', 'jobs')} failed`;
    case 'jobs-cancelled':
      return `${figure} ${plural(to, 'job', 'jobs')} cancelled`;
    case 'processes':
      return `${figure} ${plural(to, 'process', 'processes')}`;
    case 'threads':
      return `${figure} ${plural(to, 'thread', 'threads')}`;
    case 'tasks':
      return `${figure} ${plural(to, 'task', 'tasks')}`;
    case 'jobs':
      return `${figure} ${plural(to, 'job', 'jobs')}`;
    case 'gil-turns':
      return `${figure} ${plural(to, 'hand-over', 'hand-overs')} of the GIL`;
    case 'context-switches':
      return `${figure} context ${plural(to, 'switch', 'switches')} of the cores`;
    case 'bytes':
      return `${figure} sent between processes`;
    case 'error':
    case 'variable':
    case 'lines':
    case 'order':
      return figure;
    default:
      return assertNever(kind);
  }
}

function textSentence({ kind, subject, from, to }: TextDifference, reference: ReferenceWords): string {
  const { where, printed, does } = reference;
  switch (kind) {
    case 'error':
      if (to === null) return `It ends without an error, ${where} ${from}.`;
      return `It ends by ${to}, ${where} ${from ?? 'no error'}.`;
    case 'variable':
      return `${subject} is ${to ?? 'never touched'}, ${where} ${from ?? 'none'}.`;
    case 'order':
      return `Lines come in another order: first ${to}, ${where} ${from}.`;
    default:
      if (to === null) return `It does not print ${from}, as ${does}.`;
      return from === null ? `Only it prints ${to}.` : `It prints ${to}, where ${printed} ${from}.`;
  }
}

/** Below so many seconds a time is written in milliseconds. */
const SHORT = 0.1;

const inMilliseconds = (time: number): string => `${(time * 1000).toFixed(time < 0.01 ? 2 : 1)}\u00a0ms`;
const inSeconds = (time: number): string => `${time.toFixed(2)}\u00a0s`;
const timeWriter = (largest: number): ((time: number) => string) =>
  largest < SHORT ? inMilliseconds : inSeconds;

/** How the figures of a difference are written: all in one unit. */
function writerFor({ measure, from, to }: FigureDifference): (figure: number) => string {
  switch (measure) {
    case 'time':
      return timeWriter(Math.max(from, to));
    case 'bytes':
      return Math.max(from, to) < 1000
        ? (bytes) => `${Math.round(bytes)}\u00a0B`
        : (bytes) => `${(bytes / 1000).toFixed(1)}\u00a0kB`;
    case 'count':
      return countText;
    default:
      return assertNever(measure);
  }
}

/** What the page calls a setting, and the unit that it has, if any. */
export interface SettingWords {
  readonly label: string;
  readonly unit?: string;
}

/** A setting's value with its unit. Small times are in milliseconds, as the switch interval is where it is set. */
function valueInWords(value: ParameterValue | null, unit: string | undefined): string {
  if (typeof value !== 'number') {
    return value === null ? 'none' : value === true ? 'on' : value === false ? 'off' : value;
  }
  if (unit === 's' && value !== 0 && Math.abs(value) < SHORT) {
    return `${Number((value * 1000).toPrecision(12))}\u00a0ms`;
  }
  return unit ? `${value}\u00a0${unit}` : String(value);
}

/** The settings that the other run had: `cores 2, seed 1`; empty where they are the same. */
export const settingsOfReference = (
  settings: readonly SettingDifference[],
  wordsOf: (name: string) => SettingWords,
): string =>
  settings
    .map(({ name, from }) => {
      const { label, unit } = wordsOf(name);
      return `${label} ${valueInWords(from, unit)}`;
    })
    .join(', ');

/** What the two runs were set to otherwise, in a sentence; `null` where that is nothing. */
export function settingsInWords(
  settings: readonly SettingDifference[],
  reference: Reference,
  wordsOf: (name: string) => SettingWords,
): string | null {
  if (settings.length === 0) return null;
  const { name: other } = REFERENCES[reference];
  const said = settings.map(({ name, from, to }, index) => {
    const of = index === 0 ? `${other}: ` : '';
    const { label, unit } = wordsOf(name);
    return `${label} ${valueInWords(to, unit)} (${of}${valueInWords(from, unit)})`;
  });
  return `Set otherwise: ${said.join(', ')}.`;
}

/** Sums up what is not told. */
export function remainderInWords({ differences, leftOut, share, seconds, onlyTimes }: Comparison): string {
  if (onlyTimes)
    return 'Times alone are compared: the file does not tell what was printed, or which jobs there were.';
  if (leftOut === 0) {
    return differences.length === 0 ? 'No difference: the two runs are the same.' : 'All else is the same.';
  }
  const all = differences.length === 0 ? 'The two runs agree' : 'All else agrees';
  return `${all} within ${(share * 100).toFixed(0)}\u00a0% or ${Math.ceil(seconds * 1000)}\u00a0ms.`;
}
