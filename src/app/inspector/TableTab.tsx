import type { ReactNode } from 'react';
import { TablePanel } from '../../panels/TablePanel.tsx';
import { momentText, replayAlone } from '../../stage/playhead/stage-clock.ts';
import { shownLanes } from '../../stage/state/lane-sources.ts';
import { useStage } from '../../stage/state/stage-store.ts';
import { useActorNames, useLaneLabels } from '../../stage/state/story.ts';
import { describeLanes } from '../../timeline/description.ts';
import styles from './TableTab.module.css';

const MOST_ROWS = 120;

/** Every group's lanes as tables: the text alternative of the stage. */
export function TableTab(): ReactNode {
  const groups = useStage((state) => state.groups);
  const engine = useStage((state) => state.page.engine);
  const labelOf = useLaneLabels();
  const namesOf = useActorNames();
  const running = useStage((state) => state.running);
  useStage((state) => (state.running ? 0 : state.revision));
  if (running) return <p className={styles.empty}>The table is made when the run has ended.</p>;
  const tables = groups.flatMap((group) => {
    const lanes = shownLanes(group, engine);
    if (!lanes || lanes.lanes.length === 0) return [];
    const names = labelOf && { labelOf, nameOf: namesOf(lanes.actors) };
    return [{ group, table: describeLanes(lanes, MOST_ROWS, names) }];
  });
  if (tables.length === 0) {
    return <p className={styles.empty}>No lane has been measured yet. Press Run, or switch to Model.</p>;
  }
  const replay = replayAlone({ groups });
  return tables.map(({ group, table }) => (
    <TablePanel
      key={group.key}
      title={group.offer.title}
      table={table}
      {...(replay && { momentText: (time: number) => momentText({ groups }, time) })}
    />
  ));
}
