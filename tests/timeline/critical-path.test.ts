import { describe, expect, it } from 'vitest';
import { pixels, seconds } from '../../src/base/units.ts';
import { modeKey } from '../../src/program/modes.ts';
import { initialValues } from '../../src/program/scenario.ts';
import { INITIAL_MACHINE } from '../../src/runtime/settings.ts';
import { createTaskScenario } from '../../src/scenarios/create-task.ts';
import { sumSquares } from '../../src/scenarios/sum-squares.ts';
import { simulate } from '../../src/sim/simulate.ts';
import { describeCriticalPath } from '../../src/timeline/critical-description.ts';
import type { CriticalItem } from '../../src/timeline/critical-items.ts';
import { criticalLines } from '../../src/timeline/critical-lines.ts';
import { createDrawListBuilder, type DrawList } from '../../src/timeline/draw-list.ts';
import { fitViewport, plotOf, timeToX, type Viewport } from '../../src/timeline/viewport.ts';
import { criticalPath } from '../../src/trace/critical/critical-path.ts';
import { createLaneReader, type Grouping } from '../../src/trace/lanes/lanes.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { FREE_OF_COST } from '../sim/run-program.ts';

function squares(key: string): Trace {
  const offer = sumSquares.modes.find(({ mode }) => modeKey(mode) === key);
  if (!offer) throw new Error(`There is no mode ${key}.`);
  const parameters = initialValues(sumSquares.parameters);
  const speeds = { 'sum-squares': 1e-9 };
  return simulate(sumSquares, offer.mode, {
    parameters,
    machine: INITIAL_MACHINE,
    seed: 1,
    costs: FREE_OF_COST,
    speeds,
  });
}

const WIDTH = 1112;
const PLOT = plotOf(WIDTH, 100);

function draw(
  trace: Trace,
  grouping: Grouping = 'task',
  viewport: Viewport = fitViewport(trace.duration),
): DrawList {
  const lanes = createLaneReader({ grouping, hidesMain: true }).read(trace);
  const critical = criticalLines(trace, grouping);
  const picture = {
    lanes,
    ghost: null,
    critical,
    viewport,
    width: pixels(WIDTH),
    plot: PLOT,
    laneHeight: 20,
  };
  return createDrawListBuilder().build(picture);
}

const linesOf = (list: DrawList): readonly CriticalItem[] =>
  list.items.filter((item): item is CriticalItem => item.kind === 'critical');

const isUpright = ({ width, height }: CriticalItem): boolean => height > width;

/** The lanes that have a line at their foot, by name, and from where to where. */
function underlined(list: DrawList): readonly (readonly [string, number, number])[] {
  return linesOf(list)
    .filter((item) => !isUpright(item))
    .map(({ x, y, width }) => {
      const row = list.layout.rows.find(({ top, height }) => y >= top && y < top + height);
      return [row?.name ?? '', x, x + width] as const;
    });
}

describe('the critical path on lanes', () => {
  const trace = squares('processes');
  const viewport = fitViewport(trace.duration);
  const x = (time: number): number => timeToX(viewport, PLOT, time);

  it('is a line at the foot of each lane, as long as the stretch', () => {
    const lines = underlined(draw(trace));
    expect(lines.map(([name]) => name)).toEqual(['n = 200', 'n = 400']);
    expect(lines[0]?.[1]).toBeCloseTo(x(0), 3);
    expect(lines[0]?.[2]).toBeCloseTo(x(0.2), 3);
    expect(lines[1]?.[2]).toBeCloseTo(x(0.6), 3);
  });

  it('leads upright from lane to lane', () => {
    const upright = linesOf(draw(trace)).filter(isUpright);
    expect(upright).toHaveLength(1);
    const [line] = upright;
    expect((line?.x ?? 0) + (line?.width ?? 0) / 2).toBeCloseTo(x(0.2), 3);
    const { rows } = draw(trace).layout;
    expect(line?.y).toBeLessThan((rows[2]?.top ?? 0) + 1);
    expect((line?.y ?? 0) + (line?.height ?? 0)).toBeGreaterThan(rows[3]?.top ?? 0);
  });

  it('is on the lanes of the threads that work on the tasks', () => {
    expect(underlined(draw(trace, 'thread')).map(([name]) => name)).toEqual(['SpawnProcess-2']);
  });

  it('has no lines by core, and none outside the view', () => {
    expect(linesOf(draw(trace, 'core'))).toEqual([]);
    const late = { from: seconds(0.3), to: seconds(0.4) };
    expect(underlined(draw(trace, 'task', late)).map(([name]) => name)).toEqual(['n = 400']);
  });

  it('has no more lines than can be told apart, however often it changes lanes', () => {
    const turns = squares('threads');
    expect(criticalLines(turns, 'task').jumps.length).toBeGreaterThan(100);
    expect(linesOf(draw(turns)).length).toBeLessThan(1500);
    expect(linesOf(draw(turns)).filter(isUpright)).toEqual([]);
    const near = { from: seconds(0.1), to: seconds(0.14) };
    expect(linesOf(draw(turns, 'task', near)).filter(isUpright).length).toBeGreaterThan(3);
  });
});

describe('the critical path in words', () => {
  const inWords = (trace: Trace) => describeCriticalPath(trace, criticalPath(trace));

  it('names those it leads through, and what they do', () => {
    expect(inWords(squares('processes'))).toEqual({ way: 'n = 200 → n = 400', states: 'running 100 %' });
    const offer = createTaskScenario.modes[0];
    if (!offer) throw new Error('It has a mode.');
    const options = {
      parameters: initialValues(createTaskScenario.parameters),
      machine: INITIAL_MACHINE,
      seed: 1,
    };
    const waiting = simulate(createTaskScenario, offer.mode, options);
    expect(inWords(waiting)).toEqual({ way: 'fetch(5)', states: 'waiting 100 %' });
  });

  it('counts them where they are many', () => {
    expect(inWords(squares('sync'))?.way).toBe('4 tasks in a row');
    expect(inWords(squares('threads'))?.way).toBe('4 tasks by turns');
  });

  it('calls them as a story does, where one is told', () => {
    const trace = squares('processes');
    const named = describeCriticalPath(
      trace,
      criticalPath(trace),
      (actor) => `order of ${trace.actors[actor]?.name}`,
    );
    expect(named?.way).toBe('order of n = 200 → order of n = 400');
  });

  it('has none for a run that takes no time', () => {
    expect(describeCriticalPath({ actors: [] }, [])).toBeNull();
  });
});
