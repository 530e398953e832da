import { TriangleAlert } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { countUpTo } from '../../base/binary-search.ts';
import { timeText } from '../../base/time-text.ts';
import { GilPanel } from '../../panels/GilPanel.tsx';
import { LocksPanel } from '../../panels/LocksPanel.tsx';
import { WaitForFigure } from '../../panels/WaitForFigure.tsx';
import { hasEventLoop } from '../../program/modes.ts';
import { GroupChooser } from '../../stage/code/GroupChooser.tsx';
import { type Moment, useMoments, usePlayheadTime } from '../../stage/playhead/moment.ts';
import { stateAt } from '../../stage/playhead/state-reader.ts';
import { hoverActor } from '../../stage/state/selected-actor.ts';
import { type Group, shownTrace } from '../../stage/state/stage-state.ts';
import { selectGroup, useStage } from '../../stage/state/stage-store.ts';
import { useActorNames } from '../../stage/state/story.ts';
import { createTraceReaders } from '../../stage/state/trace-readers.ts';
import { describeCycle, type WaitForGraph, type WaitNode } from '../../trace/locks/wait-for-graph.ts';
import { GilDials } from './GilDials.tsx';
import styles from './LocksTab.module.css';
import {
  createLockReaders,
  gilsAt,
  type LockMoment,
  locksAt,
  shownGroup,
  thingsAt,
  timeOfMoment,
  waitsAt,
} from './locks.ts';

/** Locks, what they guard, who waits for whom, and the GIL of one mode. */
export default function LocksTab(): ReactNode {
  const groups = useStage((state) => state.groups);
  const selected = useStage((state) => state.selected);
  const engine = useStage((state) => state.page.engine);
  const moments = useMoments();
  const time = usePlayheadTime();
  const readers = useRef(createTraceReaders(createLockReaders));
  const namesOf = useActorNames();
  const [chosen, setChosen] = useState<string | null>(null);
  const group = shownGroup(groups, selected, chosen, (each) => shownTrace(each, engine) ?? each.model);
  if (!group) return null;
  const shown = shownTrace(group, engine);
  const { model } = group;
  const isForecast = !shown && model !== null;
  const moment: Moment | undefined = isForecast
    ? { trace: model, count: countUpTo(model.events.time, time, model.events.length) }
    : moments.find((candidate) => candidate.trace.actors === shown?.actors);
  const state = moment && stateAt(moment);
  const whole: LockMoment | undefined = moment &&
    state && {
      ...moment,
      state,
      time: timeOfMoment(state, time, moment.trace),
      readers: readers.current(moment.trace),
      nameOf: namesOf(moment.trace.actors),
    };
  return (
    <>
      <GroupChooser
        label="Run"
        groups={groups}
        chosen={group.key}
        onChoose={(key) => {
          setChosen(key);
          selectGroup(key);
        }}
      />
      {isForecast && (
        <p className={styles.forecast}>Not run yet: this is what the model predicts. The next Run is live.</p>
      )}
      {whole ? (
        <Sections group={group} moment={whole} />
      ) : (
        <p className={styles.empty}>There is no run to show yet.</p>
      )}
    </>
  );
}

function Sections({ group, moment }: { readonly group: Group; readonly moment: LockMoment }): ReactNode {
  const locks = locksAt(moment);
  const things = thingsAt(moment).filter(({ verdict }) => locks.length > 0 || verdict !== 'alone');
  const waits = waitsAt(moment, stateAt);
  const isDeadlocked = waits.graph.cycle !== null;
  const figure = <Waits group={group} moment={moment} waits={waits} />;
  return (
    <div className={styles.sections}>
      {isDeadlocked && figure}
      {locks.length === 0 && <NoLocks group={group} moment={moment} />}
      <LocksPanel locks={locks} things={things} />
      {!isDeadlocked && figure}
      <Gils group={group} moment={moment} />
    </div>
  );
}

function NoLocks({ group, moment }: { readonly group: Group; readonly moment: LockMoment }): ReactNode {
  const queues = moment.trace.actors.filter(({ kind }) => kind === 'queue');
  return (
    <p className={styles.empty}>
      {moment.readers.locks.read(moment.trace).locks.length > 0
        ? 'No lock has been asked for yet.'
        : `“${group.offer.title}” uses no lock.`}
      {queues.length > 0 && ' A queue needs none: it keeps itself in order, one put or get at a time.'}
    </p>
  );
}

function Waits(props: {
  readonly group: Group;
  readonly moment: LockMoment;
  readonly waits: ReturnType<typeof waitsAt>;
}): ReactNode {
  const { group, moment, waits } = props;
  const { graph, isCutOff } = waits;
  const { cycle, since } = graph;
  return (
    <section className={styles.section}>
      <h3>{isCutOff ? 'Who waited for whom' : 'Who waits for whom'}</h3>
      {cycle && (
        <p className={styles.deadlock} role="status">
          <TriangleAlert size={16} aria-hidden="true" />
          <span>
            Deadlock since {timeText(since ?? 0)} s: {describeCycle(cycle, moment.nameOf)}.
            {isCutOff && ' The run was ended here; CPython would hang.'}
          </span>
        </p>
      )}
      {graph.edges.length > 0 ? (
        <>
          <WaitForFigure
            graph={graph}
            isOver={isCutOff}
            nameOf={moment.nameOf}
            onPoint={(actor) => hoverActor(actor === null ? null : { group: group.key, actor })}
          />
          <p className={styles.key}>{keyInWords(graph, isCutOff)}</p>
        </>
      ) : (
        <p className={styles.quiet}>Nobody waits for a lock, for a queue or for the end of another now.</p>
      )}
    </section>
  );
}

/** What the lines and shapes of a graph mean, of those that are in it. */
function keyInWords({ nodes, edges }: WaitForGraph, isOver: boolean): string {
  const has = (kind: WaitNode['kind']): boolean => nodes.some((node) => node.kind === kind);
  const isHeld = edges.some(({ kind }) => kind === 'held-by');
  return [
    `A solid arrow: ${isOver ? 'waited for' : 'waits for'}.`,
    ...(isHeld ? [`A broken one: ${isOver ? 'was held by' : 'is held by'}.`] : []),
    `Boxes are threads or tasks${has('lock') ? ', pointed ones locks or semaphores' : ''}${
      has('queue') ? ', barred ones queues' : ''
    }.`,
  ].join(' ');
}

function Gils({ group, moment }: { readonly group: Group; readonly moment: LockMoment }): ReactNode {
  const { id } = group.offer.mode;
  const engine = useStage((state) => state.page.engine);
  if (id === 'sync' || hasEventLoop(id)) {
    return (
      <section className={styles.section}>
        <h3>GIL</h3>
        <p className={styles.quiet}>
          {id === 'sync' ? 'One thread does everything' : 'One thread runs the event loop and all its tasks'},
          so nobody competes with it for the GIL.
        </p>
      </section>
    );
  }
  const gils = gilsAt(moment);
  const isReplay = moment.trace.provenance === 'replayed';
  return (
    <section className={styles.section}>
      <h3>GIL</h3>
      {!isReplay && <GilDials isFixed={group.offer.freeThreaded === true} />}
      {engine === 'live' && !isReplay && (
        <p className={styles.key}>A live run takes what is set here when it is run next.</p>
      )}
      {gils.map((gil) => (
        <div key={gil.key}>
          {gils.length > 1 && <h4 className={styles.process}>{gil.name}</h4>}
          <GilPanel gil={gil} />
        </div>
      ))}
      {gils.length === 0 && <p className={styles.quiet}>{whyNoGil(group, moment)}</p>}
    </section>
  );
}

function whyNoGil({ offer }: Group, { trace }: LockMoment): string {
  if (offer.freeThreaded || trace.params.gil === false) {
    return 'The free-threaded build has no GIL: threads run on every core, and only locks keep them apart.';
  }
  return offer.mode.id === 'processes'
    ? 'Each process has a GIL of its own, and one thread: nobody competes for it.'
    : 'There is one thread, so nobody competes for the GIL.';
}
