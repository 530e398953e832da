import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../../stage/styles/tokens.css';
import '../../stage/styles/base.css';
import './instead.css';
import { followSize, refreshLook } from '../../stage/look.ts';
import { openAddress } from '../../stage/open-address.ts';
import { followStage } from '../../stage/playhead/view.ts';
import { followLinkedSchedules } from '../../stage/replay/linked-schedule.ts';
import { prefersReducedMotion } from '../../stage/state/stage-store.ts';
import { followTheme } from '../../stage/theme.ts';
import { keepTitle } from '../../stage/title.ts';
import { EmbedPage } from './EmbedPage.tsx';
import { EMBED_READER, embedStore } from './embed-store.ts';
import { holdPlayback } from './held-playback.ts';
import { attendKeys, attendView, serveHost } from './host.ts';
import { joinHost } from './join-host.ts';
import { play } from './playing.ts';

/** For which frames EmbedPage.module.css has larger sizes. */
const FILLS_SLIDE = '(min-width: 1100px) and (min-height: 600px)';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no element with the id "root".');

const hearHost = joinHost();
await openAddress(location, 'auto', EMBED_READER);
// Another hash does not load a page anew.
addEventListener('hashchange', () => location.reload());
followTheme(refreshLook);
followSize(FILLS_SLIDE);
followStage();
followLinkedSchedules();
keepTitle();
createRoot(root).render(
  <StrictMode>
    <EmbedPage />
  </StrictMode>,
);
holdPlayback();
if (embedStore.getState().autoplay === '1' && !prefersReducedMotion()) void play();
attendKeys();
const deck = hearHost && serveHost(window.parent, hearHost);
attendView(() => deck?.isShown() ?? false);
