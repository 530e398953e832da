import { Play } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { hidesRuns, isImportAlone } from '../../stage/state/stage-state.ts';
import { player, useStage } from '../../stage/state/stage-store.ts';
import styles from './BeginButton.module.css';
import { useEmbed } from './embed-store.ts';
import { focusAfterRun } from './focus-after-run.ts';
import { isNotRun, play, playingStore } from './playing.ts';

/** What there is to do with a frame that nobody has played yet, over its lanes. */
export function BeginButton(): ReactNode {
  const isHidden = useStage(hidesRuns);
  const isUnrun = useStage(isNotRun);
  const isAlone = useStage(isImportAlone);
  const isModel = useStage(({ page }) => page.engine === 'model');
  const isPlacedAtStep = useEmbed(({ step }) => step !== null);
  const isPlaced = useStage(({ page }) => page.time !== null) || isPlacedAtStep;
  const isFresh = useStore(playingStore, ({ wasAsked }) => !wasAsked);
  const isAtStart = useStore(
    player.store,
    ({ time, step, range, playing }) => !playing && !step && time === (range?.from ?? 0),
  );
  const isToRun = useStore(playingStore, ({ isBeginning, isBrokenOff }) =>
    isBeginning ? false : isBrokenOff || isUnrun,
  );
  const isToPlay = isModel && !isAlone && !isPlaced && isFresh && isAtStart;
  if (isHidden || !(isModel ? isToPlay : isToRun)) return null;
  return (
    <div className={styles.place}>
      <button
        type="button"
        className={styles.begin}
        aria-label={isModel ? 'Play from the start' : 'Run'}
        onClick={(event) => {
          focusAfterRun(event);
          void play();
        }}
      >
        <Play size={22} fill="currentColor" aria-hidden="true" />
        {isModel ? 'Play' : 'Run'}
      </button>
    </div>
  );
}
