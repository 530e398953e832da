import { describe, expect, it } from 'vitest';
import { modeKey } from '../../src/program/modes.ts';
import { findMoment, type Moment } from '../../src/program/moment.ts';
import { initialValues } from '../../src/program/scenario.ts';
import { INITIAL_MACHINE } from '../../src/runtime/settings.ts';
import { documents } from '../../src/scenarios/documents.ts';
import { simulate } from '../../src/sim/simulate.ts';
import { layoutLanes } from '../../src/timeline/layout.ts';
import { rowOfEvent } from '../../src/timeline/row-of-event.ts';
import { createLaneReader, type Grouping } from '../../src/trace/lanes/lanes.ts';

const parameters = initialValues(documents.parameters);

/** The name of the lane on which a moment of a mode is, with lanes of a kind. */
function laneOf(key: string, grouping: Grouping, moment: Moment): string | null {
  const offer = documents.modes.find(({ mode }) => modeKey(mode) === key);
  if (!offer) throw new Error(`There is no mode ${key}.`);
  const trace = simulate(documents, offer.mode, { parameters, machine: INITIAL_MACHINE, seed: 1 });
  const event = findMoment(trace, offer.listing(parameters).marks, moment);
  if (event === null) throw new Error('There is no such moment.');
  const lanes = createLaneReader({ grouping, hidesMain: true }).read(trace);
  const layout = layoutLanes(lanes, null, { laneHeight: 20 });
  return rowOfEvent(layout, trace, event, grouping, false)?.name ?? null;
}

describe('the row of an event', () => {
  it('is that of its task, or of the thread that works on the task', () => {
    const finish: Moment = { event: 'finish', actor: 'doc 3' };
    expect(laneOf('threads', 'task', finish)).toBe('doc 3');
    expect(laneOf('threads', 'thread', finish)).toBe('Worker 3');
  });

  it('is that of the task that a thread works on', () => {
    expect(laneOf('threads', 'task', { event: 'wait', actor: 'Worker 2' })).toBe('doc 2');
  });

  it('is that of the task that a thread will work on, before it does', () => {
    expect(laneOf('threads', 'task', { event: 'start', actor: 'Worker 2' })).toBe('doc 2');
  });

  it('is that of the task that a thread worked on last, after it has', () => {
    expect(laneOf('threads', 'task', { event: 'finish', actor: 'Worker 2' })).toBe('doc 2');
  });

  it('is the first where the lanes do not show whose it is', () => {
    expect(laneOf('async', 'task', { event: 'finish', actor: 'main' })).toBe('doc 0');
  });
});
