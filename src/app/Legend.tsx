import type { ReactNode } from 'react';
import styles from './Legend.module.css';
import { useStage } from './stage.ts';
import type { StageState } from './stage-state.ts';
import { storyOf } from './story.ts';

const HATCH = 'legend-hatch';

/** What the shapes on the lanes mean, and how the runs on the stage are made. */
export function Legend(): ReactNode {
  const showsCriticalPath = useStage((state) => state.showsCriticalPath);
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
        {showsCriticalPath && (
          <Entry title="critical path">
            <rect x="0" y="9" width="26" height="3" className={styles.critical} />
          </Entry>
        )}
        <Entry title="error">
          <path d="M9 3l8 8m0-8l-8 8" className={styles.error} />
        </Entry>
      </ul>
      <Story />
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

/** Says whose names the lanes carry, while they are not the program's. */
function Story(): ReactNode {
  const title = useStage(({ page, scenario }) => (page.story ? storyOf(scenario)?.title : undefined));
  return (
    title && (
      <p className={styles.story}>
        The lanes tell a story: “{title}”. Point at one to see both of its names.
      </p>
    )
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
  const isMeasured = useStage((state) => state.calibration !== null);
  if (engine === 'model') {
    const speed = computes ? ' It computes at the speed of CPython 3.11.' : '';
    return <p>The simulator runs every mode on a virtual clock; no time passes.{speed}</p>;
  }
  const order = computes
    ? 'The modes run one after another, so that they do not take each other’s cores, and replay together.'
    : `All modes run at once. A program second lasts ${unit} s.`;
  return (
    <p>
      {order} {computes && isMeasured && 'The outline computes as fast as this browser.'}{' '}
      {WORKERS[capability]}
    </p>
  );
}
