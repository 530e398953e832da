import type { Seconds } from '../../base/units.ts';
import type { PageState } from '../../io/page-state.ts';
import { pictureAsSvg } from '../../io/picture.ts';
import { composeStage, shownTheme } from '../../stage/picture/stage-picture.ts';
import { player, stageEnd, stageStore } from '../../stage/state/stage-store.ts';
import { fitViewport } from '../../timeline/viewport.ts';
import { embedStore } from './embed-store.ts';

/** The widths that a picture may have, in pixels: its text is as large on paper as the frame is. */
const NARROWEST = 560;
const WIDEST = 1200;

/** Where the address puts the playhead, as pages of a deck do that show one step each; `null` for the whole of the runs. */
const statedMoment = ({ time }: PageState): Seconds | null =>
  time !== null || embedStore.getState().step !== null ? player.store.getState().time : null;

/**
 * Whether a picture is for white paper: paper is, unless the address has a theme.
 *
 * @param isAlone whether the picture is seen on screens as well, and has the theme of those.
 */
export const isLightPaper = ({ theme }: Pick<PageState, 'theme'>, isAlone: boolean): boolean =>
  theme === 'auto' && !isAlone;

/**
 * The whole of the runs on the stage as an SVG document, and in a sentence; `null` where there is nothing to show, as while
 * they are to be predicted.
 *
 * @param isAlone whether it is seen on screens as well; then it shows the moment that the address names, if it does.
 */
export function pictureForPaper(
  isAlone: boolean,
): { readonly svg: string; readonly description: string } | null {
  const { page, groups } = stageStore.getState();
  if (groups.every(({ model, live, replay, imported }) => !model && !live && !replay && !imported))
    return null;
  const picture = composeStage({
    group: null,
    theme: isLightPaper(page, isAlone) ? 'light' : shownTheme(),
    isOnWhite: isLightPaper(page, isAlone),
    width: Math.min(Math.max(innerWidth, NARROWEST), WIDEST),
    viewport: fitViewport(stageEnd()),
    time: null,
    arrows: false,
    hasAddress: false,
  });
  return {
    svg: pictureAsSvg(picture, isAlone ? statedMoment(page) : null),
    description: picture.description,
  };
}
