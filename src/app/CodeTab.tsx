import { type ReactNode, useId, useMemo, useRef } from 'react';
import { CodePanel } from '../panels/CodePanel.tsx';
import { SharedPanel } from '../panels/SharedPanel.tsx';
import { currentLines } from '../trace/output.ts';
import styles from './CodeTab.module.css';
import { type SoughtLine, useInspector } from './inspector.ts';
import { useMoments, useStateReader } from './moment.ts';
import { createSharedReaders, sharedAt } from './shared.ts';
import { player, selectGroup, useStage } from './stage.ts';
import { shownTrace } from './stage-state.ts';

/** Whether the playhead is where it was when a line was asked for. */
function isStillThere({ time, step }: SoughtLine): boolean {
  const now = player.store.getState();
  return now.time === time && now.step === step;
}

/** The listing of one mode, with the lines its actors are on at the playhead. */
export function CodeTab(): ReactNode {
  const groups = useStage((state) => state.groups);
  const selected = useStage((state) => state.selected);
  const engine = useStage((state) => state.page.engine);
  const parameters = useStage((state) => state.page.parameters);
  const moments = useMoments();
  const stateAt = useStateReader();
  const readers = useRef(createSharedReaders());
  const line = useInspector((state) => state.line);
  const id = useId();
  const group = groups.find(({ key }) => key === selected) ?? groups[0];
  const listing = useMemo(() => group?.offer.listing(parameters), [group?.offer, parameters]);
  if (!group || !listing) return null;
  const trace = shownTrace(group, engine);
  const moment = moments.find((candidate) => candidate.trace.actors === trace?.actors);
  const visitors = new Map<number, readonly string[]>();
  const state = moment && stateAt(moment);
  const sought = line?.group === group.key && isStillThere(line) ? line.line : null;
  if (moment && state) {
    for (const [line, actors] of currentLines(moment.trace, state)) {
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
      <CodePanel listing={listing} visitors={visitors} sought={sought} />
      {moment && state && <SharedPanel {...sharedAt(readers.current, moment.trace, state)} />}
    </>
  );
}
