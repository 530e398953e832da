import { cancel, runLive } from './live-session.ts';
import { calibrate, endImports, endReplay, revealRuns } from './settings.ts';
import { isImportAlone } from './stage-state.ts';
import { player, restPlayer, stageStore } from './stage-store.ts';

/** Runs every mode that is on: for real in the live engine, from the start of the model's run in the model's. */
export async function run(): Promise<void> {
  cancel();
  const isAlone = isImportAlone(stageStore.getState());
  if (!isAlone) {
    endReplay();
    endImports();
    revealRuns();
  }
  if (isAlone || stageStore.getState().page.engine === 'model') {
    restPlayer();
    player.play();
    return;
  }
  await runLive(calibrate);
}
