import { type ReactNode, useId } from 'react';
import type { ActorSelection, ChipContent } from './ActorChip.tsx';
import {
  bytesText,
  type Crossing,
  crossingInWords,
  type DifferingCopies,
  differenceInWords,
  trafficInWords,
} from './cores-words.ts';
import styles from './MemoryPanel.module.css';
import { ProcessBox } from './ProcessBox.tsx';
import { ShortList } from './ShortList.tsx';

/** A variable in the memory of one process, at the playhead. */
export interface CopyOfVariable {
  readonly key: number;
  readonly name: string;
  /** `null` where it has none that is known. */
  readonly value: string | null;
  /** Who wrote it last, and when; `null` while it is as the program began with it. */
  readonly written: {
    readonly by: string;
    readonly time: number;
    readonly event: number;
    /** Whether that was at the playhead, or just before it. */
    readonly isNow: boolean;
  } | null;
}

/** A process at the playhead, with what is in its memory. */
export interface MemoryOfProcess {
  readonly key: number;
  readonly name: string;
  /** `running`, `starting`, `ended`. */
  readonly status: string;
  readonly hasEnded: boolean;
  readonly variables: readonly CopyOfVariable[];
  readonly threads: readonly ChipContent[];
  /** Who has its GIL, in words, or that it has none; empty once it has ended. */
  readonly gil: string;
  /** The process that started it, and what has crossed between the two; `null` for the first process. */
  readonly starter: {
    readonly name: string;
    readonly received: Crossing | null;
    readonly sent: Crossing | null;
  } | null;
}

/** The memory of every process at the playhead. */
export interface MemoryView {
  readonly processes: readonly MemoryOfProcess[];
  readonly differing: readonly DifferingCopies[];
  /** All messages between processes together. */
  readonly messages: number;
  readonly bytes: number;
  /** Whether the run is a live one, in which values cross as the browser copies them. */
  readonly isLive: boolean;
}

/** How many processes are shown at first, the first one aside. */
const MOST = 5;

/** A box for the memory of each process, apart from the others, and what crosses between them. */
export function MemoryPanel({
  view: { processes, differing, messages, bytes, isLive },
  selection,
}: {
  readonly view: MemoryView;
  readonly selection: ActorSelection;
}): ReactNode {
  const heading = useId();
  const [first, ...others] = processes;
  return (
    <section className={styles.section} aria-labelledby={heading}>
      <h3 id={heading}>Memory</h3>
      <p className={styles.remark}>
        {others.length === 0
          ? 'There is one process: all of its threads see the same variables.'
          : `${processes.length} processes, each with a memory of its own. ${trafficInWords(messages, bytes, isLive)}`}
      </p>
      {differing.map((variable) => (
        <p key={variable.name} className={styles.differing}>
          {differenceInWords(variable)}
        </p>
      ))}
      {first && <ProcessBox process={first} isAlone={others.length === 0} selection={selection} />}
      <div className={styles.tree}>
        <ShortList
          items={others}
          most={MOST}
          noun="process"
          className={styles.started}
          keyOf={({ key }) => key}
        >
          {(process) => (
            <>
              {process.starter && (
                <div className={styles.crossings}>
                  <Arrow direction="to" crossing={process.starter.received} from={process.starter.name} />
                  <Arrow direction="from" crossing={process.starter.sent} from={process.name} />
                </div>
              )}
              <ProcessBox process={process} isAlone={false} selection={selection} />
            </>
          )}
        </ShortList>
      </div>
    </section>
  );
}

/** An arrow between two boxes, with the bytes that have crossed that way. */
function Arrow({
  direction,
  crossing,
  from,
}: {
  readonly direction: 'to' | 'from';
  readonly crossing: Crossing | null;
  readonly from: string;
}): ReactNode {
  return (
    <p className={styles.arrow} data-now={crossing?.isNow ?? false} data-empty={crossing === null}>
      {crossing ? (
        <>
          <span className="visually-hidden">{crossingInWords(from, crossing)}</span>
          <span aria-hidden="true" title={crossingInWords(from, crossing)}>
            {bytesText(crossing.bytes)}
            {crossing.count > 1 && <small> in {crossing.count}</small>}
          </span>
        </>
      ) : (
        <span className="visually-hidden">From {from}: nothing yet.</span>
      )}
      <svg viewBox="0 0 64 8" aria-hidden="true">
        <path d={direction === 'to' ? 'M0 4H62M57 1l5 3-5 3' : 'M64 4H2M7 1l-5 3 5 3'} />
      </svg>
      {crossing && crossing.count > 1 && (
        <small aria-hidden="true">last {bytesText(crossing.last.bytes)}</small>
      )}
    </p>
  );
}
