import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './styles/tokens.css';
import './styles/base.css';
import { App } from './App.tsx';
import { keepAddress, keepTitle } from './address.ts';
import { keepRunsBefore } from './before.ts';
import { followWidth, refreshLook } from './look.ts';
import { followLinkedSchedules } from './page-schedule.ts';
import { openStage, stageStore } from './stage.ts';
import { followTheme } from './theme.ts';
import { followStage } from './view.ts';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no element with the id "root".');

await openStage(location.search);
followTheme(refreshLook);
followWidth();
keepRunsBefore(stageStore);
followStage();
followLinkedSchedules();
keepAddress();
keepTitle();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
