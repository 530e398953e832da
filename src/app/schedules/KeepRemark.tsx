import { type ReactNode, useMemo } from 'react';
import { canBeStepped } from '../../sim/stepped-run.ts';
import styles from '../../stage/lanes/GroupCard.module.css';
import { runStepped } from '../../stage/replay/replay.ts';
import type { Group } from '../../stage/state/stage-state.ts';
import { useStage } from '../../stage/state/stage-store.ts';
import { openTab } from '../inspector/inspection.ts';
import { catchRun } from './catch-run.ts';
import { faultsOf, runSerially } from './goals.ts';
import { faultInWords } from './outcome-words.ts';

/** Under a live run whose schedule has made it go wrong: offers to keep that schedule. */
export default function KeepRemark({ group }: { readonly group: Group }): ReactNode {
  const trace = group.live?.trace;
  const scenario = useStage((state) => state.scenario);
  const parameters = useStage((state) => state.page.parameters);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what else the group has makes no difference to what its program does
  const fault = useMemo(() => {
    if (!trace || !canBeStepped(scenario, group.offer.mode, parameters)) return null;
    return (
      faultsOf(
        trace,
        runSerially((schedule) => runStepped(group, schedule, 'finish')),
      )[0] ?? null
    );
  }, [trace, scenario, group.offer, parameters]);
  if (!fault || !trace) return null;
  const keep = (): void => {
    catchRun(group, trace);
    openTab('schedules');
  };
  return (
    <p className={styles.remark}>
      {faultInWords(fault)}{' '}
      <button type="button" className={styles.keep} onClick={keep}>
        Keep its schedule
      </button>
    </p>
  );
}
