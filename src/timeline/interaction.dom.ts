import { select } from 'd3-selection';
import { type D3ZoomEvent, type ZoomTransform, zoom, zoomIdentity } from 'd3-zoom';
import { type Seconds, seconds } from '../base/units.ts';
import type { DrawList } from './draw-list.ts';
import { hitTest, type LaneHover } from './hit-test.ts';
import type { Source } from './source.ts';
import { clampViewport, fitViewport, type Plot, panBy, type Viewport, xToTime } from './viewport.ts';

/** What moves a picture of lanes, and what it moves. */
export interface Interaction {
  readonly viewport: Source<Viewport>;
  /** How long the run is: the viewport stays within it. */
  readonly duration: () => Seconds;
  readonly plot: () => Plot;
  readonly onViewport: (viewport: Viewport) => void;
  /** A moment was clicked. */
  readonly onPick: (time: Seconds) => void;
  /** What the picture shows; `null` while there is none. */
  readonly list: () => DrawList | null;
  /** The pointer is over something in the picture, or not any more. */
  readonly onHover: (hover: LaneHover | null) => void;
}

const LARGEST_SCALE = 1e9;

/** The farthest a pointer moves in a click, in pixels. */
const CLICK_DISTANCE = 4;

/** The largest zoom of one turn of a wheel, as a power of 2. Pinches on a pad come as many small turns. */
const LARGEST_TURN = 0.5;

/**
 * Lets the pointer move a picture: dragging pans, Ctrl and the wheel or a pinch zooms at the pointer, a sideways wheel
 * pans, a double click shows everything, a click picks a moment. The plain wheel and a finger moving up or down scroll
 * the page.
 *
 * @returns what takes it off again.
 */
export function attachInteraction(element: HTMLElement, interaction: Interaction): () => void {
  const { viewport, duration, plot, onViewport } = interaction;
  const selection = select<HTMLElement, unknown>(element);

  const follow = (): void => {
    selection.property('__zoom', transformOf(viewport.getState(), plot(), duration()));
  };

  const behaviour = zoom<HTMLElement, unknown>()
    .scaleExtent([1, LARGEST_SCALE])
    .clickDistance(CLICK_DISTANCE)
    .filter(moves)
    .wheelDelta(turnOf)
    .on('start', follow)
    .on('zoom', (event: D3ZoomEvent<HTMLElement, unknown>) => {
      onViewport(clampViewport(viewportOf(event.transform, plot(), duration()), duration()));
      follow();
    });
  selection.call(behaviour).on('dblclick.zoom', null).style('touch-action', 'pan-y');

  const listening = new AbortController();
  const { signal } = listening;
  element.addEventListener('wheel', (event) => panSideways(event, interaction), { passive: false, signal });
  element.addEventListener('dblclick', () => onViewport(fitViewport(duration())), { signal });
  element.addEventListener(
    'click',
    ({ offsetX }) => interaction.onPick(xToTime(viewport.getState(), plot(), offsetX)),
    { signal },
  );
  element.addEventListener(
    'pointermove',
    ({ offsetX: x, offsetY: y, buttons }) => {
      const list = buttons === 0 ? interaction.list() : null;
      const hit = list && hitTest(list, x, y);
      interaction.onHover(hit && { ...hit, x, y });
    },
    { signal },
  );
  element.addEventListener('pointerleave', () => interaction.onHover(null), { signal });
  panByFinger(element, interaction, signal);
  return () => {
    listening.abort();
    selection.on('.zoom', null);
  };
}

/** Whether an event is for d3-zoom. It would keep one finger from scrolling the page, and so is given pinches alone. */
function moves(event: Event): boolean {
  if (event instanceof WheelEvent) return zooms(event);
  return isTouch(event) ? event.touches.length > 1 : !isSecondary(event);
}

/** Firefox has no class of that name where there is nothing to touch. */
const isTouch = (event: Event): event is TouchEvent => 'touches' in event;

const zooms = (event: WheelEvent): boolean => event.ctrlKey || event.metaKey;

const isSecondary = (event: Event): boolean =>
  event instanceof MouseEvent && (event.button !== 0 || event.ctrlKey);

function turnOf(event: WheelEvent): number {
  const perUnit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 0.01 : 0.25;
  return Math.min(Math.max(-event.deltaY * perUnit, -LARGEST_TURN), LARGEST_TURN);
}

function panSideways(event: WheelEvent, interaction: Interaction): void {
  if (zooms(event) || Math.abs(event.deltaX) <= Math.abs(event.deltaY)) return;
  event.preventDefault();
  panPixels(interaction, event.deltaX);
}

/** Pans with one finger that moves sideways; the browser has one that moves up or down. */
function panByFinger(element: HTMLElement, interaction: Interaction, signal: AbortSignal): void {
  let from: number | null = null;
  const begin = ({ pointerType, isPrimary, clientX }: PointerEvent): void => {
    from = pointerType === 'touch' && isPrimary ? clientX : null;
  };
  const move = ({ isPrimary, clientX }: PointerEvent): void => {
    if (from === null || !isPrimary) return;
    panPixels(interaction, from - clientX);
    from = clientX;
  };
  const end = (): void => {
    from = null;
  };
  element.addEventListener('pointerdown', begin, { signal });
  element.addEventListener('pointermove', move, { signal });
  element.addEventListener('pointerup', end, { signal });
  element.addEventListener('pointercancel', end, { signal });
}

function panPixels({ viewport, duration, plot, onViewport }: Interaction, by: number): void {
  const now = viewport.getState();
  onViewport(panBy(now, seconds((by / plot().width) * (now.to - now.from)), duration()));
}

/** The transform that takes the whole run, drawn over the plot, to this viewport of it. */
function transformOf(viewport: Viewport, plot: Plot, duration: Seconds): ZoomTransform {
  const whole = fitViewport(duration).to;
  const scale = whole / (viewport.to - viewport.from);
  const shift = plot.left - scale * (plot.left + (viewport.from / whole) * plot.width);
  return zoomIdentity.translate(shift, 0).scale(scale);
}

function viewportOf(transform: ZoomTransform, plot: Plot, duration: Seconds): Viewport {
  const whole = fitViewport(duration);
  return {
    from: xToTime(whole, plot, transform.invertX(plot.left)),
    to: xToTime(whole, plot, transform.invertX(plot.left + plot.width)),
  };
}
