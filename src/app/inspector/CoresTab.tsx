import { type ReactNode, useMemo } from 'react';
import { seconds } from '../../base/units.ts';
import { CoresPanel } from '../../panels/CoresPanel.tsx';
import { MemoryPanel } from '../../panels/MemoryPanel.tsx';
import type { ParameterValues } from '../../program/program.ts';
import { representation } from '../../program/representation.ts';
import type { Scenario } from '../../program/scenario.ts';
import { GroupChooser } from '../../stage/code/GroupChooser.tsx';
import { useMoments, usePlayheadTime } from '../../stage/playhead/moment.ts';
import { stateAt } from '../../stage/playhead/state-reader.ts';
import { shownLanes } from '../../stage/state/lane-sources.ts';
import { type Group, hidesRuns, shownTrace } from '../../stage/state/stage-state.ts';
import { useStage } from '../../stage/state/stage-store.ts';
import { useActorNames } from '../../stage/state/story.ts';
import { createTraceReaders } from '../../stage/state/trace-readers.ts';
import { createCoreUseReader } from '../../trace/cores/core-use.ts';
import { createPickledBytesReader } from '../../trace/cores/pickled-bytes.ts';
import { createProcessReader, type FirstValues } from '../../trace/cores/processes.ts';
import { NEUTRAL_HUE } from '../../trace/lanes/lanes.ts';
import { useActorSelection } from './actor-selection.ts';
import styles from './CoresTab.module.css';
import { coresAt, type MomentShown, memoryAt } from './cores-view.ts';

/** What reads a trace for what it says of cores and memory. */
const readersOf = createTraceReaders(() => ({
  use: createCoreUseReader(),
  processes: createProcessReader(),
  pickled: createPickledBytesReader(),
}));

/** Who computes where at the playhead, and whose memory is whose. */
export default function CoresTab(): ReactNode {
  const groups = useStage((state) => state.groups);
  const selected = useStage((state) => state.selected);
  const group = groups.find(({ key }) => key === selected) ?? groups[0];
  if (!group) return null;
  return (
    <>
      <GroupChooser label="Cores of" groups={groups} chosen={group.key} />
      <CoresOfGroup group={group} />
    </>
  );
}

function CoresOfGroup({ group }: { readonly group: Group }): ReactNode {
  const engine = useStage((state) => state.page.engine);
  const scenario = useStage((state) => state.scenario);
  const parameters = useStage((state) => state.page.parameters);
  const moments = useMoments();
  const playhead = usePlayheadTime();
  const namesOf = useActorNames();
  const first = useMemo(() => firstValues(scenario, parameters, group), [scenario, parameters, group]);
  const isHidden = useStage(hidesRuns);
  const selection = useActorSelection(group.key);
  const shownNow = shownTrace(group, engine);
  const moment = moments.find((candidate) => candidate.trace.actors === shownNow?.actors);
  if (!moment || moment.trace.events.length === 0) {
    return <p className={styles.empty}>{emptyInWords(group, shownNow !== null, isHidden)}</p>;
  }
  const { trace } = moment;
  const lanes = shownLanes(group, engine);
  const shown: MomentShown = {
    trace,
    state: stateAt(moment),
    time: seconds(Math.min(playhead, trace.duration)),
    nameOf: namesOf(trace.actors),
    hueOf: (actor) => lanes?.hueOf(actor) ?? NEUTRAL_HUE,
  };
  const { use, processes, pickled } = readersOf(trace);
  return (
    <>
      <CoresPanel view={coresAt(shown, use.read(trace))} selection={selection} />
      <MemoryPanel
        view={memoryAt(shown, processes.read(trace), pickled.read(trace), first)}
        selection={selection}
      />
    </>
  );
}

/** The values that the program of a group begins with. What is not set yet has none. */
function firstValues(scenario: Scenario, parameters: ParameterValues, { offer }: Group): FirstValues {
  const { variables = {} } = scenario.programFor(parameters, offer.mode);
  const set = Object.entries(variables).filter(([, value]) => value !== null);
  return Object.fromEntries(set.map(([name, value]) => [name, representation(value)]));
}

function emptyInWords({ problem, offer }: Group, hasBegun: boolean, isHidden: boolean): string {
  if (isHidden) return 'Cores and memory are here once you have answered the question, or skipped it.';
  if (hasBegun) return `${offer.title} is being prepared: nothing runs yet.`;
  return problem ?? `${offer.title} has not run yet. Press Run, or switch to Model.`;
}
