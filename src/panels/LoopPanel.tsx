import { AlarmClock, CircleCheck, Hourglass, ListOrdered, Play } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { timeText } from '../base/time-text.ts';
import type { LoopPhase } from '../trace/loop/event-loop-moment.ts';
import type { ActorSelection } from './ActorChip.tsx';
import { BlockedLoop, BlockingList, type BlockingNow, type BlockingStepRow } from './LoopBlocking.tsx';
import styles from './LoopPanel.module.css';
import {
  Chips,
  Limits,
  MOST_CHIPS,
  type QueuedTask,
  type RemarkedTask,
  remarkOf,
  type TimedTask,
  timerOf,
} from './LoopTasks.tsx';
import { ShowMore } from './ShowMore.tsx';
import { useTravel } from './travel.ts';

/** An event loop at the playhead. */
export interface LoopPanelProps {
  readonly phase: LoopPhase;
  readonly iteration: number;
  /** How many iterations there are in the whole run, so far. */
  readonly iterations: number;
  /** Program seconds since its creation, and those of them in its selector. */
  readonly elapsed: number;
  readonly idle: number;
  /** Tasks that have not ended. */
  readonly tasks: number;
  /** What it does, in a sentence. */
  readonly sentence: string;
  readonly ready: readonly QueuedTask[];
  readonly running: RemarkedTask | null;
  readonly timed: readonly TimedTask[];
  /** Timers that limit how long a task waits for something else, as those of `wait_for`. */
  readonly limits: readonly TimedTask[];
  readonly waiting: readonly RemarkedTask[];
  readonly ended: readonly RemarkedTask[];
  /** The steps of this iteration: whose, and how long each took. */
  readonly ran: readonly { readonly key: number; readonly name: string; readonly took: string | null }[];
  /** Who is waited for, and by whom. */
  readonly awaited: readonly { readonly key: number; readonly name: string; readonly waiters: string }[];
  readonly blocking: BlockingNow | null;
  readonly blockingSteps: readonly BlockingStepRow[];
  /** Whether the playhead moves by itself. */
  readonly isPlaying: boolean;
  readonly selection: ActorSelection;
}

/** An event loop as a picture: its tasks go round from the ready queue to running, to what they wait for, and back. */
export function LoopPanel(props: LoopPanelProps): ReactNode {
  const { ready, running, timed, limits, waiting, ended, phase, selection } = props;
  const root = useRef<HTMLDivElement>(null);
  useTravel(root, props.isPlaying);
  const thisTime = ready.filter(({ isForNext }) => !isForNext);
  const nextTime = ready.filter(({ isForNext }) => isForNext);
  return (
    <div ref={root} className={styles.panel} data-phase={phase} data-blocked={props.blocking !== null}>
      <Figures {...props} />
      <div className={styles.ring}>
        <Station title="Ready queue" count={ready.length} icon={<ListOrdered />} className={styles.ready}>
          {ready.length === 0 && <p className={styles.empty}>empty</p>}
          <Chips tasks={thisTime} label="Run in this iteration, in this order" selection={selection} isFlow />
          {nextTime.length > 0 && <p className={styles.next}>next iteration</p>}
          <Chips tasks={nextTime} label="Run in the next iteration" selection={selection} isFlow />
        </Station>
        <Station
          title="Running"
          count={running ? 1 : 0}
          icon={<Play />}
          className={styles.running}
          isCounted={false}
        >
          {running ? (
            <Chips tasks={[running]} label="Running" selection={selection} remarkOf={remarkOf} />
          ) : (
            <p className={styles.empty}>{RESTING[phase]}</p>
          )}
        </Station>
        <Hub {...props} />
        <Station
          title="Timers"
          noun="timer"
          count={timed.length + limits.length}
          icon={<AlarmClock />}
          className={styles.timers}
        >
          {timed.length + limits.length === 0 && <p className={styles.empty}>none</p>}
          <Chips tasks={timed} label="The next one first" selection={selection} remarkOf={timerOf} />
          <Limits limits={limits} />
        </Station>
        <Station title="Waiting for" count={waiting.length} icon={<Hourglass />} className={styles.waiting}>
          {waiting.length === 0 && <p className={styles.empty}>nobody</p>}
          <Chips tasks={waiting} label="Waiting" selection={selection} remarkOf={remarkOf} />
        </Station>
      </div>
      <Station title="Ended" count={ended.length} icon={<CircleCheck />} className={styles.ended}>
        {ended.length === 0 && <p className={styles.empty}>none yet</p>}
        <Chips tasks={ended} label="The last one first" selection={selection} remarkOf={remarkOf} isFlow />
      </Station>
      <Ran {...props} />
      <BlockingList steps={props.blockingSteps} />
      <WhoIsAwaited awaited={props.awaited} />
    </div>
  );
}

const RESTING: Readonly<Record<LoopPhase, string>> = {
  absent: 'no loop yet',
  idle: 'idle: in its selector',
  stepping: 'no task',
  between: 'no task',
  closed: 'closed',
};

function Figures({ iteration, iterations, elapsed, idle, tasks }: LoopPanelProps): ReactNode {
  const share = (part: number): string => (elapsed > 0 ? `${Math.round((part / elapsed) * 100)} %` : '–');
  const busy = elapsed - idle;
  return (
    <dl className={styles.figures}>
      <div>
        <dt>Iteration</dt>
        <dd>
          {iteration} <small>of {iterations}</small>
        </dd>
      </div>
      <div title="In its selector, with nothing to do">
        <dt>Idle</dt>
        <dd>
          {timeText(idle)} s <small>{share(idle)}</small>
        </dd>
      </div>
      <div title="Stepping tasks and calling callbacks">
        <dt>Busy</dt>
        <dd>
          {timeText(busy)} s <small>{share(busy)}</small>
        </dd>
      </div>
      <div>
        <dt>Tasks</dt>
        <dd>{tasks}</dd>
      </div>
    </dl>
  );
}

/** The middle of the ring: what the loop does. */
function Hub({ sentence, blocking }: LoopPanelProps): ReactNode {
  return (
    <div className={styles.hub}>
      <Way label="woken" isUp />
      {blocking ? <BlockedLoop {...blocking} /> : <p>{sentence}</p>}
      <Way label="awaits" isUp={false} />
    </div>
  );
}

/** Which way the track runs beside the hub, and what takes a task along it. */
function Way({ label, isUp }: { readonly label: string; readonly isUp: boolean }): ReactNode {
  return (
    <span className={isUp ? `${styles.way} ${styles.up}` : styles.way} aria-hidden="true">
      {label}
    </span>
  );
}

function Station({
  title,
  count,
  icon,
  className = '',
  noun = 'task',
  isCounted = true,
  children,
}: {
  readonly title: string;
  readonly count: number;
  readonly icon: ReactNode;
  readonly className: string | undefined;
  /** What is counted. */
  readonly noun?: string;
  readonly isCounted?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const named = `${title}, ${count} ${noun}${count === 1 ? '' : 's'}`;
  return (
    <section className={`${styles.station} ${className}`} aria-label={named}>
      <h3>
        {icon}
        {title}
        {isCounted && <b>{count}</b>}
      </h3>
      {children}
    </section>
  );
}

/** So many steps are named. */
const MOST_STEPS = 12;

function Ran({ phase, iteration, ran }: LoopPanelProps): ReactNode {
  if (iteration === 0) return null;
  const others = ran.length - MOST_STEPS;
  const isOver = phase === 'idle' || phase === 'closed';
  return (
    <section className={styles.ran} aria-label={`What iteration ${iteration} ran`}>
      <h3>{isOver ? 'The last iteration ran' : 'This iteration ran'}</h3>
      {ran.length === 0 && (
        <p>No task: callbacks only, such as a timer’s or that of a future that is done.</p>
      )}
      <ol>
        {ran.slice(0, others > 0 ? MOST_STEPS : undefined).map(({ key, name, took }) => (
          <li key={key}>
            {name}
            {took !== null && <small>{took}</small>}
          </li>
        ))}
        {others > 0 && <li>and {others} more</li>}
      </ol>
    </section>
  );
}

function WhoIsAwaited({ awaited }: Pick<LoopPanelProps, 'awaited'>): ReactNode {
  const [showsAll, setShowsAll] = useState(false);
  if (awaited.length === 0) return null;
  const others = awaited.length - MOST_CHIPS;
  return (
    <section className={styles.awaited} aria-label="Who is waited for">
      <h3>Who is waited for</h3>
      <dl>
        {awaited.slice(0, showsAll || others < 2 ? undefined : MOST_CHIPS).map(({ key, name, waiters }) => (
          <div key={key}>
            <dt>{name}</dt>
            <dd>by {waiters}</dd>
          </div>
        ))}
      </dl>
      {others > 1 && <ShowMore hidden={others} showsAll={showsAll} onToggle={() => setShowsAll(!showsAll)} />}
    </section>
  );
}
