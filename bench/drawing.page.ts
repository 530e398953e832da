import { countBelow, countUpTo } from '../src/base/binary-search.ts';
import { createRandom } from '../src/base/random.ts';
import { pixels, seconds } from '../src/base/units.ts';
import { createCanvasRenderer } from '../src/timeline/canvas-renderer.dom.ts';
import { createDrawListBuilder } from '../src/timeline/draw-list.ts';
import type { Palette } from '../src/timeline/palette.ts';
import { fitViewport, panBy, plotOf, type Viewport, zoomAt } from '../src/timeline/viewport.ts';
import { NO_ACTOR } from '../src/trace/actors.ts';
import { TraceBuilder } from '../src/trace/builder.ts';
import type { EventKind } from '../src/trace/events.ts';
import { createLaneReader, type LaneSet } from '../src/trace/lanes/lanes.ts';
import { createStateReader } from '../src/trace/state/state-reader.ts';
import type { Trace } from '../src/trace/trace.ts';

/** What drawing one trace took, in milliseconds. */
export interface DrawingTimes {
  /** From a trace to the end of the frame that shows it, several times. */
  readonly firstPaints: readonly number[];
  /** JavaScript of each step of a pan and of a zoom through the trace. */
  readonly steps: readonly number[];
  /** The same with the canvas made to draw at once what it was told. */
  readonly rasterisedSteps: readonly number[];
  /** The same steps by a plain canvas: a rectangle for each span in view, found by binary search. */
  readonly plainFirstPaint: number;
  readonly plainSteps: readonly number[];
  /** Any state of the trace, after it has been read once. */
  readonly states: readonly number[];
}

declare global {
  interface Window {
    /** Makes a trace of so many spans and draws it both ways. */
    drawingTimes: (spanCount: number) => Promise<DrawingTimes>;
  }
}

const LANES = 20;
const WIDTH = 1200;
const HEIGHT = 600;
const GUTTER = 104;
const STEPS = 120;
const FIRST_PAINTS = 5;

/** The plain canvas takes so long that it takes only some of the steps. */
const PLAIN_EVERY = 24;

const PLOT = plotOf(WIDTH, GUTTER);

const palette: Palette = {
  hues: ['#2b6cb0', '#c27400', '#1f8a68', '#a24aa0', '#c2410c', '#0e7c9c', '#8a6d00', '#5b5bd6'],
  neutral: '#696d76',
  ground: '#ffffff',
  ink: '#1a1c20',
  label: '#51555e',
  gridline: '#edeae3',
  alarm: '#b3261e',
  accent: '#1f5fd0',
  font: '500 12.5px sans-serif',
};

const TURNS: readonly EventKind[] = ['ready', 'run', 'wait', 'ready', 'run', 'block', 'run'];

/** Tasks that take turns, none in step with another. */
function traceOf(spanCount: number): Trace {
  const builder = new TraceBuilder();
  const tasks = Array.from({ length: LANES }, (_, lane) =>
    builder.actor('task', `doc ${lane}`, NO_ACTOR, NO_ACTOR),
  );
  const turns = tasks.map((_, lane) => lane);
  const random = createRandom(1);
  for (let index = 0; index < spanCount; index++) {
    const lane = random.below(LANES);
    const turn = turns[lane] ?? 0;
    turns[lane] = turn + 1;
    builder.now = seconds(builder.now + (random.next() * 40) / spanCount);
    builder.record(TURNS[turn % TURNS.length] ?? 'run', tasks[lane] ?? NO_ACTOR);
  }
  return builder.view({
    scenario: 'bench',
    mode: 'threads',
    provenance: 'modelled',
    params: {},
    seed: 1,
    machine: { cores: 2 },
  });
}

/** In to a ten-thousandth of the run, across it, and out again. */
function* viewports(trace: Trace): Generator<Viewport> {
  let viewport = fitViewport(trace.duration);
  const factor = 10_000 ** (1 / STEPS);
  const middle = seconds(trace.duration * 0.4);
  for (let step = 0; step < STEPS; step++) {
    viewport = zoomAt(viewport, middle, factor, trace.duration);
    yield viewport;
    yield panBy(viewport, seconds((viewport.to - viewport.from) * 0.3), trace.duration);
  }
  for (let step = 0; step < STEPS; step++) {
    viewport = zoomAt(viewport, middle, 1 / factor, trace.duration);
    yield viewport;
  }
  for (let step = 0; step < STEPS; step++) {
    yield panBy(zoomAt(viewport, middle, 1.05, trace.duration), seconds(0.001 * step), trace.duration);
  }
}

function canvasOnPage(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  document.body.replaceChildren(canvas);
  return canvas;
}

const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve();
      channel.port2.postMessage(null);
    });
  });

type Draw = (viewport: Viewport) => void;

/** @param every how many of the steps are taken: 1 for all, 2 for every other. */
async function timeSteps(trace: Trace, draw: Draw, every = 1): Promise<number[]> {
  const times: number[] = [];
  let step = 0;
  for (const viewport of viewports(trace)) {
    if (step++ % every !== 0) continue;
    const began = performance.now();
    draw(viewport);
    times.push(performance.now() - began);
    if (times.length % 4 === 0) await nextTask();
  }
  return times;
}

async function timeFirstPaint(draw: () => void): Promise<number> {
  await nextTask();
  const began = performance.now();
  draw();
  await nextTask();
  return performance.now() - began;
}

const contextOf = (canvas: HTMLCanvasElement): CanvasRenderingContext2D => {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('There is no canvas to draw on.');
  return context;
};

function drawer(canvas: HTMLCanvasElement, lanes: LaneSet, flush: boolean): Draw {
  const builder = createDrawListBuilder();
  const renderer = createCanvasRenderer(canvas, palette);
  return (viewport) => {
    const list = builder.build({
      lanes,
      ghost: null,
      viewport,
      width: pixels(WIDTH),
      plot: PLOT,
      laneHeight: 29,
      maximumHeight: HEIGHT,
    });
    renderer.draw(list, 1);
    if (flush) contextOf(canvas).getImageData(0, 0, 1, 1);
  };
}

function plainDrawer(canvas: HTMLCanvasElement, { lanes }: LaneSet): Draw {
  const context = contextOf(canvas);
  const colours = ['#9cc', ...palette.hues];
  return ({ from, to }) => {
    context.clearRect(0, 0, WIDTH, HEIGHT);
    const scale = PLOT.width / (to - from);
    lanes.forEach(({ spans }, row) => {
      const last = countUpTo(spans.start, to, spans.length);
      for (let index = Math.max(0, countBelow(spans.start, from, spans.length) - 1); index < last; index++) {
        const start = spans.start[index] ?? 0;
        context.fillStyle = colours[spans.state[index] ?? 0] ?? '';
        const width = (Math.min(spans.end[index] ?? 0, to) - start) * scale;
        context.fillRect(PLOT.left + (start - from) * scale, row * 29, width, 26);
      }
    });
  };
}

function timeStates(trace: Trace): number[] {
  const reader = createStateReader();
  reader.at(trace, trace.events.length);
  const random = createRandom(2);
  return Array.from({ length: 200 }, () => {
    const began = performance.now();
    reader.at(trace, random.below(trace.events.length));
    return performance.now() - began;
  });
}

window.drawingTimes = async (spanCount) => {
  const trace = traceOf(spanCount);
  const whole = fitViewport(trace.duration);
  const firstPaints: number[] = [];
  for (let run = 0; run < FIRST_PAINTS; run++) {
    const canvas = canvasOnPage();
    const paint = () => drawer(canvas, createLaneReader({ grouping: 'task' }).read(trace), false)(whole);
    firstPaints.push(await timeFirstPaint(paint));
  }
  const lanes = createLaneReader({ grouping: 'task' }).read(trace);
  const steps = await timeSteps(trace, drawer(canvasOnPage(), lanes, false));
  const rasterisedSteps = await timeSteps(trace, drawer(canvasOnPage(), lanes, true), 2);
  const canvas = canvasOnPage();
  const plainFirstPaint = await timeFirstPaint(() => {
    plainDrawer(canvas, createLaneReader({ grouping: 'task' }).read(trace))(whole);
  });
  const plainSteps = await timeSteps(trace, plainDrawer(canvasOnPage(), lanes), PLAIN_EVERY);
  return { firstPaints, steps, rasterisedSteps, plainFirstPaint, plainSteps, states: timeStates(trace) };
};
