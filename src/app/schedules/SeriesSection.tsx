import { type ReactNode, useId, useState } from 'react';
import { useStore } from 'zustand';
import { OutcomeList } from '../../panels/OutcomeList.tsx';
import type { Group } from '../../stage/state/stage-state.ts';
import { useStage } from '../../stage/state/stage-store.ts';
import { catchRun } from './catch-run.ts';
import type { SerialRuns } from './goals.ts';
import { cancelSeries, runSeries, seriesStore } from './live-series.ts';
import styles from './SchedulesTab.module.css';

const COUNTS = [10, 100, 1000] as const;

const USUAL_COUNT = 100;

/** Where a mode is run live many times, and what came of it is shown. */
export function SeriesSection({
  group,
  serial,
}: {
  readonly group: Group;
  readonly serial: SerialRuns;
}): ReactNode {
  const capability = useStage((state) => state.capability);
  const waits = useStage(({ scenario }) => !scenario.computes);
  const { mode, phase, wanted, done, outcomes } = useStore(seriesStore);
  const [count, setCount] = useState<number>(USUAL_COUNT);
  const id = useId();
  const isMine = mode === group.key;
  const isUnderWay = isMine && phase === 'under-way';
  if (capability === 'model-only') {
    return (
      <section className={styles.section} aria-label="Run it live many times">
        <h3>Run it live many times</h3>
        <p>This page cannot start workers here, so nothing can be run live.</p>
      </section>
    );
  }
  return (
    <section className={styles.section} aria-label="Run it live many times">
      <h3>Run it live many times</h3>
      <p>
        Real workers run it again and again, each time as the machine happens to have them take turns.
        {waits && ' Waits are shortened, as nobody watches.'}
      </p>
      <div className={styles.actions}>
        {isUnderWay ? (
          <button type="button" className="button button-danger" onClick={cancelSeries}>
            Cancel
          </button>
        ) : (
          <>
            <label htmlFor={id}>Runs</label>
            <select id={id} value={count} onChange={(event) => setCount(Number(event.target.value))}>
              {COUNTS.map((each) => (
                <option key={each} value={each}>
                  {each}
                </option>
              ))}
            </select>
            <button
              type="button"
              className="button"
              disabled={capability === 'unknown'}
              onClick={() => void runSeries(group, count)}
            >
              Run {count} times live
            </button>
          </>
        )}
        {isUnderWay && (
          <progress className={styles.progress} max={wanted} value={done} aria-label="Runs made" />
        )}
      </div>
      <p role="status" className={styles.remark}>
        {isMine && statusOf(phase, done, wanted)}
      </p>
      {isMine && outcomes.length > 0 && (
        <OutcomeList
          outcomes={outcomes.map(({ outcome, runs }) => ({
            text: outcome.text,
            count: runs,
            isFailure: outcome.kind !== 'ended',
            isSerial: serial.outcomes.has(outcome.text),
          }))}
          counted="runs"
          action="Catch one"
          onAct={(index) => {
            const chosen = outcomes[index];
            if (chosen) catchRun(group, chosen.first);
          }}
        />
      )}
    </section>
  );
}

function statusOf(phase: 'under-way' | 'finished' | 'cancelled', done: number, wanted: number): string {
  switch (phase) {
    case 'under-way':
      return `${done} of ${wanted} runs are over.`;
    case 'finished':
      return `${done} runs, measured in this browser.`;
    case 'cancelled':
      return `Cancelled after ${done} of ${wanted} runs.`;
  }
}
