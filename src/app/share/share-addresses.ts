import { type EmbedState, formatEmbedState } from '../../io/embed-state.ts';
import { unnamedId } from '../../stage/link.ts';
import { stageStore } from '../../stage/state/stage-store.ts';
import { sharedLinkTo } from '../address.ts';
import { type SharedStage, type ShareSettings, sharedFrame, sharedPage } from './share-settings.ts';

/** The absolute address of the page that is shared. */
export const pageAddressOf = (settings: ShareSettings, stage: SharedStage): string =>
  sharedLinkTo(sharedPage(settings, stage)) + stage.hash;

/** The absolute address of the frame that is shared, which lies beside the page. */
export function frameAddressOf(settings: ShareSettings, stage: SharedStage): string {
  const frame: EmbedState = sharedFrame(settings, stage);
  const query = formatEmbedState(frame, stageStore.getState().scenario, unnamedId());
  return new URL(`./embed.html${query}${stage.hash}`, location.href).href;
}
