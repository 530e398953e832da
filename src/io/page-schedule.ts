import { type Mode, modeKey } from '../program/modes.ts';
import type { Schedule } from '../sim/stepped-run.ts';
import { quote, type Reading } from './page-values.ts';

/** A schedule that one of the modes on the page is to follow. */
export interface PageSchedule {
  /** The key of the mode. */
  readonly mode: string;
  readonly steps: Schedule;
  /** Whether it stops where its steps end, for somebody to choose on; otherwise the run goes on to its end. */
  readonly isUnfinished: boolean;
}

/** The most steps that the query of a link carries. */
export const MOST_STEPS = 2000;

/** No step is written in more characters. */
const LONGEST_STEP = 8;

/**
 * A mode's key, a tilde, and the threads by number, each followed by how often in a row it goes: `threads~1x2.2.0`. A
 * hyphen at the end says that the schedule is unfinished: `threads~1x2.2-`.
 */
const FORM = /^([a-z][a-z0-9+:-]*)~((?:\d{1,3}(?:x[1-9]\d{0,3})?)(?:\.\d{1,3}(?:x[1-9]\d{0,3})?)*)?(-)?$/;

/** Writes a schedule as links have it. */
export function formatSchedule({ mode, steps, isUnfinished }: PageSchedule): string {
  const turns: { thread: number; count: number }[] = [];
  for (const thread of steps) {
    const last = turns.at(-1);
    if (last?.thread === thread) last.count++;
    else turns.push({ thread, count: 1 });
  }
  const texts = turns.map(({ thread, count }) => (count === 1 ? `${thread}` : `${thread}x${count}`));
  return `${mode}~${texts.join('.')}${isUnfinished ? '-' : ''}`;
}

/**
 * Reads a schedule from a link.
 *
 * @param modes the modes on the page, for one of which it has to be.
 * @param most how many steps it may have.
 */
export function readSchedule(
  text: string,
  modes: readonly Mode[],
  most = MOST_STEPS,
): Reading<PageSchedule | null> {
  const refused = (why: string): Reading<null> => ({
    value: null,
    problem: `schedule is ${quote(text)}, which ${why}; it is left out.`,
  });
  const [, mode, turns, mark] = text.length > most * LONGEST_STEP ? [] : (FORM.exec(text) ?? []);
  if (mode === undefined) return refused('is not a schedule');
  if (!modes.some((on) => modeKey(on) === mode)) return refused('is for a mode that is not on the page');
  const steps: number[] = [];
  for (const turn of turns?.split('.') ?? []) {
    const [thread, count = 1] = turn.split('x').map(Number);
    if (steps.length + count > most) return refused(`has more than ${most} steps`);
    for (let step = 0; step < count; step++) steps.push(thread as number);
  }
  return { value: { mode, steps, isUnfinished: mark !== undefined }, problem: null };
}
