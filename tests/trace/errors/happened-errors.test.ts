import { describe, expect, it } from 'vitest';
import { endingEvent, errorsUpTo } from '../../../src/trace/errors/happened-errors.ts';
import { createErrorReader } from '../../../src/trace/errors/traceback.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { modelled } from '../../catalogue-runs.ts';

const reportOf = (trace: Trace) => createErrorReader().read(trace);

describe('errors once so many events have happened', () => {
  it('are counted from the event on at which they were raised', async () => {
    const trace = await modelled('bad-doc', 'sync');
    const report = reportOf(trace);
    const event = endingEvent(trace, report);
    expect(trace.events.time[event]).toBeCloseTo(0.3, 1);
    expect(errorsUpTo(report, event)).toBe(0);
    expect(errorsUpTo(report, event + 1)).toBe(1);
  });

  it.each(['dining-philosophers', 'deadlock'])(
    'are one in a deadlock, from where the circle closes (%s)',
    async (id) => {
      const trace = await modelled(id, 'threads');
      const report = reportOf(trace);
      const event = endingEvent(trace, report);
      expect(trace.events.time[event]).toBeCloseTo(trace.duration - 1, 2);
      expect([event, event + 1, trace.events.length].map((count) => errorsUpTo(report, count))).toEqual([
        0, 1, 1,
      ]);
    },
  );
});
