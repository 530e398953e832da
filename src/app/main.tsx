import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../stage/styles/tokens.css';
import '../stage/styles/base.css';
import { followSize, refreshLook } from '../stage/look.ts';
import { openAddress } from '../stage/open-address.ts';
import { followStage } from '../stage/playhead/view.ts';
import { keepRunsBefore } from '../stage/state/before.ts';
import { stageStore } from '../stage/state/stage-store.ts';
import { followTheme } from '../stage/theme.ts';
import { keepTitle } from '../stage/title.ts';
import { App } from './App.tsx';
import { keepAddress } from './address.ts';
import { keepChosenTheme, keptTheme } from './kept/kept-theme.ts';
import { followSchedules } from './schedules/follow-schedules.ts';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no element with the id "root".');

await openAddress(location, keptTheme());
followTheme(refreshLook);
keepChosenTheme();
followSize();
keepRunsBefore(stageStore);
followStage();
followSchedules();
keepAddress();
keepTitle();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
