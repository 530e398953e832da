import { describe, expect, it } from 'vitest';
import { comparable, modelled } from './observed.ts';
import { isRecorded, listingOf, offeredRuns } from './offered-runs.ts';
import { loadPython } from './python.ts';

const [python, runs] = await Promise.all([loadPython(), offeredRuns()]);

describe('a listing prints in CPython what the page shows, at the same times', () => {
  it.each(runs.filter((run) => !isRecorded(run)))('$name', (run) => {
    const { errors, ...execution } = python(listingOf(run));
    expect(comparable(modelled(run))).toEqual(comparable(execution));
    expect(errors).toEqual([]);
  });
});
