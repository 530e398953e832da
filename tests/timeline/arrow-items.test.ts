import { describe, expect, it } from 'vitest';
import { pixels, type Seconds, seconds } from '../../src/base/units.ts';
import {
  type ArrowItem,
  arrowLayer,
  arrowsAt,
  MOST_ARROWS,
  type ShownArrows,
} from '../../src/timeline/arrow-items.ts';
import { ARROW_STYLES, arrowShape } from '../../src/timeline/arrow-shape.ts';
import { createDrawListBuilder, type DrawList } from '../../src/timeline/draw-list.ts';
import { rowAt } from '../../src/timeline/layout.ts';
import { fitViewport, plotOf, timeToX, type Viewport } from '../../src/timeline/viewport.ts';
import { type ActorId, NO_ACTOR } from '../../src/trace/actors.ts';
import { ARROW_KINDS } from '../../src/trace/arrows/arrow-columns.ts';
import { createArrowReader } from '../../src/trace/arrows/arrows.ts';
import { createLaneReader, type Grouping } from '../../src/trace/lanes/lanes.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { modelled } from '../catalogue-runs.ts';

const WIDTH = 1112;
const PLOT = plotOf(WIDTH, 100);

interface Options extends Partial<Omit<ShownArrows, 'arrows'>> {
  readonly grouping?: Grouping;
  readonly viewport?: Viewport;
}

function draw(trace: Trace, { grouping = 'task', viewport, ...shown }: Options = {}): DrawList {
  const arrows = createArrowReader().read(trace);
  const step = { from: 0, to: 0 };
  return createDrawListBuilder().build({
    lanes: createLaneReader({ grouping, hidesMain: true }).read(trace),
    ghost: null,
    arrows: arrowLayer({ arrows, all: true, focus: [], step, playhead: 0, ...shown }),
    viewport: viewport ?? fitViewport(trace.duration),
    width: pixels(WIDTH),
    plot: PLOT,
    laneHeight: 20,
  });
}

const arrowsIn = (list: DrawList): readonly ArrowItem[] =>
  list.items.filter((item): item is ArrowItem => item.kind === 'arrow');

/** The arrows of a picture in words: from which lane to which, `above` where there is none. */
function wordsOf(list: DrawList): readonly string[] {
  const laneAt = (y: number): string => rowAt(list.layout, y)?.name ?? 'above';
  return arrowsIn(list).map(({ arrow, y1, y2 }) => `${arrow} ${laneAt(y1)} to ${laneAt(y2)}`);
}

const actorOf = ({ actors }: Trace, name: string): ActorId =>
  actors.find((actor) => actor.name === name)?.id ?? NO_ACTOR;

describe('arrows on lanes', () => {
  it('go from lane to lane, and from above where the main task is left out', async () => {
    const words = wordsOf(draw(await modelled('gather', 'async')));
    const starts = [5, 4, 3, 2, 1].map((n) => `spawn above to fetch(${n})`);
    expect(words.toSorted()).toEqual([...starts, 'wake fetch(5) to above'].toSorted());
  });

  it('are drawn above all spans, and the shorter above the longer that it shares its line with', async () => {
    const list = draw(await modelled('gather', 'async'));
    const first = list.items.findIndex(({ kind }) => kind === 'arrow');
    expect(list.items.slice(first).every(({ kind }) => kind === 'arrow')).toBe(true);
    const heights = arrowsIn(list).map(({ y1, y2 }) => Math.abs(y2 - y1));
    expect(heights).toEqual(heights.toSorted((one, other) => other - one));
  });

  it('end where their heads are in time, within the bar of their lane', async () => {
    const trace = await modelled('deadlock', 'threads:one-order');
    const viewport = fitViewport(trace.duration);
    const list = draw(trace, { viewport });
    const handOver = arrowsIn(list).find(({ arrow }) => arrow === 'hand-over');
    const [a, b] = list.layout.rows;
    expect(handOver?.x2).toBeCloseTo(timeToX(viewport, PLOT, 1.0001 as Seconds), 0);
    expect(a && handOver && rowAt(list.layout, handOver.y1) === a).toBe(true);
    expect(handOver?.y2).toBeGreaterThan(b?.barTop ?? Number.POSITIVE_INFINITY);
  });

  it('connect threads where lanes are threads, and none where they are cores', async () => {
    const trace = await modelled('print-race', 'threads+lock');
    const words = wordsOf(draw(trace, { grouping: 'thread' }));
    expect(words).toContain('hand-over Thread 0 to Thread 1');
    expect(words).toContain('join Thread 4 to MainThread');
    expect(words.filter((line) => line.includes('above'))).toEqual([]);
    expect(arrowsIn(draw(trace, { grouping: 'core' }))).toEqual([]);
    const loop = await modelled('gather', 'async');
    expect(arrowsIn(draw(loop, { grouping: 'thread' }))).toEqual([]);
  });

  it('of the GIL are left out where there would be too many, or where others hide them', async () => {
    const squares = await modelled('sum-squares', 'threads');
    const kinds = new Set(arrowsIn(draw(squares, { grouping: 'thread' })).map(({ arrow }) => arrow));
    expect(kinds).toEqual(new Set(['spawn', 'join']));
    const near = { from: seconds(10), to: seconds(10.1) };
    const zoomed = arrowsIn(draw(squares, { grouping: 'thread', viewport: near }));
    expect(zoomed.length).toBeGreaterThan(10);
    expect(zoomed.every(({ arrow }) => arrow === 'gil')).toBe(true);
    const locked = arrowsIn(draw(await modelled('lost-update', 'threads+lock'), { grouping: 'thread' }));
    const handOvers = locked.filter(({ arrow }) => arrow === 'hand-over');
    expect(handOvers.length).toBe(19);
    for (const gil of locked.filter(({ arrow }) => arrow === 'gil')) {
      expect(handOvers.some(({ x2, y1, y2 }) => gil.x2 === x2 && gil.y1 === y1 && gil.y2 === y2)).toBe(false);
    }
  });

  it('are no more than can be told apart: of more, those of whom is pointed at, or near the playhead', async () => {
    const trace = await modelled('semaphore', 'async');
    const call = actorOf(trace, 'call 10');
    expect(arrowsIn(draw(trace, { playhead: 5.5 }))).toEqual([]);
    const near = arrowsIn(draw(trace, { playhead: 5 }));
    expect(near.length).toBeGreaterThan(0);
    expect(near.length).toBeLessThanOrEqual(MOST_ARROWS);
    expect(new Set(near.map(({ arrow }) => arrow))).toEqual(new Set(['hand-over']));
    expect(wordsOf(draw(trace, { focus: [call] }))).toEqual([
      'spawn above to call 10',
      'hand-over call 0 to call 10',
      'hand-over call 10 to call 20',
    ]);
  });

  it('of whom is pointed at are shown alone where not all are wanted', async () => {
    const trace = await modelled('deadlock', 'threads:one-order');
    expect(arrowsIn(draw(trace, { all: false }))).toEqual([]);
    const words = wordsOf(draw(trace, { all: false, focus: [actorOf(trace, 'B')] }));
    expect(words).toContain('hand-over A to B');
    expect(words).not.toContain('join A to above');
  });

  it('of the playhead’s step bend beside it, and are never left out', async () => {
    const trace = await modelled('semaphore', 'async');
    const arrows = createArrowReader().read(trace);
    const head = arrows.toEvent[120] as number;
    const step = { from: head, to: head + 1 };
    expect(arrowsAt(arrows, step, 'task')).toEqual([120]);
    const bent = arrowsIn(draw(trace, { step, playhead: 0 })).filter(({ bend }) => bend !== 0);
    expect(bent.map(({ arrow, bend }) => [arrow, bend])).toEqual([['hand-over', -1]]);
    const first = { from: arrows.toEvent[0] as number, to: (arrows.toEvent[0] as number) + 1 };
    expect(arrowsIn(draw(trace, { step: first })).find(({ bend }) => bend !== 0)?.bend).toBe(1);
  });
});

describe('the shape of an arrow', () => {
  it.each([
    { name: 'down', bend: 0, y2: 60 },
    { name: 'up', bend: 0, y2: 2 },
    { name: 'bent', bend: -1, y2: 60 },
  ] as const)('that goes $name begins and ends where it should', ({ bend, y2 }) => {
    const { line, head } = arrowShape({ arrow: 'wake', x1: 10, y1: 30, x2: 14, y2, bend });
    expect(line[0]).toEqual({ x: 10, y: 30 });
    expect(head[1]).toEqual({ x: 14, y: y2 });
  });

  it('tells the kinds apart without colour', () => {
    const looks = ARROW_KINDS.map((kind) => JSON.stringify(ARROW_STYLES[kind]));
    expect(new Set(looks).size).toBe(ARROW_KINDS.length);
  });
});
