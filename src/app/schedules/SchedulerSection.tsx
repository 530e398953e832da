import { CircleCheck, CircleDashed, CircleX, Redo2, RotateCcw, Undo2 } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { StepChoices } from '../../panels/StepChoices.tsx';
import { StepList } from '../../panels/StepList.tsx';
import type { SteppedRun } from '../../sim/stepped-run.ts';
import { useMoments } from '../../stage/playhead/moment.ts';
import {
  beScheduler,
  chooseStep,
  finishSchedule,
  historyStore,
  redo,
  saidStore,
  undo,
} from '../../stage/replay/replay.ts';
import { shownLanes } from '../../stage/state/lane-sources.ts';
import { endReplay } from '../../stage/state/settings.ts';
import type { Group } from '../../stage/state/stage-state.ts';
import { useStage } from '../../stage/state/stage-store.ts';
import { useActorNames } from '../../stage/state/story.ts';
import { NEUTRAL_HUE } from '../../trace/lanes/lanes.ts';
import { outcomeOf } from '../../trace/outcome.ts';
import type { Trace } from '../../trace/trace.ts';
import { catchRun } from './catch-run.ts';
import { faultsOf, type Goal, goalsFor, type SerialRuns } from './goals.ts';
import { faultInWords, GOALS, outcomeInWords, resultOf } from './outcome-words.ts';
import styles from './SchedulesTab.module.css';
import { detailsOf, moveStepTo, seekStep, stepAfter } from './step-at-playhead.ts';
import { nextSteps, type StepDetail, stepInWords } from './step-details.ts';

/** Where the steps of a mode are chosen, shown and moved. */
export function SchedulerSection({
  group,
  serial,
}: {
  readonly group: Group;
  readonly serial: SerialRuns;
}): ReactNode {
  const { replay } = group;
  return (
    <section className={styles.section} aria-label="Be the scheduler">
      <h3>Be the scheduler</h3>
      {replay ? (
        <Chosen group={group} run={replay.run} serial={serial} />
      ) : (
        <>
          <p>
            Who goes next is up to the operating system, and the program has to be right whoever it picks.
            Pick yourself, step by step.
          </p>
          <div className={styles.actions}>
            <button type="button" className="button button-primary" onClick={() => beScheduler(group)}>
              Be the scheduler
            </button>
          </div>
          <Goals goals={goalsFor(serial)} trace={null} serial={serial} />
          <Catch group={group} serial={serial} />
        </>
      )}
      <Said />
      {replay && <Steps group={group} run={replay.run} />}
    </section>
  );
}

/** What there is to say of the latest change; a live region, there from the beginning. */
function Said(): ReactNode {
  const said = useStore(saidStore);
  const text = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (said !== null) text.current?.scrollIntoView({ block: 'nearest' });
  }, [said]);
  return (
    <p ref={text} role="status" className={said === null ? 'visually-hidden' : styles.said}>
      {said}
    </p>
  );
}

/** A step as the lanes of its group name and colour it. */
function useStepWords(group: Group, run: SteppedRun) {
  const engine = useStage((state) => state.page.engine);
  const nameOf = useActorNames()(run.trace.actors);
  const lanes = shownLanes(group, engine);
  return (detail: StepDetail) => {
    const { thread, actor } = detail.step;
    return {
      thread,
      name: nameOf(actor),
      hue: lanes?.hueOf(actor) ?? NEUTRAL_HUE,
      words: stepInWords(detail),
      line: detail.line,
    };
  };
}

function Chosen({
  group,
  run,
  serial,
}: {
  readonly group: Group;
  readonly run: SteppedRun;
  readonly serial: SerialRuns;
}): ReactNode {
  const inWords = useStepWords(group, run);
  const isOver = run.choices.length === 0;
  return (
    <div className={styles.chosen}>
      <ScheduleButtons group={group} isOver={isOver} />
      {isOver ? (
        <Outcome trace={run.trace} />
      ) : (
        <>
          <h4>Who goes next?</h4>
          <StepChoices choices={nextSteps(run).map(inWords)} onChoose={chooseStep} />
          <p className={styles.remark}>
            The numbers are keys. <kbd>Backspace</kbd> undoes, and <kbd>Alt</kbd> with <kbd>←</kbd> or{' '}
            <kbd>→</kbd> moves the current step.
          </p>
        </>
      )}
      <Goals goals={goalsFor(serial)} trace={isOver ? run.trace : null} serial={serial} />
    </div>
  );
}

/** The steps taken, to go to and to move. */
function Steps({ group, run }: { readonly group: Group; readonly run: SteppedRun }): ReactNode {
  const inWords = useStepWords(group, run);
  const moment = useMoments().find(({ trace }) => trace.actors === run.trace.actors);
  const rows = detailsOf(run).map((detail) => ({ ...inWords(detail), isBlocked: detail.isBlocked }));
  if (rows.length === 0) return null;
  return (
    <>
      <h4>
        {rows.length} {rows.length === 1 ? 'step' : 'steps'}
      </h4>
      <StepList
        rows={rows}
        current={moment ? stepAfter(run, moment.count) : -1}
        onSelect={(index) => seekStep(run, index)}
        onMove={moveStepTo}
      />
    </>
  );
}

function ScheduleButtons({ group, isOver }: { readonly group: Group; readonly isOver: boolean }): ReactNode {
  const canUndo = useStore(historyStore, ({ past }) => past.length > 0);
  const canRedo = useStore(historyStore, ({ future }) => future.length > 0);
  return (
    <div className={styles.actions}>
      <button type="button" className="button" disabled={!canUndo} title="Undo (Backspace)" onClick={undo}>
        <Undo2 size={16} aria-hidden="true" />
        Undo
      </button>
      <button type="button" className="button" disabled={!canRedo} title="Redo (Ctrl+Y)" onClick={redo}>
        <Redo2 size={16} aria-hidden="true" />
        Redo
      </button>
      <button type="button" className="button" onClick={() => beScheduler(group)}>
        <RotateCcw size={16} aria-hidden="true" />
        Start over
      </button>
      {isOver ? (
        <button type="button" className="button" onClick={endReplay}>
          Leave
        </button>
      ) : (
        <button type="button" className="button" onClick={finishSchedule}>
          Finish it
        </button>
      )}
    </div>
  );
}

function Outcome({ trace }: { readonly trace: Trace }): ReactNode {
  const { kind, text } = useMemo(() => outcomeOf(trace), [trace]);
  return (
    <p className={styles.outcome} data-kind={kind}>
      <b>The run is over.</b> <span>{text}</span>
    </p>
  );
}

/** What can be tried for, and how it stands once the run is over. */
function Goals({
  goals,
  trace,
  serial,
}: {
  readonly goals: readonly Goal[];
  /** The run, once it is over. */
  readonly trace: Trace | null;
  readonly serial: SerialRuns;
}): ReactNode {
  if (goals.length === 0) return null;
  return (
    <>
      <h4>Goals</h4>
      <ul className={styles.goals} aria-label="Goals">
        {goals.map((goal) => {
          const result = trace && resultOf(goal, trace, serial);
          const Sign = result === null ? CircleDashed : result.isReached ? CircleCheck : CircleX;
          return (
            <li key={goal} data-result={result === null ? 'open' : result.isReached ? 'reached' : 'missed'}>
              <Sign size={16} aria-hidden="true" />
              <span>
                <b>{GOALS[goal]}</b>
                {result && <span className={styles.evidence}>{result.text}</span>}
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** Offers to keep the schedule of a live run that is over. */
function Catch({ group, serial }: { readonly group: Group; readonly serial: SerialRuns }): ReactNode {
  const engine = useStage((state) => state.page.engine);
  const { live } = group;
  const isOver = live?.phase === 'finished' || live?.phase === 'failed';
  const trace = engine === 'live' && isOver ? live.trace : null;
  const length = trace?.events.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a growing trace is the same object, only longer
  const told = useMemo(
    () => trace && { fault: faultsOf(trace, serial)[0], outcome: outcomeInWords(outcomeOf(trace)) },
    [trace, length, serial],
  );
  if (!trace || !told) return null;
  const { fault, outcome } = told;
  return (
    <div className={styles.catch}>
      <p>
        {fault ? faultInWords(fault) : 'The live run is over.'} Its schedule can be kept, to be looked at step
        by step: its outcome was {outcome}.
      </p>
      <button type="button" className="button" onClick={() => catchRun(group, trace)}>
        {fault ? 'Catch it' : 'Keep its schedule'}
      </button>
    </div>
  );
}
