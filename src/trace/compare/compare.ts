import { isForeign } from '../foreign-run.ts';
import type { Trace } from '../trace.ts';
import { compareCounts, compareTimes } from './compared-figures.ts';
import { compareOutcomes } from './compared-outcomes.ts';
import { compareOutput } from './compared-output.ts';
import { compareSettings, type SettingDifference } from './compared-settings.ts';
import { type Difference, type FigureDifference, textDifference } from './difference.ts';
import { matchActors } from './matched-actors.ts';

/** How two runs of one workload differ. */
export interface Comparison {
  /** What they were set to otherwise. */
  readonly settings: readonly SettingDifference[];
  /**
   * What came out otherwise first, then the elapsed time and the times by their size, the order of what was printed, and
   * what is counted, by its share of the larger.
   */
  readonly differences: readonly Difference[];
  /** Figures that differ by no more than this share of the larger are left out … */
  readonly share: number;
  /** … and times that differ by no more than so many program seconds. */
  readonly seconds: number;
  /** How many figures differ by less than that. */
  readonly leftOut: number;
  /** Whether times alone are compared, for one of the runs is from a file that tells of nothing else. */
  readonly onlyTimes: boolean;
}

/** Two figures agree that differ by at most this share of the larger. */
const SHARE = 0.03;

/** Two times agree that differ by at most this share of the longer run. */
const SHARE_OF_RUN = 0.01;

/**
 * Says how two runs of one workload differ. Both are read as far as they have come. O(events).
 *
 * Where one of them does not tell which core runs what, as no live run does, running and waiting for a core are one.
 *
 * @param from what is compared with: the model's run, or the one before.
 */
export function compareTraces(from: Trace, to: Trace): Comparison {
  const matched = matchActors(from, to);
  const least = SHARE_OF_RUN * Math.max(from.duration, to.duration);
  const onlyTimes = isForeign(from) || isForeign(to);
  const counts = onlyTimes ? [] : compareCounts(from, to, matched);
  const all = [...compareTimes(from, to, matched), ...counts];
  const differing = all.filter(({ difference }) => difference !== 0);
  const told = differing.filter(({ measure, from, to, difference }) => {
    const size = Math.abs(difference);
    return size > SHARE * Math.max(from, to) && (measure !== 'time' || size > least);
  });
  const printed = onlyTimes ? null : compareOutput(from, to);
  const lines = (printed ? [printed] : []).map(({ kind, from, to }) => textDifference(kind, from, to));
  return {
    settings: compareSettings(from, to),
    differences: [
      ...(onlyTimes ? [] : compareOutcomes(from, to, matched)),
      ...lines.filter(({ kind }) => kind === 'lines'),
      ...told.filter(({ measure }) => measure === 'time').sort(bySize),
      ...lines.filter(({ kind }) => kind === 'order'),
      ...told.filter(({ measure }) => measure !== 'time').sort(bySize),
    ],
    share: SHARE,
    seconds: least,
    leftOut: differing.length - told.length,
    onlyTimes,
  };
}

/** The elapsed time, then the largest first. */
function bySize(one: FigureDifference, other: FigureDifference): number {
  if (one.kind === 'elapsed' || other.kind === 'elapsed') return one.kind === 'elapsed' ? -1 : 1;
  return sizeOf(other) - sizeOf(one);
}

const sizeOf = ({ measure, from, to, difference }: FigureDifference): number =>
  Math.abs(difference) / (measure === 'time' ? 1 : Math.max(from, to));
