import { describe, expect, test } from 'vitest';
import {
  createLockReaders,
  gilsAt,
  type LockMoment,
  locksAt,
  shownGroup,
  timeOfMoment,
  waitsAt,
} from '../../src/app/inspector/locks.ts';
import { countUpTo } from '../../src/base/binary-search.ts';
import { seconds } from '../../src/base/units.ts';
import type { Moment } from '../../src/stage/playhead/moment.ts';
import type { Group } from '../../src/stage/state/stage-state.ts';
import { createStateReader } from '../../src/trace/state/state-reader.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { modelled } from '../catalogue-runs.ts';

const stateAt = ({ trace, count }: Moment) => createStateReader().at(trace, count);

/** A trace where a playhead stands. */
function momentAt(trace: Trace, playhead: number): LockMoment {
  const count = countUpTo(trace.events.time, playhead, trace.events.length);
  const state = stateAt({ trace, count });
  return {
    trace,
    count,
    state,
    time: timeOfMoment(state, seconds(playhead), trace),
    readers: createLockReaders(),
    nameOf: (actor) => trace.actors[actor]?.name ?? '',
  };
}

describe('after the end of a run that hung', () => {
  test('locks are held no longer, by threads that have ended', async () => {
    const trace = await modelled('dining-philosophers', 'threads');
    const [fork] = locksAt(momentAt(trace, trace.duration + 5));
    expect(fork?.held).toBe(`${trace.duration.toFixed(2)} s`);
    expect(fork?.holders).toMatchObject([{ duration: fork?.held, hasEnded: true }]);
  });

  test('its circle stays, as that of a run which is over', async () => {
    const trace = await modelled('dining-philosophers', 'threads');
    const moment = momentAt(trace, trace.duration + 5);
    const { graph, isCutOff } = waitsAt(moment, stateAt);
    expect(isCutOff).toBe(true);
    expect(graph.cycle).toHaveLength(10);
  });
});

test('a gather waits for each of its tasks', async () => {
  const trace = await modelled('gather', 'async');
  expect(waitsAt(momentAt(trace, 0.5), stateAt).graph.edges).toHaveLength(5);
});

test('a semaphore tells how many of its permits are taken', async () => {
  const [slots] = locksAt(momentAt(await modelled('semaphore', 'async'), 0.5));
  expect(slots).toMatchObject({ name: 'slots', permits: 10 });
  expect(slots?.holders).toHaveLength(10);
});

test('it is told what decides that a turn ends: a request, the holder, or a schedule', async () => {
  const trace = await modelled('gil', 'threads');
  const handing = (changes: Partial<Trace>) => gilsAt(momentAt({ ...trace, ...changes }, 1))[0]?.handing;
  expect(handing({})).toBe('request');
  expect(handing({ provenance: 'measured', machine: { cores: 2, sharedMemory: true } })).toBe('request');
  expect(handing({ provenance: 'measured', machine: { cores: 2, sharedMemory: false } })).toBe('holder');
  expect(handing({ provenance: 'replayed' })).toBe('schedule');
});

test('of one thread without a lock there is nothing to show, so threads are, unless it was chosen', async () => {
  const traces: Readonly<Record<string, Trace>> = {
    sync: await modelled('gil', 'sync'),
    threads: await modelled('gil', 'threads'),
  };
  const groups = ['sync', 'processes', 'threads'].map(
    (id) => ({ key: id, offer: { mode: { id } } }) as unknown as Group,
  );
  const traceOf = ({ key }: Group): Trace | null => traces[key] ?? null;
  const shown = (selected: string, chosen: string | null, all = groups) =>
    shownGroup(all, selected, chosen, traceOf)?.key;
  expect(shown('sync', null)).toBe('threads');
  expect(shown('sync', 'sync')).toBe('sync');
  expect(shown('processes', null)).toBe('processes');
  expect(shown('sync', null, groups.slice(0, 2))).toBe('sync');
  expect(shown('', null, [])).toBeUndefined();
});
