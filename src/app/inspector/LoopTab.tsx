import type { ReactNode } from 'react';
import { LoopPanel } from '../../panels/LoopPanel.tsx';
import { hasEventLoop } from '../../program/modes.ts';
import { GroupChooser } from '../../stage/code/GroupChooser.tsx';
import { type Moment, useMoments, usePlayheadTime } from '../../stage/playhead/moment.ts';
import { stateAt } from '../../stage/playhead/state-reader.ts';
import { seekEvent } from '../../stage/state/errors.ts';
import { shownLanes } from '../../stage/state/lane-sources.ts';
import { toggleMode } from '../../stage/state/settings.ts';
import { type Group, hidesRuns, shownTrace } from '../../stage/state/stage-state.ts';
import { player, useStage } from '../../stage/state/stage-store.ts';
import { useActorNames } from '../../stage/state/story.ts';
import { instantReaderOf } from '../../stage/why/instants.ts';
import { NEUTRAL_HUE } from '../../trace/lanes/lanes.ts';
import { loopAt } from '../../trace/loop/event-loop-moment.ts';
import { takesUpInWords } from '../../trace/loop/event-loop-words.ts';
import { why } from '../../trace/why/why.ts';
import { choose } from '../catalogue/choose.ts';
import { useActorSelection } from './actor-selection.ts';
import styles from './LoopTab.module.css';
import { loopProps } from './loop-props.ts';

/** The workload that shows an event loop and nothing else. */
const HELLO = 'hello';

/** The event loop of one mode at the playhead. */
export default function LoopTab(): ReactNode {
  const groups = useStage((state) => state.groups);
  const selected = useStage((state) => state.selected);
  const engine = useStage((state) => state.page.engine);
  const moments = useMoments();
  const looped = groups.filter(({ offer }) => hasEventLoop(offer.mode.id));
  const group = looped.find(({ key }) => key === selected) ?? looped[0];
  if (!group) return <NoLoop />;
  const trace = shownTrace(group, engine);
  const moment = moments.find((candidate) => candidate.trace.actors === trace?.actors);
  const other = groups.find(({ key }) => key === selected && key !== group.key);
  return (
    <>
      {looped.length > 1 && <GroupChooser label="Event loop of" groups={looped} chosen={group.key} />}
      {other && (
        <p className={styles.remark}>
          {other.offer.title} has no event loop. This is the one of {group.offer.title}.
        </p>
      )}
      {moment ? <Loop key={group.key} group={group} moment={moment} /> : <NoRun group={group} />}
    </>
  );
}

function Loop({ group, moment }: { readonly group: Group; readonly moment: Moment }): ReactNode {
  const engine = useStage((state) => state.page.engine);
  const time = usePlayheadTime();
  const namesOf = useActorNames();
  const selection = useActorSelection(group.key);
  const { trace } = moment;
  const state = stateAt(moment);
  const instant = instantReaderOf(trace).at(trace, state, time);
  const { loops } = instant;
  const history = loops.findLast(({ loop }) => state.statusOf(loop) !== 'absent') ?? loops[0];
  if (!history) return <p className={styles.empty}>The run has not made its event loop yet.</p>;
  const now = loopAt(trace, history, state, time);
  const lanes = shownLanes(group, engine);
  return (
    <LoopPanel
      {...loopProps({
        trace,
        history,
        state,
        moment: now,
        time,
        sentence: now.next === null ? why(instant, history.loop) : takesUpInWords(now, now.next),
        nameOf: namesOf(trace.actors),
        hueOf: (actor) => lanes?.hueOf(actor) ?? NEUTRAL_HUE,
        onGo: (event) => seekEvent(trace, event),
      })}
      isPlaying={player.store.getState().playing}
      selection={selection}
    />
  );
}

/** No mode on the stage has an event loop: says why, and how to see one. */
function NoLoop(): ReactNode {
  const offer = useStage((state) => state.scenario.modes.find(({ mode }) => hasEventLoop(mode.id)));
  return (
    <div className={styles.empty}>
      <p>
        No mode on the stage has an event loop. The operating system takes turns between threads and between
        processes; only coroutines have a loop of asyncio to do so.
      </p>
      {offer ? (
        <button type="button" className="button" onClick={() => toggleMode(offer.mode)}>
          Turn on {offer.title}
        </button>
      ) : (
        <button type="button" className="button" onClick={() => void choose(HELLO)}>
          Open a workload that has one
        </button>
      )}
    </div>
  );
}

/** A mode with an event loop, but without a run. */
function NoRun({ group }: { readonly group: Group }): ReactNode {
  const isHidden = useStage(hidesRuns);
  if (isHidden) {
    return (
      <p className={styles.empty}>
        The event loop is here once you have answered the question, or skipped it.
      </p>
    );
  }
  return (
    <p className={styles.empty}>
      {group.problem ?? 'No event loop has run yet. Press Run, or switch to Model.'}
    </p>
  );
}
