import { ExternalLink, Play, Square } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { payloadHash } from '../../stage/held-payload.ts';
import { linkTo } from '../../stage/link.ts';
import { cancel } from '../../stage/state/live-session.ts';
import { hidesRuns, isImportAlone } from '../../stage/state/stage-state.ts';
import { useStage } from '../../stage/state/stage-store.ts';
import styles from './FrameBar.module.css';
import { focusAfterRun } from './focus-after-run.ts';
import { isNotRun, playingStore, runAnew } from './playing.ts';

/** What the frame shows, and what can be done with it. */
export function FrameBar(): ReactNode {
  const title = useStage((state) => state.entry.title);
  const page = useStage((state) => state.page);
  return (
    <header className={styles.bar}>
      <h1 title={title}>{title}</h1>
      <RunOrCancel />
      <a
        className="button button-quiet"
        href={linkTo({ ...page, time: null }) + payloadHash()}
        target="_blank"
        rel="noopener"
        aria-label="Open in Interleave"
        title="Open in Interleave"
      >
        <ExternalLink size={17} aria-hidden="true" />
        <span>Open in Interleave</span>
      </a>
    </header>
  );
}

/** Run, where it has been run before, or Cancel in its place: before that the button over the lanes runs it. */
function RunOrCancel(): ReactNode {
  const running = useStage((state) => state.running);
  const isUnrun = useStage(isNotRun);
  const isAlone = useStage(isImportAlone);
  const isLive = useStage((state) => state.page.engine === 'live');
  const isHidden = useStage(hidesRuns);
  const isBrokenOff = useStore(playingStore, (state) => state.isBrokenOff);
  if (running) {
    return (
      <button
        key="cancel"
        type="button"
        className="button button-danger"
        aria-label="Cancel"
        onClick={(event) => {
          focusAfterRun(event);
          cancel();
        }}
      >
        <Square size={13} fill="currentColor" aria-hidden="true" />
        Cancel
      </button>
    );
  }
  if (isHidden || isAlone || !isLive || isUnrun || isBrokenOff) return null;
  return (
    <button
      key="run"
      type="button"
      className="button"
      aria-label="Run"
      onClick={(event) => {
        focusAfterRun(event);
        void runAnew();
      }}
    >
      <Play size={14} fill="currentColor" aria-hidden="true" />
      Run
    </button>
  );
}
