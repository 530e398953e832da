import type { ReactNode } from 'react';
import { type ShapedState, StateShape } from '../../panels/StateShape.tsx';
import { ARROW_STYLES, arrowShape } from '../../timeline/arrow-shape.ts';
import { ARROW_KINDS, type ArrowKind } from '../../trace/arrows/arrow-columns.ts';
import { isImportAlone, type StageState } from '../state/stage-state.ts';
import { useStage } from '../state/stage-store.ts';
import { storyOf } from '../state/story.ts';
import styles from './Legend.module.css';

/** What the shapes on the lanes mean, and how the runs on the stage are made. */
export function Legend(): ReactNode {
  const showsCriticalPath = useStage((state) => state.showsCriticalPath);
  const showsArrows = useStage((state) => state.showsArrows && state.grouping !== 'core');
  return (
    <footer className={styles.legend}>
      <ul>
        <State state="running" hue={0} title="running" />
        <State state="ready" hue={1} title="ready: waits for a core, the GIL or its turn" />
        <State state="waiting" hue={2} title="waiting: sleep, network, disk" />
        <State state="blocked" hue={4} title="blocked on a lock" />
        <Entry title="holding a lock">
          <path d="M1 8V3h24v5" className={styles.bracket} />
        </Entry>
        <State state="starting" hue={3} title="starting" />
        {showsCriticalPath && (
          <Entry title="critical path">
            <rect x="0" y="9" width="26" height="3" className={styles.critical} />
          </Entry>
        )}
        <Entry title="error">
          <path d="M9 3l8 8m0-8l-8 8" className={styles.error} />
        </Entry>
        {showsArrows &&
          ARROW_KINDS.map((kind) => (
            <Entry key={kind} title={ARROW_TITLES[kind]}>
              <Arrow kind={kind} />
            </Entry>
          ))}
      </ul>
      <Story />
      <Manner />
    </footer>
  );
}

function State({
  state,
  hue,
  title,
}: {
  readonly state: ShapedState;
  readonly hue: number;
  readonly title: string;
}): ReactNode {
  return (
    <li>
      <StateShape state={state} hue={hue} />
      {title}
    </li>
  );
}

const ARROW_TITLES: Readonly<Record<ArrowKind, string>> = {
  spawn: 'starts',
  wake: 'wakes',
  'hand-over': 'hands a lock or an item over',
  gil: 'hands the GIL over',
  join: 'ends, and who waited goes on',
};

/** An arrow as on the lanes, but lying: there is more room. */
function Arrow({ kind }: { readonly kind: ArrowKind }): ReactNode {
  const { line, head } = arrowShape({ arrow: kind, x1: 0, y1: 3, x2: 0, y2: 24, bend: 0 });
  const { dash, head: tip } = ARROW_STYLES[kind];
  const [from, , , to] = line;
  const corners = head.map(({ x, y }) => `${y},${7 + x}`).join(' ');
  return (
    <g className={styles.arrow}>
      <path d={`M${from.y} 7H${to.y}`} strokeDasharray={dash.join(' ')} />
      <circle cx={from.y} cy="7" r="1.8" className={styles.solid} />
      {tip === 'angle' ? (
        <polyline points={corners} />
      ) : (
        <polygon points={corners} className={tip === 'filled' ? styles.solid : undefined} />
      )}
    </g>
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
  const isAlone = useStage(isImportAlone);
  if (isAlone) return <p>It was recorded elsewhere: nothing runs here, and it plays in fifteen seconds.</p>;
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
