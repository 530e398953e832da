import { createStore } from 'zustand/vanilla';
import { type Seconds, seconds } from '../../base/units.ts';
import { fitViewport, isFitted, panBy, type Viewport, zoomAt } from '../../timeline/viewport.ts';
import { comparisonStore } from '../state/comparison.ts';
import { player, stageEnd, stageStore } from '../state/stage-store.ts';

/** Room behind the longest run, as a share of it. */
const ROOM = 0.02;

const wholeView = (): Viewport => fitViewport(wholeDuration());

/** How far the axis reaches: the longest run on the stage and a little more. */
const wholeDuration = (): Seconds => seconds(stageEnd() * (1 + ROOM));

/** The stretch of time in view, one for all lanes. It changes at every frame of a zoom, so it bypasses React. */
export const viewportStore = createStore<Viewport>(wholeView);

/** Shows another stretch. */
export function setViewport(viewport: Viewport): void {
  const { from, to } = viewportStore.getState();
  if (viewport.from !== from || viewport.to !== to) viewportStore.setState(viewport, true);
}

let whole = wholeDuration();

/** Keeps the whole run in view while it is, when runs come, grow and go, and the playhead while it plays. */
export function followStage(): () => void {
  const refit = (isOther: boolean): void => {
    const next = wholeDuration();
    if (next === whole && !isOther) return;
    const wasFitted = isOther || isFitted(viewportStore.getState(), whole);
    whole = next;
    setViewport(wasFitted ? wholeView() : panBy(viewportStore.getState(), seconds(0), whole));
  };
  const stops = [
    stageStore.subscribe((state, previous) => refit(state.scenario !== previous.scenario)),
    comparisonStore.subscribe(() => refit(false)),
    player.store.subscribe(keepPlayheadInView),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * While it plays, a playhead that leaves the view takes the view along, page by page. Where the whole run is in view and
 * takes longer than was expected, the view grows with it.
 */
function keepPlayheadInView({ playing, time }: { readonly playing: boolean; readonly time: Seconds }): void {
  const { from, to } = viewportStore.getState();
  if (!playing || (time >= from && time <= to)) return;
  if (isFitted({ from, to }, whole) && wholeDuration() > whole) {
    whole = wholeDuration();
    setViewport(wholeView());
    return;
  }
  setViewport(panBy({ from, to }, seconds(time - from), whole));
}

const ZOOM_STEP = 1.5;
const PAN_SHARE = 0.2;

function zoomAtPlayhead(factor: number): void {
  const viewport = viewportStore.getState();
  const { time } = player.store.getState();
  const isInView = time >= viewport.from && time <= viewport.to;
  const at = isInView ? time : seconds((viewport.from + viewport.to) / 2);
  setViewport(zoomAt(viewport, at, factor, whole));
}

function panByShare(share: number): void {
  const viewport = viewportStore.getState();
  setViewport(panBy(viewport, seconds((viewport.to - viewport.from) * share), whole));
}

/** What keys and buttons do with the view. */
export const viewportActions = {
  zoomIn: () => zoomAtPlayhead(ZOOM_STEP),
  zoomOut: () => zoomAtPlayhead(1 / ZOOM_STEP),
  panLeft: () => panByShare(-PAN_SHARE),
  panRight: () => panByShare(PAN_SHARE),
  fit: () => setViewport(wholeView()),
};

/** The end of what can be shown. */
export const viewportEnd = (): Seconds => whole;
