import { type ReactNode, useMemo, useState } from 'react';
import { DifferenceList } from '../../panels/ComparisonPanel.tsx';
import type { LaneHeights } from '../../stage/lanes/GroupCard.tsx';
import LaneTooltip from '../../stage/lanes/LaneTooltip.tsx';
import { StageLanes } from '../../stage/lanes/StageLanes.tsx';
import { laneSources } from '../../stage/state/lane-sources.ts';
import type { Group } from '../../stage/state/stage-state.ts';
import { useStage } from '../../stage/state/stage-store.ts';
import type { LaneHover } from '../../timeline/hit-test.ts';
import styles from './ComparedRun.module.css';
import { type ComparedGroup, useComparedGroup } from './comparison-of.ts';
import { RunHeading } from './RunHeading.tsx';

/** The run that a group's is compared with, under it on the same axis, and how the two differ. */
export default function ComparedRun(props: {
  readonly group: Group;
  readonly lanes: LaneHeights;
}): ReactNode {
  const compared = useComparedGroup(props.group);
  const engine = useStage(({ page }) => page.engine);
  if (!compared) return null;
  if (!compared.other) {
    const why = compared.reference === 'model' ? NO_MODEL : NONE_BEFORE[engine];
    return <p className={styles.remark}>{props.group.replay ? FOLLOWS_SCHEDULE : why}</p>;
  }
  return (
    <>
      <RunHeading kind={compared.badge.provenance} label={compared.badge.label} />
      <OtherLanes {...props} badge={compared.badge} />
      {compared.words ? (
        <DifferenceList comparison={compared.words} />
      ) : (
        <p className={styles.remark}>{UNFINISHED[engine]}</p>
      )}
    </>
  );
}

const FOLLOWS_SCHEDULE = 'What follows a schedule is compared with no run: its time is counted in steps.';

const NO_MODEL = 'The model cannot run this.';

const NONE_BEFORE = {
  live: 'There is no run before this one. Run it again, or change a setting and run it, to compare the two.',
  model: 'There is no run before this one. Change a setting to compare the two.',
} as const;

const UNFINISHED = {
  live: 'What differs is told once this has run to its end.',
  model: NO_MODEL,
} as const;

function OtherLanes({
  group,
  lanes,
  badge,
}: {
  readonly group: Group;
  readonly lanes: LaneHeights;
  readonly badge: ComparedGroup['badge'];
}): ReactNode {
  const [hover, setHover] = useState<LaneHover | null>(null);
  const sources = useMemo(() => laneSources(group.key), [group.key]);
  return (
    <div className={styles.body}>
      <StageLanes
        label={`Lanes of ${group.offer.title}, ${badge.label}`}
        lanes={sources.other}
        ghost={null}
        heights={lanes}
        onHover={setHover}
      />
      {hover && <LaneTooltip groupKey={null} hover={hover} />}
    </div>
  );
}
