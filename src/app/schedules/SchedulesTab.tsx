import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef } from 'react';
import { canBeStepped } from '../../sim/stepped-run.ts';
import { GroupChooser } from '../../stage/code/GroupChooser.tsx';
import { takesWriting } from '../../stage/keyboard.ts';
import { runStepped } from '../../stage/replay/replay.ts';
import { toggleMode } from '../../stage/state/settings.ts';
import { type Group, hidesRuns } from '../../stage/state/stage-state.ts';
import { useStage } from '../../stage/state/stage-store.ts';
import { choose } from '../catalogue/choose.ts';
import { schedulerActions } from './choosing-by-keys.ts';
import { ExplorationSection } from './ExplorationSection.tsx';
import { runSerially } from './goals.ts';
import { SchedulerSection } from './SchedulerSection.tsx';
import styles from './SchedulesTab.module.css';
import { SeriesSection } from './SeriesSection.tsx';
import { schedulerActionOf } from './scheduler-keys.ts';
import { moveCurrentStep } from './step-at-playhead.ts';

/** The workload whose schedules make the plainest difference. */
const LOST_UPDATE = 'lost-update';

/** The schedules of one mode: to be chosen, changed, tried out and caught. */
export default function SchedulesTab(): ReactNode {
  const groups = useStage((state) => state.groups);
  const selected = useStage((state) => state.selected);
  const scenario = useStage((state) => state.scenario);
  const parameters = useStage((state) => state.page.parameters);
  const isHidden = useStage(hidesRuns);
  const steppable = groups.filter(({ offer }) => canBeStepped(scenario, offer.mode, parameters));
  const group = steppable.find(({ key }) => key === selected) ?? steppable[0];
  if (isHidden) {
    return (
      <p className={styles.empty}>
        The schedules are here once you have answered the question, or skipped it.
      </p>
    );
  }
  if (!group) return <NoSchedules />;
  return (
    <>
      {steppable.length > 1 && <GroupChooser label="Schedules of" groups={steppable} chosen={group.key} />}
      <Schedules key={group.key} group={group} />
    </>
  );
}

function Schedules({ group }: { readonly group: Group }): ReactNode {
  const root = useRef<HTMLDivElement>(null);
  const { offer, replay } = group;
  useKeptFocus(root, replay);
  const scenario = useStage((state) => state.scenario);
  const page = useStage((state) => state.page);
  const { parameters, machine, seed } = page;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the group's own runs make no difference to what its program does
  const serial = useMemo(
    () => runSerially((schedule) => runStepped(group, schedule, 'finish')),
    [scenario, offer, parameters, machine, seed],
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys that do what the buttons inside do
    <div ref={root} className={styles.root} tabIndex={-1} onKeyDown={replay ? onKey : undefined}>
      <SchedulerSection group={group} serial={serial} />
      <ExplorationSection group={group} serial={serial} />
      <SeriesSection group={group} serial={serial} />
    </div>
  );
}

/** Keeps the focus here when the button that had it is gone with what it was for, so that keys go on working. */
function useKeptFocus(area: { readonly current: HTMLElement | null }, shown: unknown): void {
  const hadFocus = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each run has other buttons
  useEffect(() => {
    if (hadFocus.current && document.activeElement === document.body) {
      area.current?.focus({ preventScroll: true });
    }
  }, [area, shown]);
  useEffect(() => {
    const note = (event: FocusEvent): void => {
      hadFocus.current = event.target instanceof Node && area.current?.contains(event.target) === true;
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, [area]);
}

/** What a key does here instead of what it does on the rest of the page; `null` for nothing else. */
function actionOf(event: KeyboardEvent): (() => void) | null {
  const { key, altKey } = event;
  if (takesWriting(event.target)) return null;
  if (altKey && key === 'ArrowLeft') return () => moveCurrentStep('earlier');
  if (altKey && key === 'ArrowRight') return () => moveCurrentStep('later');
  return schedulerActionOf(event, schedulerActions);
}

function onKey(event: KeyboardEvent): void {
  const action = actionOf(event);
  if (!action) return;
  event.preventDefault();
  event.stopPropagation();
  action();
}

/** No mode on the stage has a schedule to choose: says why, and how to get one. */
function NoSchedules(): ReactNode {
  const parameters = useStage((state) => state.page.parameters);
  const scenario = useStage((state) => state.scenario);
  const offer = scenario.modes.find(({ mode }) => canBeStepped(scenario, mode, parameters));
  return (
    <div className={styles.empty}>
      <p>
        There is no schedule to choose here. An event loop runs its tasks in one order, and each until it
        awaits; processes share nothing. Only where threads share something does it matter who goes next.
      </p>
      {offer ? (
        <button type="button" className="button" onClick={() => toggleMode(offer.mode)}>
          Turn on {offer.title}
        </button>
      ) : (
        <button type="button" className="button" onClick={() => void choose(LOST_UPDATE)}>
          Open the lost update
        </button>
      )}
    </div>
  );
}
