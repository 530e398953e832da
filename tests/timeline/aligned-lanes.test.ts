import { expect, test } from 'vitest';
import { alignLanes } from '../../src/timeline/aligned-lanes.ts';
import { layoutLanes } from '../../src/timeline/layout.ts';
import { NO_ACTOR } from '../../src/trace/actors.ts';
import { TraceBuilder } from '../../src/trace/builder.ts';
import { createLaneReader, type LaneSet } from '../../src/trace/lanes/lanes.ts';
import { header } from '../trace/random-trace.ts';

function lanesOf(...names: readonly string[]): LaneSet {
  const builder = new TraceBuilder();
  for (const name of names) builder.record('run', builder.actor('task', name, NO_ACTOR, NO_ACTOR));
  return createLaneReader({ grouping: 'task' }).read(builder.view(header));
}

/** The rows of a picture: their names, and whether they have a lane. */
const rows = (set: LaneSet): readonly (readonly [string, boolean])[] =>
  layoutLanes(set, null, { laneHeight: 18 }).rows.map(({ name, lane }) => [name, lane !== null]);

test('rows of two runs stand in one order, and what a run has not is empty', () => {
  const { shown, other } = alignLanes(lanesOf('doc 1', 'doc 0', 'doc 9'), lanesOf('doc 0', 'doc 1', 'doc 2'));
  expect(rows(shown)).toEqual([
    ['doc 0', true],
    ['doc 1', true],
    ['doc 2', false],
    ['doc 9', true],
  ]);
  expect(rows(other)).toEqual([
    ['doc 0', true],
    ['doc 1', true],
    ['doc 2', true],
    ['doc 9', false],
  ]);
});

test('namesakes are aligned in the order they came', () => {
  const { shown, other } = alignLanes(lanesOf('task', 'task'), lanesOf('task'));
  expect(rows(shown)).toEqual([
    ['task', true],
    ['task', true],
  ]);
  expect(rows(other)).toEqual([
    ['task', true],
    ['task', false],
  ]);
});

test('what has the same name has the same colour, and no other has it', () => {
  const { shown, other } = alignLanes(lanesOf('doc 1', 'doc 0', 'doc 9'), lanesOf('doc 0', 'doc 1', 'doc 2'));
  const hues = (set: LaneSet) => new Map(set.lanes.map(({ name, actor }) => [name, set.hueOf(actor)]));
  for (const name of ['doc 0', 'doc 1']) expect(hues(shown).get(name)).toBe(hues(other).get(name));
  expect(hues(shown).get('doc 9')).toBeGreaterThan(2);
  for (const { hue, actor } of shown.lanes) expect(hue).toBe(shown.hueOf(actor));
});
