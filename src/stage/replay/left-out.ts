import type { Schedule } from '../../sim/stepped-run.ts';

/**
 * What a run could not take of the schedule that it was to follow, in a sentence; `null` where it has taken all of it.
 *
 * @param taken the steps that it has taken.
 */
export function leftOutInWords(asked: Schedule, taken: Schedule): string | null {
  const remaining = new Map<number, number>();
  for (const thread of asked) remaining.set(thread, (remaining.get(thread) ?? 0) + 1);
  for (const thread of taken) remaining.set(thread, (remaining.get(thread) ?? 0) - 1);
  const left = [...remaining].filter(([, count]) => count > 0).sort(([one], [other]) => one - other);
  if (left.length === 0) return null;
  const parts = left.map(([thread, count]) => `${count} of thread ${thread}`);
  return `The schedule has steps that cannot be taken, and they are left out: ${parts.join(', ')}.`;
}
