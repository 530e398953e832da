import { CircleHelp, Download, PanelLeft, Play, Share2, Square, SunMoon, Upload } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useRef } from 'react';
import { cancel } from '../../stage/state/live-session.ts';
import { run } from '../../stage/state/run.ts';
import { setEngine } from '../../stage/state/settings.ts';
import { isImportAlone } from '../../stage/state/stage-state.ts';
import { useStage } from '../../stage/state/stage-store.ts';
import styles from './Header.module.css';
import { Logo } from './Logo.tsx';

const ExportMenu = lazy(() => import('./ExportMenu.tsx'));
const ImportButton = lazy(() => import('../import/ImportButton.tsx'));
const ThemeMenu = lazy(() => import('./ThemeMenu.tsx'));

/** The top bar: where we are, which engine runs, and what can be done with the run. */
export function Header(props: {
  readonly onCatalogue: () => void;
  readonly onShare: () => void;
  readonly onKeys: () => void;
}): ReactNode {
  const { kind, title } = useStage((state) => state.entry);
  const hasRun = kind === 'workload';
  const isAlone = useStage(isImportAlone) && hasRun;
  return (
    <header className={styles.header}>
      <button
        type="button"
        className={`button button-quiet ${styles.drawer}`}
        aria-label="Workloads"
        onClick={props.onCatalogue}
      >
        <PanelLeft size={19} aria-hidden="true" />
      </button>
      <a className={styles.name} href="./" aria-label="Interleave, start page">
        <Logo />
        <span>Interleave</span>
      </a>
      <span className={styles.crumb}>{title}</span>
      {hasRun && !isAlone && <EngineSwitch />}
      {hasRun && !isAlone && <RunButton />}
      <div className={styles.tools}>
        <button type="button" className="button" onClick={props.onShare} aria-label="Share">
          <Share2 size={16} aria-hidden="true" />
          <span className={styles.word}>Share</span>
        </button>
        <Suspense fallback={<MenuFallback className="button" label="Import" face={importFace} />}>
          <ImportButton face={importFace} />
        </Suspense>
        {hasRun && (
          <Suspense fallback={<MenuFallback className="button" label="Export" face={exportFace} />}>
            <ExportMenu face={exportFace} />
          </Suspense>
        )}
        <Suspense fallback={<MenuFallback className="button button-quiet" label="Theme" face={themeFace} />}>
          <ThemeMenu face={themeFace} />
        </Suspense>
        <button
          type="button"
          className={`button button-quiet ${styles.keys}`}
          aria-label="All keys"
          onClick={props.onKeys}
        >
          <CircleHelp size={18} aria-hidden="true" />
        </button>
      </div>
    </header>
  );
}

const importFace = (
  <>
    <Upload size={16} aria-hidden="true" />
    <span className={styles.word}>Import</span>
  </>
);

const exportFace = (
  <>
    <Download size={16} aria-hidden="true" />
    <span className={styles.word}>Export</span>
  </>
);

const themeFace = <SunMoon size={18} aria-hidden="true" />;

/** Stands where a menu's button will be, for the moment until its code has come. */
function MenuFallback(props: {
  readonly className: string;
  readonly label: string;
  readonly face: ReactNode;
}): ReactNode {
  return (
    <button type="button" className={props.className} aria-label={props.label} disabled>
      {props.face}
    </button>
  );
}

function EngineSwitch(): ReactNode {
  const engine = useStage((state) => state.page.engine);
  const capability = useStage((state) => state.capability);
  return (
    <fieldset className={styles.engines}>
      <legend className="visually-hidden">Engine</legend>
      <button
        type="button"
        aria-pressed={engine === 'live'}
        disabled={capability === 'model-only'}
        title="Real workers, real timers"
        onClick={() => setEngine('live')}
      >
        Live
      </button>
      <button
        type="button"
        aria-pressed={engine === 'model'}
        title="The simulator’s prediction"
        onClick={() => setEngine('model')}
      >
        Model
      </button>
    </fieldset>
  );
}

/** A second click of a double click on Run falls on Cancel: within this time of a start, in milliseconds, it is not meant. */
const DOUBLE_CLICK = 400;

/** Run, or Cancel in its place. They are two buttons: Run hands the focus on to the transport, not to Cancel. */
function RunButton(): ReactNode {
  const running = useStage((state) => state.running);
  const begun = useRef(0);
  return running ? (
    <button
      key="cancel"
      type="button"
      className={`button button-danger ${styles.run}`}
      onClick={() => {
        if (performance.now() - begun.current > DOUBLE_CLICK) cancel();
      }}
      aria-label="Cancel"
    >
      <Square size={14} fill="currentColor" aria-hidden="true" />
      Cancel <kbd>Esc</kbd>
    </button>
  ) : (
    <button
      key="run"
      type="button"
      className={`button button-primary ${styles.run}`}
      onClick={() => {
        begun.current = performance.now();
        run();
        document.querySelector<HTMLElement>('[data-focus-after-run]')?.focus();
      }}
      aria-label="Run"
    >
      <Play size={15} fill="currentColor" aria-hidden="true" />
      Run <kbd>R</kbd>
    </button>
  );
}
