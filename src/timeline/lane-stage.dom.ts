import { pixels, type Seconds } from '../base/units.ts';
import type { LaneSet } from '../trace/lanes/lanes.ts';
import type { ArrowLayer } from './arrow-items.ts';
import { type CanvasRenderer, createCanvasRenderer } from './canvas-renderer.dom.ts';
import type { CriticalLines } from './critical-lines.ts';
import { createDrawListBuilder, type DrawList } from './draw-list.ts';
import type { LaneHover } from './hit-test.ts';
import type { Interaction } from './interaction.dom.ts';
import type { LayoutOptions } from './layout.ts';
import type { Palette } from './palette.ts';
import type { Source } from './source.ts';
import { type Plot, plotOf, type Viewport } from './viewport.ts';

/** What a stage shows and whom it tells. */
export interface LaneStageOptions extends LayoutOptions {
  /** A live run's source reads its trace anew at each look and tells when it has grown. */
  readonly lanes: Source<LaneSet>;
  /** The model's lanes, drawn faintly behind; `null` for none. */
  readonly ghost: Source<LaneSet> | null;
  /** The critical path, where it is shown; none unless given. */
  readonly critical?: Source<CriticalLines | null> | undefined;
  /** What one actor does for another, where that is shown; none unless given. */
  readonly arrows?: Source<ArrowLayer | null> | undefined;
  readonly viewport: Source<Viewport>;
  /** How long the longest run of the page is. */
  readonly duration: () => Seconds;
  readonly palette: Palette;
  /** The width of the labels left of the plot, in pixels. */
  readonly gutter: number;
  readonly onViewport: (viewport: Viewport) => void;
  readonly onPick?: ((time: Seconds) => void) | undefined;
  readonly onHover?: ((hover: LaneHover | null) => void) | undefined;
}

/** Lanes on a canvas, drawn at the next frame after something has changed, and at no other. */
export interface LaneStage {
  /** Shows something else from now on. */
  update(options: LaneStageOptions): void;
  /** Draws no more and lets go of everything. */
  dispose(): void;
}

/** Puts lanes on a canvas. It is as wide as its container, and sets its own height by the number of lanes. */
export function createLaneStage(canvas: HTMLCanvasElement, initial: LaneStageOptions): LaneStage {
  const builder = createDrawListBuilder();
  const renderer: CanvasRenderer = createCanvasRenderer(canvas, initial.palette);
  let options = initial;
  let width = canvas.clientWidth;
  let list: DrawList | null = null;
  let drawn: readonly unknown[] = [];
  let frame: number | null = null;
  let unsubscribe: () => void = () => undefined;
  let disposed = false;

  const plot = (): Plot => plotOf(width, options.gutter);

  const draw = (): void => {
    frame = null;
    if (width === 0) return;
    const lanes = options.lanes.getState();
    const ghost = options.ghost?.getState() ?? null;
    const critical = options.critical?.getState() ?? null;
    const arrows = options.arrows?.getState() ?? null;
    const viewport = options.viewport.getState();
    const { laneHeight, maximumHeight, labelOf, gutter, palette } = options;
    const ratio = devicePixelRatio;
    const contents = [lanes, lanes.version, ghost, ghost?.version, critical, arrows];
    const versions = [...contents, viewport.from, viewport.to];
    const shown = [...versions, width, ratio, laneHeight, maximumHeight, labelOf, gutter, palette];
    if (shown.every((value, index) => value === drawn[index])) return;
    drawn = shown;
    list = builder.build({
      lanes,
      ghost,
      critical,
      arrows,
      viewport,
      plot: plot(),
      width: pixels(width),
      laneHeight,
      maximumHeight,
      labelOf,
    });
    const height = `${list.height}px`;
    if (canvas.style.height !== height) canvas.style.height = height;
    renderer.draw(list, ratio);
  };

  const invalidate = (): void => {
    if (!disposed) frame ??= requestAnimationFrame(draw);
  };

  const redraw = (): void => {
    renderer.setPalette(options.palette);
    drawn = [];
    invalidate();
  };

  const subscribe = (): void => {
    unsubscribe();
    const { lanes, viewport, ghost, critical, arrows } = options;
    const sources = [lanes, viewport, ghost, critical, arrows].filter((source) => source != null);
    const unsubscribes = sources.map((source) => source.subscribe(invalidate));
    unsubscribe = () => {
      for (const cancel of unsubscribes) cancel();
    };
  };

  const resizing = new ResizeObserver(() => {
    width = canvas.clientWidth;
    invalidate();
  });
  const interaction: Interaction = {
    viewport: {
      getState: () => options.viewport.getState(),
      subscribe: (listener) => options.viewport.subscribe(listener),
    },
    duration: () => options.duration(),
    plot,
    onViewport: (viewport) => options.onViewport(viewport),
    onPick: (time) => options.onPick?.(time),
    list: () => list,
    onHover: (hover) => options.onHover?.(hover),
  };
  // Fetched apart: nobody makes a gesture before there is something to see.
  let detach = (): void => undefined;
  import('./interaction.dom.ts').then(({ attachInteraction }) => {
    if (!disposed) detach = attachInteraction(canvas, interaction);
  });

  subscribe();
  resizing.observe(canvas);
  addEventListener('resize', invalidate);
  // Labels drawn before their typeface has come are drawn again in it.
  document.fonts.ready.then(redraw);
  invalidate();

  return {
    update(next) {
      const before = options;
      options = next;
      const others =
        next.lanes !== before.lanes ||
        next.ghost !== before.ghost ||
        next.critical !== before.critical ||
        next.arrows !== before.arrows ||
        next.viewport !== before.viewport;
      if (others) subscribe();
      if (next.palette !== before.palette) renderer.setPalette(next.palette);
      invalidate();
    },
    dispose() {
      disposed = true;
      if (frame !== null) cancelAnimationFrame(frame);
      unsubscribe();
      detach();
      resizing.disconnect();
      removeEventListener('resize', invalidate);
    },
  };
}
