import { describe, expect, it } from 'vitest';
import type { PrintedLine } from '../sim/output.ts';
import { comparable, modelled, type Observed } from './observed.ts';
import { isRecorded, listingOf, type OfferedRun, offeredRuns } from './offered-runs.ts';
import recorded from './recordings.json' with { type: 'json' };

/** What CPython printed for a listing, as `record.py` writes it. */
interface Recording extends Omit<Observed, 'warnings'> {
  readonly listing: readonly string[];
}

const recordings = recorded as unknown as Readonly<Record<string, Recording>>;
const runs = (await offeredRuns()).filter(isRecorded);

/** What is certain of what a race prints, by the workload that has the race where it has no lock. */
const RACES: Readonly<Record<string, (text: string) => readonly string[]>> = {
  'lost-update': withoutCount,
  'free-threaded': withoutCount,
  // Lines can run together, and then their newlines follow by themselves.
  'print-race': (text) => text.split(/(?=Worker)/).filter((piece) => piece !== ''),
};

function withoutCount(text: string): readonly string[] {
  return [text.replace(/counter is \d+/, 'counter is …')];
}

/** What of a run is certain: what happens at one moment may happen in any order, and a race may have any winner. */
function certain({ scenario, offer }: OfferedRun, observed: Observed) {
  const { lines, ...rest } = comparable(observed);
  const pieces = (!offer.mode.lock && RACES[scenario.id]) || ((text: string) => [text]);
  const sorted = lines
    .flatMap(([time, text]) => pieces(text).map((piece): PrintedLine => [time, piece]))
    .sort(([time, text], [otherTime, otherText]) => time - otherTime || (text < otherText ? -1 : 1));
  return { ...rest, newlines: lines.length, lines: sorted };
}

describe('a listing printed in threads and processes of CPython what the page shows, at the same times', () => {
  it.each(runs)('$name', (run) => {
    const recording = recordings[run.name];
    const listing = `${recording?.listing.join('\n')}\n`;
    expect(listing, 'the listing has changed since it was recorded: npm run record').toBe(listingOf(run));
    if (!recording) return;
    const { lines, elapsed, error } = recording;
    expect(certain(run, modelled(run))).toEqual(certain(run, { lines, elapsed, error, warnings: [] }));
  });

  it('and nothing is recorded that is not offered', () => {
    expect(Object.keys(recordings)).toEqual(runs.map(({ name }) => name));
  });
});
