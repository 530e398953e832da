import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './styles/tokens.css';
import './styles/base.css';
import { App } from './App.tsx';
import { keepAddress, keepTitle } from './address.ts';
import { followWidth, refreshLook } from './look.ts';
import { openStage } from './stage.ts';
import { followTheme } from './theme.ts';
import { followStage } from './view.ts';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no element with the id "root".');

await openStage(location.search);
followTheme(refreshLook);
followWidth();
followStage();
keepAddress();
keepTitle();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
