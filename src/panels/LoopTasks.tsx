import { type CSSProperties, type ReactNode, useState } from 'react';
import { ActorChip, type ActorSelection, type ChipContent } from './ActorChip.tsx';
import styles from './LoopPanel.module.css';
import { ShowMore } from './ShowMore.tsx';
import { hueColour } from './StateShape.tsx';

/** A task as the panel shows it. */
export interface LoopTask {
  readonly key: number;
  readonly name: string;
  /** What it works on, where that has a name of its own. */
  readonly job: string | null;
  /** The colour of its lane, counted from 0; none below. */
  readonly hue: number;
}

/** A task in the ready queue. */
export interface QueuedTask extends LoopTask {
  /** Whether the iteration under way does not run it, but the next one. */
  readonly isForNext: boolean;
}

/** A task that sleeps until a timer is due. */
export interface TimedTask extends LoopTask {
  /** `2.00 s left`. */
  readonly left: string;
  readonly isLate: boolean;
  /** What is left of the time it was set for, 0 to 1. */
  readonly share: number;
}

/** A task with a word about it: what it waits for, what it does, how it ended. */
export interface RemarkedTask extends LoopTask {
  readonly remark: string;
}

/** So many are shown of a place; the others are counted, unless the reader asks for them. */
export const MOST_CHIPS = 8;

/** The tasks in one place of the loop, in order. */
export function Chips<Task extends LoopTask>({
  tasks,
  label,
  remarkOf: remark,
  isFlow = false,
  selection,
}: {
  readonly tasks: readonly Task[];
  readonly label: string;
  readonly remarkOf?: (task: Task) => ReactNode;
  /** Whether they stand side by side. */
  readonly isFlow?: boolean;
  readonly selection: ActorSelection;
}): ReactNode {
  const [showsAll, setShowsAll] = useState(false);
  if (tasks.length === 0) return null;
  const others = tasks.length - MOST_CHIPS;
  const shown = showsAll ? tasks : tasks.slice(0, others > 1 ? MOST_CHIPS : tasks.length);
  return (
    <ol
      className={`${styles.chips} ${isFlow ? styles.flow : ''} ${showsAll ? styles.all : ''}`}
      aria-label={label}
      tabIndex={showsAll ? 0 : undefined}
    >
      {shown.map((task) => (
        <li
          key={task.key}
          data-travels={task.key}
          style={{ '--identity': hueColour(task.hue) } as CSSProperties}
        >
          <ActorChip chip={chipOf(task)} selection={selection} />
          {remark?.(task)}
        </li>
      ))}
      {others > 1 && (
        <li>
          <ShowMore hidden={others} showsAll={showsAll} onToggle={() => setShowsAll(!showsAll)} />
        </li>
      )}
    </ol>
  );
}

/** The place tells what state a task is in. */
const chipOf = ({ key, name, job, hue }: LoopTask): ChipContent => ({
  actor: key,
  name,
  note: job ?? '',
  hue,
  status: '',
  state: null,
  hasEnded: false,
});

/** A task’s remark, beside it. */
export const remarkOf = ({ remark }: RemarkedTask): ReactNode =>
  remark && <span className={styles.remark}>{remark}</span>;

/** What is left of a task’s timer, beside it. */
export const timerOf = ({ left, isLate, share }: TimedTask): ReactNode => (
  <span className={isLate ? `${styles.timer} ${styles.late}` : styles.timer}>
    <i aria-hidden="true">
      <b style={{ width: `${100 * share}%` }} />
    </i>
    {left}
  </span>
);

/** The timers that limit a wait. */
export function Limits({ limits }: { readonly limits: readonly TimedTask[] }): ReactNode {
  if (limits.length === 0) return null;
  const others = limits.length - MOST_CHIPS;
  return (
    <ul className={styles.limits} aria-label="Time limits">
      {limits.slice(0, others > 0 ? MOST_CHIPS : undefined).map((limit) => (
        <li key={limit.key} style={{ '--identity': hueColour(limit.hue) } as CSSProperties}>
          <span>limit of {limit.name}</span>
          {timerOf(limit)}
        </li>
      ))}
      {others > 0 && <li>and {others} more</li>}
    </ul>
  );
}
