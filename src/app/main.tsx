import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../stage/styles/tokens.css';
import '../stage/styles/base.css';
import { followWidth, refreshLook } from '../stage/look.ts';
import { followStage } from '../stage/playhead/view.ts';
import { keepRunsBefore } from '../stage/state/before.ts';
import { openStage } from '../stage/state/opening.ts';
import { stageStore } from '../stage/state/stage-store.ts';
import { followTheme } from '../stage/theme.ts';
import { App } from './App.tsx';
import { keepAddress, keepTitle } from './address.ts';
import { keepChosenTheme, keptTheme } from './kept/kept-theme.ts';
import { followSchedules } from './schedules/follow-schedules.ts';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no element with the id "root".');

await openStage(location.search, keptTheme());
followTheme(refreshLook);
keepChosenTheme();
followWidth();
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
