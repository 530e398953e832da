import { outcomeOf, type RunOutcome } from '../../trace/outcome.ts';
import type { Trace } from '../../trace/trace.ts';
import { type Fault, faultsOf, type Goal, type SerialRuns } from './goals.ts';

/** A goal as somebody is asked to reach it. */
export const GOALS: Readonly<Record<Goal, string>> = {
  'lost-update': 'Lose an update',
  deadlock: 'Reach the deadlock',
  'no-deadlock': 'Get through without a deadlock',
  'mixed-lines': 'Make lines run together',
};

const FOUND: Readonly<Record<Fault, string>> = {
  'lost-update': 'Now an update is lost',
  deadlock: 'Now it comes to a deadlock',
  'mixed-lines': 'Now lines run together',
};

const STILL: Readonly<Record<Fault, string>> = {
  'lost-update': 'An update is lost still',
  deadlock: 'It comes to the deadlock still',
  'mixed-lines': 'Lines run together still',
};

/** How a goal stands after a run that is over. */
export interface GoalResult {
  readonly isReached: boolean;
  readonly text: string;
}

/** Whether a run that is over has reached a goal, and by what one sees it. */
export function resultOf(goal: Goal, trace: Trace, serial: SerialRuns): GoalResult {
  const faults = faultsOf(trace, serial);
  const isReached = goal === 'no-deadlock' ? outcomeOf(trace).kind === 'ended' : faults.includes(goal);
  return { isReached, text: `${isReached ? 'Reached' : 'Missed'}: ${evidence(goal, trace, serial)}` };
}

function evidence(goal: Goal, trace: Trace, { runs }: SerialRuns): string {
  const outcome = outcomeOf(trace);
  if (outcome.kind === 'deadlock') return 'threads wait for each other in a circle.';
  const [serial] = runs;
  if (goal !== 'lost-update' || !serial) return `${outcomeInWords(outcome)}.`;
  return `${outcome.text}. Threads that go one after another give ${outcomeOf(serial).text}.`;
}

/** An outcome as part of a sentence. */
export const outcomeInWords = ({ kind, text }: RunOutcome): string =>
  kind === 'ended' && text.startsWith('Every') ? lowerFirst(text) : text;

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** What has become of a run whose schedule was changed: `An update is lost still: counter = 1.` */
export function changeInWords(before: Trace, after: Trace, serial: SerialRuns): string {
  const outcome = outcomeInWords(outcomeOf(after));
  const [had] = faultsOf(before, serial);
  const faults = faultsOf(after, serial);
  const kept = had !== undefined && faults.includes(had) ? had : undefined;
  const [found] = faults;
  if (kept) return `${STILL[kept]}: ${outcome}.`;
  if (found) return `${FOUND[found]}: ${outcome}.`;
  return had ? `The bug is gone: ${outcome}.` : `No bug, as before: ${outcome}.`;
}

const KEPT: Readonly<Record<Fault, string>> = {
  'lost-update': 'This run lost updates.',
  deadlock: 'This run came to a deadlock.',
  'mixed-lines': 'This run mixed its lines.',
};

/** What makes a run worth keeping, in a sentence. */
export const faultInWords = (fault: Fault): string => KEPT[fault];
