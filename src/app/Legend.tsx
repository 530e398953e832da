import type { ReactNode } from 'react';
import styles from './Legend.module.css';
import { useStage } from './stage.ts';
import type { StageState } from './stage-state.ts';

const HATCH = 'legend-hatch';

/** What the shapes on the lanes mean, and how the runs on the stage are made. */
export function Legend(): ReactNode {
  return (
    <footer className={styles.legend}>
      <ul>
        <Entry title="running">
          <rect x="0" y="1" width="26" height="12" rx="3" className={styles.running} />
        </Entry>
        <Entry title="ready: waits for a core, the GIL or its turn">
          <rect x="0.75" y="1.75" width="24.5" height="10.5" rx="3" className={styles.ready} />
        </Entry>
        <Entry title="waiting: sleep, network, disk">
          <rect x="0" y="3" width="26" height="8" rx="2" className={styles.waiting} />
          <path d="M4 7h19" className={styles.dots} />
        </Entry>
        <Entry title="blocked on a lock">
          <pattern
            id={HATCH}
            width="5"
            height="5"
            patternTransform="rotate(45)"
            patternUnits="userSpaceOnUse"
          >
            <path d="M0 0v5" className={styles.hatch} />
          </pattern>
          <rect
            x="0.5"
            y="1.5"
            width="25"
            height="11"
            rx="3"
            fill={`url(#${HATCH})`}
            className={styles.blocked}
          />
        </Entry>
        <Entry title="holding a lock">
          <path d="M1 8V3h24v5" className={styles.bracket} />
        </Entry>
        <Entry title="starting">
          <rect x="0.5" y="3.5" width="25" height="7" rx="2" className={styles.starting} />
        </Entry>
        <Entry title="error">
          <path d="M9 3l8 8m0-8l-8 8" className={styles.error} />
        </Entry>
      </ul>
      <Manner />
    </footer>
  );
}

function Entry({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <li>
      <svg width="26" height="14" viewBox="0 0 26 14" aria-hidden="true">
        {children}
      </svg>
      {title}
    </li>
  );
}

const WORKERS: Readonly<Record<StageState['capability'], string>> = {
  unknown: '',
  'shared-memory': 'Workers share memory.',
  messages: 'Workers cannot share memory here: GIL and locks pass between them as messages.',
  'model-only': 'Workers cannot be started here.',
};

/** How the runs on the stage come about, in a sentence or two. */
function Manner(): ReactNode {
  const { engine, unit } = useStage((state) => state.page);
  const computes = useStage((state) => state.scenario.computes);
  const capability = useStage((state) => state.capability);
  if (engine === 'model') return <p>The simulator runs every mode on a virtual clock; no time passes.</p>;
  const order = computes
    ? 'The modes run one after another, so that they do not take each other’s cores, and replay together.'
    : `All modes run at once. A program second lasts ${unit} s.`;
  return (
    <p>
      {order} {WORKERS[capability]}
    </p>
  );
}
