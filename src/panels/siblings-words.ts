import type { Sibling, Siblings } from '../trace/errors/siblings.ts';

const MOST_NAMES = 4;

/** `doc 3`, `doc 3 and doc 4`, `doc 3 … doc 99 (97 tasks)`. */
function namesOf(siblings: readonly Sibling[]): string {
  const names = siblings.map(({ name }) => name);
  const last = names.at(-1) ?? '';
  if (names.length > MOST_NAMES) return `${names[0]} … ${last} (${names.length} tasks)`;
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

const inSeconds = (time: number): string => `${time.toFixed(2)}\u00a0s`;

/** `at 0.40 s`, `at 0.30 s and 0.40 s`, `between 0.30 s and 9.90 s`. */
function timesOf(siblings: readonly Sibling[]): string {
  const times = [...new Set(siblings.map(({ time }) => inSeconds(time)))];
  const [first, second] = times;
  if (times.length === 1) return `at ${first}`;
  if (times.length === 2) return `at ${first} and ${second}`;
  const ends = siblings.map(({ time }) => time);
  return `between ${inSeconds(Math.min(...ends))} and ${inSeconds(Math.max(...ends))}`;
}

/** What became of the tasks beside the one that failed: a sentence for each kind of end, in the order of importance. */
export function siblingsInWords(siblings: Siblings): readonly string[] {
  const said = (list: readonly Sibling[], one: string, many: string): readonly string[] =>
    list.length === 0 ? [] : [`${namesOf(list)} ${list.length === 1 ? one : many}.`];
  const { done, finished, cancelled, failed, open, neverBegun } = siblings;
  const end = timesOf(finished);
  return [
    ...said(finished, `goes on and finishes ${end}`, `go on and finish ${end}`),
    ...said(cancelled, 'is cancelled', 'are cancelled'),
    ...said(failed, 'fails too', 'fail too'),
    ...said(neverBegun, 'never starts', 'never start'),
    ...said(open, 'is still under way', 'are still under way'),
    ...said(done, 'had ended by then', 'had ended by then'),
  ];
}
