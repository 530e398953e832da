import { type PicturedRun, pictureAsSvg } from '../io/picture.ts';
import { readPalette } from '../timeline/palette.dom.ts';
import { linkTo } from './address.ts';
import { shownLanes } from './lane-sources.ts';
import { provenanceOf } from './provenance.ts';
import { player, stageStore } from './stage.ts';
import { shownTrace } from './stage-state.ts';
import { viewportStore } from './view.ts';

/** How wide a picture of the stage is, in pixels: a slide's half, as vectors as large as one likes. */
const WIDTH = 1200;

/** The stage as it is now, as an SVG document: its runs, its stretch of time, its playhead, its theme and its address. */
export function stagePicture(): string {
  const { entry, groups, page } = stageStore.getState();
  const { time } = player.store.getState();
  const root = document.documentElement;
  const property = (name: string): string => getComputedStyle(root).getPropertyValue(name).trim();
  const runs = groups.flatMap((group): PicturedRun[] => {
    const trace = shownTrace(group, page.engine);
    const lanes = shownLanes(group, page.engine);
    if (!trace || !lanes) return [];
    const provenance = provenanceOf(group, page.engine).label;
    return [{ title: group.offer.title, provenance, elapsed: trace.duration, lanes }];
  });
  return pictureAsSvg({
    title: entry.title,
    runs,
    palette: readPalette(root),
    paper: property('--paper'),
    playhead: property('--playhead'),
    width: WIDTH,
    time,
    viewport: viewportStore.getState(),
    address: linkTo({ ...page, time }),
  });
}
