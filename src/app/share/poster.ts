import { seconds } from '../../base/units.ts';
import { pictureAsSvg } from '../../io/picture.ts';
import { PICTURE_THEMES } from '../../stage/picture/picture-colours.ts';
import { composeStage } from '../../stage/picture/stage-picture.ts';
import { shownTrace } from '../../stage/state/stage-state.ts';
import { stageEnd, stageStore } from '../../stage/state/stage-store.ts';
import type { SharedStage, ShareSettings } from './share-settings.ts';

/** How wide a poster is, in pixels. */
const WIDTH = 960;

/** The picture that stands where no frame can. */
export interface Poster {
  /** All that is to be seen on it, in a sentence. */
  readonly description: string;
  readonly svg: () => string;
}

/** The runs on the stage as a poster, or the model’s where they have not been run; `null` where there are neither. */
export function posterOf({ theme, opensAt }: ShareSettings, stage: SharedStage): Poster | null {
  const { groups, page } = stageStore.getState();
  if (!groups.some((group) => shownTrace(group, page.engine) ?? group.model)) return null;
  const time = opensAt === 'start' ? null : stage.time;
  const picture = composeStage({
    group: null,
    theme: PICTURE_THEMES.find((known) => known === theme) ?? 'light',
    width: WIDTH,
    viewport: { from: seconds(0), to: stageEnd() },
    time,
    arrows: false,
  });
  return { description: picture.description, svg: () => pictureAsSvg(picture, time) };
}
