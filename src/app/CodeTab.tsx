import { type ReactNode, useId, useMemo } from 'react';
import { CodePanel } from '../panels/CodePanel.tsx';
import { currentLines } from '../trace/output.ts';
import styles from './CodeTab.module.css';
import { useMoments, useStateReader } from './moment.ts';
import { selectGroup, useStage } from './stage.ts';
import { shownTrace } from './stage-state.ts';

/** The listing of one mode, with the lines its actors are on at the playhead. */
export function CodeTab(): ReactNode {
  const groups = useStage((state) => state.groups);
  const selected = useStage((state) => state.selected);
  const engine = useStage((state) => state.page.engine);
  const parameters = useStage((state) => state.page.parameters);
  const moments = useMoments();
  const stateAt = useStateReader();
  const id = useId();
  const group = groups.find(({ key }) => key === selected) ?? groups[0];
  const listing = useMemo(() => group?.offer.listing(parameters), [group?.offer, parameters]);
  if (!group || !listing) return null;
  const trace = shownTrace(group, engine);
  const moment = moments.find((candidate) => candidate.trace.actors === trace?.actors);
  const visitors = new Map<number, readonly string[]>();
  if (moment) {
    for (const [line, actors] of currentLines(moment.trace, stateAt(moment))) {
      visitors.set(
        line,
        actors.map((actor) => moment.trace.actors[actor]?.name ?? ''),
      );
    }
  }
  return (
    <>
      <div className={styles.chooser}>
        <label htmlFor={id}>Listing</label>
        <select id={id} value={group.key} onChange={(event) => selectGroup(event.target.value)}>
          {groups.map(({ key, offer }) => (
            <option key={key} value={key}>
              {offer.title}
            </option>
          ))}
        </select>
      </div>
      <CodePanel listing={listing} visitors={visitors} />
    </>
  );
}
