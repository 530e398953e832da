import { type ReactNode, useId } from 'react';
import { countText } from '../base/count-text.ts';
import { timeText } from '../base/time-text.ts';
import type { ByCause } from '../trace/cores/core-use.ts';
import { ActorChip, type ActorSelection, type ChipContent } from './ActorChip.tsx';
import styles from './CoresPanel.module.css';
import { causeRows, shareText, sinceText, type Utilisation, utilisationInWords } from './cores-words.ts';
import { ShortList } from './ShortList.tsx';
import { Sparkline } from './Sparkline.tsx';
import tables from './Table.module.css';

/** A core at the playhead. */
export interface CoreRow {
  readonly key: number;
  readonly name: string;
  /** Who runs on it; `null` for nobody. */
  readonly occupant: ChipContent | null;
  /** Since when, in program seconds. */
  readonly since: number;
  /** The share of the time so far in which it was busy. */
  readonly busy: number;
  /** How often it has come to another thread. */
  readonly switches: number;
}

/** A thread that runs, on a core that is not known. */
export interface RunningThread {
  readonly chip: ChipContent;
  /** Since when, in program seconds. */
  readonly since: number;
}

/** Who computes where at the playhead. */
export interface CoresView {
  /** `null` in a live run. */
  readonly cores: readonly CoreRow[] | null;
  /** The threads that run, in a live run. */
  readonly running: readonly RunningThread[];
  /** The threads that wait for a core. */
  readonly waiting: readonly ChipContent[];
  readonly utilisation: Utilisation;
  /** Context switches so far; in a live run how often threads have stopped running. */
  readonly switches: ByCause;
}

/** What each core runs, how much of the cores is used, and why they turn to other threads. */
export function CoresPanel({
  view: { cores, running, waiting, utilisation, switches },
  selection,
}: {
  readonly view: CoresView;
  readonly selection: ActorSelection;
}): ReactNode {
  const heading = useId();
  return (
    <section className={styles.section} aria-labelledby={heading}>
      <h3 id={heading}>{cores ? 'Cores' : 'Running threads'}</h3>
      {cores ? (
        <Cores cores={cores} time={utilisation.time} selection={selection} />
      ) : (
        <Running running={running} most={utilisation.most} time={utilisation.time} selection={selection} />
      )}
      {cores && (
        <div className={styles.queue}>
          <p>Waiting for a core: {waiting.length === 0 ? 'nobody' : waiting.length}</p>
          {waiting.length > 0 && (
            <ShortList
              items={waiting}
              most={6}
              noun="thread"
              className={styles.chips}
              keyOf={({ actor }) => actor}
            >
              {(chip) => <ActorChip chip={chip} selection={selection} />}
            </ShortList>
          )}
        </div>
      )}
      <UtilisationChart utilisation={utilisation} />
      <Switches counts={switches} seesCores={cores !== null} />
    </section>
  );
}

function Cores({
  cores,
  time,
  selection,
}: {
  readonly cores: readonly CoreRow[];
  readonly time: number;
  readonly selection: ActorSelection;
}): ReactNode {
  return (
    <table className={`${tables.table} ${styles.cores}`}>
      <thead>
        <tr>
          <th scope="col">Core</th>
          <th scope="col">Runs now</th>
          <th scope="col">Busy</th>
          <th scope="col">Switches</th>
        </tr>
      </thead>
      <tbody>
        {cores.map(({ key, name, occupant, since, busy, switches }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td>
              {occupant ? (
                <ActorChip chip={occupant} selection={selection} />
              ) : (
                <span className={styles.idle}>nothing</span>
              )}
              <span className={styles.since}>for {sinceText(since, time)}</span>
            </td>
            <td>
              {shareText(busy)}
              <svg className={styles.busy} viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                <rect width={busy * 100} height={4} />
              </svg>
            </td>
            <td>{countText(switches)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How many running threads are shown at first. */
const MOST_RUNNING = 8;

/** For how many there is always room, lest the rest of the panel move all the time, and how high a row is, in pixels. */
const ROOM = 4;
const ROW = 31;

function Running({
  running,
  most,
  time,
  selection,
}: {
  readonly running: readonly RunningThread[];
  /** The most that ever run at once. */
  readonly most: number;
  readonly time: number;
  readonly selection: ActorSelection;
}): ReactNode {
  return (
    <>
      <p className={styles.remark}>
        A browser does not tell which core runs what. What it does tell is which threads run.
      </p>
      <div style={{ minHeight: Math.min(most, ROOM) * ROW }}>
        {running.length === 0 ? (
          <p className={styles.nobody}>No thread runs at this moment.</p>
        ) : (
          <ShortList
            items={running}
            most={MOST_RUNNING}
            noun="thread"
            className={styles.running}
            keyOf={({ chip }) => chip.actor}
          >
            {({ chip, since }) => (
              <>
                <ActorChip chip={chip} selection={selection} />
                <span className={styles.since}>for {sinceText(since, time)}</span>
              </>
            )}
          </ShortList>
        )}
      </div>
    </>
  );
}

function UtilisationChart({ utilisation }: { readonly utilisation: Utilisation }): ReactNode {
  const { cores, averages, most, time, duration } = utilisation;
  const words = utilisationInWords(utilisation);
  const limit = cores ?? Math.max(1, most);
  return (
    <figure className={styles.utilisation}>
      <figcaption>
        <strong>{cores === null ? 'Threads running at once' : 'Cores in use'}</strong>
        <span>{cores === null ? `at most ${limit}` : limit}</span>
      </figcaption>
      <Sparkline
        values={averages}
        limit={limit}
        playhead={duration > 0 ? Math.min(1, time / duration) : 0}
        name={`${cores === null ? 'Threads running at once' : 'Cores in use'} over the run. ${words}`}
      />
      <p className={styles.axis} aria-hidden="true">
        <span>0 s</span>
        <span>{timeText(duration)} s</span>
      </p>
      <p className={styles.words}>{words}</p>
    </figure>
  );
}

function Switches({
  counts,
  seesCores,
}: {
  readonly counts: ByCause;
  readonly seesCores: boolean;
}): ReactNode {
  const rows = causeRows(counts, seesCores);
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className={styles.switches}>
      <p>
        <strong>{seesCores ? 'Context switches' : 'Threads stopped running'}</strong> so far:{' '}
        <strong>{countText(total)}</strong>
      </p>
      <p className={styles.remark}>
        {seesCores
          ? 'A core turned to another thread than it had run. Why the one before stopped:'
          : 'A browser does not show the switches that the operating system makes. Why a thread stopped:'}
      </p>
      <dl>
        {rows.map(({ cause, label, count }) => (
          <div key={cause}>
            <dt>{label}</dt>
            <dd>{countText(count)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
