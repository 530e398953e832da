import { countText } from '../base/count-text.ts';
import { durationText, timeText } from '../base/time-text.ts';
import type { ByCause, StopCause } from '../trace/cores/core-use.ts';

/** How much of the cores a run uses, at a moment and over all of it. */
export interface Utilisation {
  /** How many cores there are; `null` in a live run, of which only the threads that run at once are known. */
  readonly cores: number | null;
  /** How many cores are busy, or threads run at once, on average in equal parts of the whole run. */
  readonly averages: readonly number[];
  /** The most at any moment. */
  readonly most: number;
  /** At the playhead. */
  readonly now: number;
  /** On average up to the playhead; `null` at the very start. */
  readonly soFar: number | null;
  /** On average over the whole run; `null` for one that takes no time. */
  readonly overall: number | null;
  /** How long the run is, in program seconds, and where in it the playhead is. */
  readonly duration: number;
  readonly time: number;
}

/** Below this, two decimals show nothing of an average. */
const LEAST = 0.005;

/** `0.98`, `less than 0.01`, `0`. */
function averageText(average: number): string {
  if (average === 0) return '0';
  return average < LEAST ? 'less than 0.01' : average.toFixed(2);
}

/** A share as a percentage, in one piece: `49 %`, `< 1 %`, `0 %`. */
export function shareText(share: number): string {
  return share > 0 && share < LEAST ? '<\u00a01\u00a0%' : `${Math.round(share * 100)}\u00a0%`;
}

const ofCores = (cores: number): string => `of ${cores} ${cores === 1 ? 'core' : 'cores'}`;

/** How much of the cores is used, in sentences. */
export function utilisationInWords({ cores, most, now, soFar, overall }: Utilisation): string {
  if (overall === null) return 'The run has taken no time yet.';
  const upToNow = soFar === null ? '' : `, and ${averageText(soFar)} up to the playhead`;
  const nowText = `Now: ${now}.`;
  if (cores !== null) {
    const share = shareText(overall / cores);
    return `On average ${averageText(overall)} ${ofCores(cores)} busy over the whole run (${share})${upToNow}. ${nowText}`;
  }
  return `On average ${averageText(overall)} threads run at once over the whole run${upToNow}; at most ${most}. ${nowText}`;
}

const CAUSES: Readonly<Record<StopCause, string>> = {
  gil: 'forced: had to let the GIL go',
  wait: 'it waited',
  'time-slice': 'forced: time slice over',
  end: 'it ended',
};

/** A cause of context switches, and how many it has caused. */
export interface CauseRow {
  readonly cause: StopCause;
  readonly label: string;
  readonly count: number;
}

/**
 * Context switches by their causes.
 *
 * @param seesCores whether the run tells what its cores do: a browser’s does not, so no time slice is known of.
 */
export const causeRows = (counts: ByCause, seesCores: boolean): readonly CauseRow[] =>
  (Object.keys(CAUSES) as StopCause[])
    .filter((cause) => seesCores || cause !== 'time-slice')
    .map((cause) => ({ cause, label: CAUSES[cause], count: counts[cause] }));

/** A number of bytes, in one piece: `48 B`, `12,345 B`. */
export const bytesText = (bytes: number): string => `${countText(bytes)}\u00a0B`;

const messages = (count: number): string => `${count} ${count === 1 ? 'message' : 'messages'}`;

/** What has crossed from one process to another by a moment. */
export interface Crossing {
  readonly count: number;
  readonly bytes: number;
  /** The last message: its size, when it was sent, and the number of its event. */
  readonly last: { readonly bytes: number; readonly time: number; readonly event: number };
  /** Whether it was sent at the playhead, or just before it. */
  readonly isNow: boolean;
}

/** `From MainProcess: 2 messages, 37 B, the last 19 B at 9.27 s.` */
export function crossingInWords(from: string, { count, bytes, last, isNow }: Crossing): string {
  const when = `at ${timeText(last.time)}\u00a0s${isNow ? ', just now' : ''}`;
  const latest = count === 1 ? when : `the last ${bytesText(last.bytes)} ${when}`;
  return `From ${from}: ${messages(count)}, ${bytesText(bytes)}, ${latest}.`;
}

/** What crosses between processes in all. */
export const trafficInWords = (count: number, bytes: number, isLive: boolean): string =>
  count === 0
    ? 'Nothing has crossed between them yet.'
    : `${messages(count)} ${count === 1 ? 'has' : 'have'} crossed between them, ${bytesText(bytes)} in all, ${
        isLive ? 'cloned by the browser, where Python pickles' : 'pickled'
      }.`;

/** The most processes that are named in a sentence. */
const MOST_NAMED = 3;

/** `A`, `A and B`, `A, B and 8 more`. */
function list(names: readonly string[]): string {
  const shown = names.length > MOST_NAMED ? names.slice(0, MOST_NAMED - 1) : names;
  const items = shown.length < names.length ? [...shown, `${names.length - shown.length} more`] : shown;
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** A variable whose copies differ, with the names of the processes that have each value. */
export interface DifferingCopies {
  readonly name: string;
  readonly copies: readonly { readonly value: string; readonly processes: readonly string[] }[];
}

/** `counter differs: 1 in MainProcess; 2 in SpawnProcess-1. Each process …` */
export function differenceInWords({ name, copies }: DifferingCopies): string {
  const values = copies.map(({ value, processes }) => `${value} in ${list(processes)}`);
  return `${name} differs: ${values.join('; ')}. Each process has a copy of its own, and what one writes the others never see.`;
}

/** How long somebody has been on a core: `0.0031 s`. */
export const sinceText = (since: number, time: number): string =>
  `${durationText(Math.max(0, time - since))}\u00a0s`;
