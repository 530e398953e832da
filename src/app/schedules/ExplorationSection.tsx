import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { countText } from '../../base/count-text.ts';
import { OutcomeList } from '../../panels/OutcomeList.tsx';
import type { Exploration } from '../../sim/explore.ts';
import { playSchedule } from '../../stage/replay/replay.ts';
import { setParameters } from '../../stage/state/settings.ts';
import type { Group } from '../../stage/state/stage-state.ts';
import { stageStore, useStage } from '../../stage/state/stage-store.ts';
import { cancelExploration, explorationStore, exploreSchedules, MOST_RUNS } from './exploration.ts';
import type { SerialRuns } from './goals.ts';
import styles from './SchedulesTab.module.css';
import { smallerParameters } from './smaller-parameters.ts';

const counted = (count: number, noun: string): string =>
  `${countText(count)} ${count === 1 ? noun : `${noun}s`}`;

/** Where all schedules of a mode are tried, and their outcomes shown. */
export function ExplorationSection({
  group,
  serial,
}: {
  readonly group: Group;
  readonly serial: SerialRuns;
}): ReactNode {
  const { mode, phase, found, problem } = useStore(explorationStore);
  const isMine = mode === group.key;
  const isUnderWay = isMine && phase === 'under-way';
  return (
    <section className={styles.section} aria-label="Explore all schedules">
      <h3>Explore all schedules</h3>
      <p>
        The simulator runs the program under every schedule that can make a difference, and counts what comes
        of them: up to {countText(MOST_RUNS)} runs.
      </p>
      <div className={styles.actions}>
        {isUnderWay ? (
          <button type="button" className="button button-danger" onClick={cancelExploration}>
            Cancel
          </button>
        ) : (
          <button type="button" className="button" onClick={() => void exploreSchedules(group)}>
            {isMine ? 'Explore again' : 'Explore'}
          </button>
        )}
        {isUnderWay && (
          <progress
            className={styles.progress}
            max={MOST_RUNS}
            value={found?.runs ?? 0}
            aria-label="Runs made"
          />
        )}
      </div>
      <p role="status" className={styles.remark}>
        {isMine && (problem ?? statusOf(phase, found))}
      </p>
      {isMine && found && (
        <>
          <OutcomeList
            outcomes={found.outcomes.map(({ outcome, schedules }) => ({
              text: outcome.text,
              count: schedules,
              isFailure: outcome.kind !== 'ended',
              isSerial: serial.outcomes.has(outcome.text),
            }))}
            counted="schedules"
            action="Play the shortest"
            onAct={(index) => {
              const chosen = found.outcomes[index];
              if (chosen) playSchedule(group, chosen.shortest);
            }}
          />
          <p className={styles.remark}>
            Schedules that differ only in the order of steps that do not touch the same thing count as one. A
            count says how many ways lead there, not how likely one is: a machine takes some of them all the
            time, and others hardly ever.
          </p>
          {!found.complete && phase !== 'under-way' && <Smaller group={group} />}
        </>
      )}
    </section>
  );
}

function statusOf(phase: string, found: Exploration | null): string {
  if (!found) return phase === 'under-way' ? 'Trying the first schedules …' : '';
  const schedules = counted(found.schedules, 'schedule');
  const outcomes = counted(found.outcomes.length, 'outcome');
  if (found.complete) {
    return found.schedules === 1
      ? 'There is one schedule: no order of steps makes a difference (partial-order reduction).'
      : `All ${schedules} that differ, with ${outcomes} (partial-order reduction).`;
  }
  if (phase === 'under-way') return `${schedules} so far, with ${outcomes}.`;
  return `The first ${schedules}, with ${outcomes}. There are more.`;
}

/** Offers to explore a smaller case of the workload, of which all schedules can be tried. */
function Smaller({ group }: { readonly group: Group }): ReactNode {
  const scenario = useStage((state) => state.scenario);
  const parameters = useStage((state) => state.page.parameters);
  const smaller = smallerParameters(scenario.parameters, parameters);
  const named = Object.entries(smaller).map(
    ([name, value]) => `${scenario.parameters[name]?.label ?? name} ${value}`,
  );
  if (named.length === 0) return null;
  const explore = (): void => {
    setParameters(smaller);
    const now = stageStore.getState().groups.find(({ key }) => key === group.key);
    if (now) void exploreSchedules(now);
  };
  return (
    <button type="button" className={`button ${styles.smaller}`} onClick={explore}>
      Explore a smaller case: {named.join(', ')}
    </button>
  );
}
