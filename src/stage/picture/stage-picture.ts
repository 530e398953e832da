import type { Seconds } from '../../base/units.ts';
import { pictureAsSvg } from '../../io/picture.ts';
import { type Composition, composePicture, type PicturedRun } from '../../timeline/composition.ts';
import { stepsInWords, stepsOf } from '../../timeline/step-clock.ts';
import type { Viewport } from '../../timeline/viewport.ts';
import { payloadHash } from '../held-payload.ts';
import { linkTo } from '../link.ts';
import { momentText, replayAlone } from '../playhead/stage-clock.ts';
import { viewportStore } from '../playhead/view.ts';
import { arrowSource } from '../state/arrows.ts';
import { criticalSource } from '../state/critical-path.ts';
import { shownLanes } from '../state/lane-sources.ts';
import { provenanceOf } from '../state/provenance.ts';
import { shownTrace } from '../state/stage-state.ts';
import { player, stageStore } from '../state/stage-store.ts';
import { labelsOf, storyOf } from '../state/story.ts';
import { coloursOf, PICTURE_THEMES, type PictureTheme } from './picture-colours.ts';

/** How wide a picture that nobody has said a width for is, in pixels. */
const WIDTH = 1200;

/** What of the stage is pictured, and how. */
export interface StagePicture {
  /** The key of the only group that is shown; `null` for all of them. */
  readonly group: string | null;
  readonly theme: PictureTheme;
  /** In pixels. */
  readonly width: number;
  readonly viewport: Viewport;
  /** The moment that the address opens at; `null` for the start. */
  readonly time: Seconds | null;
  /** Whether arrows are drawn where the stage shows any. They belong to the moment at which the stage is now. */
  readonly arrows: boolean;
  /** Whether its address stands below it. It does unless whoever shows the picture says it. */
  readonly hasAddress?: boolean;
  /** Whether the ground is white, as paper is, not that of the theme. */
  readonly isOnWhite?: boolean;
}

/** The theme that the page has now. */
export const shownTheme = (): PictureTheme =>
  PICTURE_THEMES.find((theme) => theme === document.documentElement.dataset.theme) ?? 'light';

/**
 * The runs on the stage as a picture: with their names, their critical path and their arrows, as the reader sees them. Of a
 * mode that has not been run, the model's run, which is said to be modelled.
 */
export function composeStage({
  group: only,
  theme,
  width,
  viewport,
  time,
  arrows,
  hasAddress = true,
  isOnWhite = false,
}: StagePicture): Composition {
  const stage = stageStore.getState();
  const { entry, groups, page, scenario, grouping } = stage;
  const replay = replayAlone(stage);
  const skin = page.story ? storyOf(scenario) : undefined;
  const runs = groups.flatMap((group): PicturedRun[] => {
    const engine = shownTrace(group, page.engine) ? page.engine : 'model';
    const trace = shownTrace(group, engine);
    const lanes = shownLanes(group, engine);
    if (!trace || !lanes || (only !== null && group.key !== only)) return [];
    return [
      {
        title: group.offer.title,
        provenance: provenanceOf(group, engine).label,
        elapsed: trace.duration,
        elapsedText: group.replay ? stepsInWords(group.replay.run) : undefined,
        lanes,
        critical: criticalSource(group.key).getState(),
        arrows: arrows ? arrowSource(group.key).getState() : null,
        labelOf: skin && labelsOf(skin, grouping),
      },
    ];
  });
  return composePicture({
    title: entry.title,
    runs,
    ...coloursOf(theme),
    ...(isOnWhite && { paper: coloursOf('projector').paper }),
    width,
    viewport,
    address: hasAddress ? linkTo({ ...page, time }) + payloadHash() : null,
    clock: replay && { steps: stepsOf(replay.run), momentText: (moment) => momentText(stage, moment) },
  });
}

/** The stage as it is now, as an SVG document: its runs, its stretch of time, its playhead, its theme and its address. */
export function stageAsSvg(): string {
  const { time } = player.store.getState();
  const picture = composeStage({
    group: null,
    theme: shownTheme(),
    width: WIDTH,
    viewport: viewportStore.getState(),
    time,
    arrows: true,
  });
  return pictureAsSvg(picture, time);
}
