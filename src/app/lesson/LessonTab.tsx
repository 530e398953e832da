import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { Correction, CourseDocument, Lesson } from '../../program/lesson.ts';
import { modeKey } from '../../program/modes.ts';
import { formatTime } from '../../stage/format.ts';
import { answeredFor, ask, skip, usePrediction } from '../../stage/lesson/prediction.ts';
import { comparisonOf, InWords } from '../../stage/lesson/QuestionCard.tsx';
import { resetSettings } from '../../stage/state/settings.ts';
import { hidesRuns, isAsOpened, questionsFor } from '../../stage/state/stage-state.ts';
import { setStory, useStage } from '../../stage/state/stage-store.ts';
import { isAskedFirst, keepAskedFirst } from '../kept/kept-switch.ts';
import { goToNote, useCurrentNote } from './current-note.ts';
import { goTo } from './go-to.ts';
import styles from './LessonTab.module.css';
import { pinNotes, useArePinned } from './pins.ts';
import { type PlacedNote, placedNotes } from './placed-notes.ts';
import { useIsSeen } from './seen.ts';

/** What there is to learn from the workload on the stage. */
export default function LessonTab(): ReactNode {
  const lesson = useStage((state) => state.scenario.lesson);
  const isHidden = useStage(hidesRuns);
  if (!lesson) return <p className={styles.empty}>There is no lesson for this workload.</p>;
  if (isHidden) {
    return (
      <div className={styles.empty}>
        <p>The lesson is here once you have answered the question, or skipped it.</p>
        <button type="button" className="button" onClick={skip}>
          Skip the question
        </button>
      </div>
    );
  }
  return (
    <div className={styles.lesson}>
      <Changed />
      <Takeaway lesson={lesson} />
      <Notes />
      {lesson.corrections?.map((correction) => (
        <CorrectionBox key={correction.claim} correction={correction} />
      ))}
      <Questions />
      {lesson.skin && <Story title={lesson.skin.title} />}
      <Asked />
    </div>
  );
}

/** Says that the lesson is about the workload as it opens, once the reader has set it otherwise. */
function Changed(): ReactNode {
  const isChanged = useStage((state) => !isAsOpened(state));
  if (!isChanged) return null;
  return (
    <p className={styles.changed}>
      The lesson speaks of the workload as it opens; its parameters or the machine have been changed since.{' '}
      <button type="button" onClick={resetSettings}>
        Set them back
      </button>
    </p>
  );
}

/** What to remember. It waits until the run has shown why. */
function Takeaway({ lesson }: { readonly lesson: Lesson }): ReactNode {
  const scenario = useStage((state) => state.scenario);
  const stage = useStage((state) => state);
  const isSeen = useIsSeen(scenario);
  const hasAnswered = usePrediction((prediction) =>
    lesson.questions.some((question) => answeredFor(prediction, question, stage)?.outcome),
  );
  if (isSeen || hasAnswered) return <p className={styles.takeaway}>{lesson.takeaway}</p>;
  return (
    <details key={scenario.id} className={styles.kept}>
      <summary>What to take away</summary>
      <p className={styles.takeaway}>{lesson.takeaway}</p>
    </details>
  );
}

/** The notes in the order of time; the one that the playhead has come to is marked. */
function Notes(): ReactNode {
  const scenario = useStage((state) => state.scenario);
  const groups = useStage((state) => state.groups);
  const page = useStage((state) => state.page);
  const revision = useStage((state) => state.revision);
  const pinned = useArePinned();
  // biome-ignore lint/correctness/useExhaustiveDependencies: live traces grow with the revision
  const notes = useMemo(() => placedNotes({ scenario, groups, page }), [scenario, groups, page, revision]);
  const current = useCurrentNote(notes);
  const list = useRef<HTMLOListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another note is current
  useEffect(() => {
    keepInView(list.current?.querySelector('[aria-current]') ?? null);
  }, [current]);
  if (notes.length === 0) return null;
  return (
    <section aria-labelledby="lesson-notes">
      <div className={styles.head}>
        <h3 id="lesson-notes">Notes</h3>
        <Switch label="Pinned to the lanes" checked={pinned} onChange={pinNotes} />
      </div>
      <ol ref={list} className={styles.notes}>
        {notes.map((placed) => (
          <NoteItem key={placed.number} placed={placed} isCurrent={placed.number === current} />
        ))}
      </ol>
    </section>
  );
}

function NoteItem(props: { readonly placed: PlacedNote; readonly isCurrent: boolean }): ReactNode {
  const { number, note, group, place } = props.placed;
  const title = useTitleOf(note.mode);
  const isElsewhere = group !== null && place === null;
  return (
    <li>
      <button
        type="button"
        aria-current={props.isCurrent ? 'step' : undefined}
        disabled={isElsewhere}
        onClick={() => goToNote(note)}
      >
        <i>{number}</i>
        <span className={styles.where}>
          {place && <time>{formatTime(place.time)} s</time>}
          <span>{title}</span>
          {!group && <span>is off: shows it</span>}
          {isElsewhere && <span>not in this run</span>}
        </span>
        <span className={styles.text}>{note.text}</span>
      </button>
    </li>
  );
}

/** Scrolls a list's own box, and nothing around it, so that an item is seen. */
function keepInView(item: Element | null): void {
  const box = item?.closest('[role="tabpanel"]');
  if (!item || !box) return;
  const { top, bottom } = item.getBoundingClientRect();
  const outer = box.getBoundingClientRect();
  if (top < outer.top) box.scrollTop += top - outer.top;
  else if (bottom > outer.bottom) box.scrollTop += bottom - outer.bottom;
}

const SAYS: Readonly<Record<CourseDocument, string>> = {
  notebook: 'The notebook says',
  note: 'The note says',
};

/** What a course document says, and what the run shows instead. */
function CorrectionBox({ correction }: { readonly correction: Correction }): ReactNode {
  const { source, claim, finding, evidence } = correction;
  const title = useTitleOf(evidence.mode);
  return (
    <section className={styles.correction} aria-label={`${SAYS[source]}, the run shows`}>
      <div className={styles.claim}>
        <h3>{SAYS[source]}</h3>
        <p>{claim}</p>
      </div>
      <div className={styles.finding}>
        <h3>The run shows</h3>
        <p>{finding}</p>
        <button type="button" className="button" onClick={() => goTo(evidence.mode, evidence.at)}>
          See it in {title}
        </button>
      </div>
    </section>
  );
}

/** The questions, to be asked again, with what was said before. */
function Questions(): ReactNode {
  const stage = useStage((state) => state);
  const prediction = usePrediction((state) => state);
  const questions = questionsFor(stage);
  if (questions.length === 0) return null;
  const titleOf = (mode: string): string => stage.groups.find(({ key }) => key === mode)?.offer.title ?? mode;
  return (
    <section aria-labelledby="lesson-questions">
      <h3 id="lesson-questions">Predict</h3>
      <ul className={styles.questions}>
        {questions.map((question) => {
          const answered = answeredFor(prediction, question, stage);
          return (
            <li key={question.prompt}>
              <p>{question.prompt}</p>
              {answered?.outcome && (
                <p className={styles.said}>
                  <InWords words={comparisonOf(question, answered, titleOf)} />
                </p>
              )}
              <button
                type="button"
                className="button"
                aria-label={`Predict: ${question.prompt}`}
                onClick={() => ask(question)}
              >
                {answered ? 'Predict again' : 'Predict'}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** The same run under everyday names. */
function Story({ title }: { readonly title: string }): ReactNode {
  const story = useStage((state) => state.page.story);
  return (
    <section aria-labelledby="lesson-story">
      <div className={styles.head}>
        <h3 id="lesson-story">As a story</h3>
        <Switch label={title} checked={story} onChange={setStory} />
      </div>
      <p className={styles.remark}>The lanes take the names of the story. Everything else stays as it is.</p>
    </section>
  );
}

/** Whether the reader is asked first when a workload is opened. */
function Asked(): ReactNode {
  const [asked, setAsked] = useState(isAskedFirst);
  return (
    <section>
      <Switch
        label="Ask me to predict when I open a workload"
        checked={asked}
        onChange={(wanted) => {
          keepAskedFirst(wanted);
          setAsked(wanted);
        }}
      />
    </section>
  );
}

function Switch(props: {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}): ReactNode {
  return (
    <label className={styles.switch}>
      <input
        type="checkbox"
        checked={props.checked}
        onChange={({ target }) => props.onChange(target.checked)}
      />
      {props.label}
    </label>
  );
}

/** What the page calls a mode of the workload on the stage, whether or not it is on. */
function useTitleOf(mode: string): string {
  const modes = useStage((state) => state.scenario.modes);
  return modes.find((offer) => modeKey(offer.mode) === mode)?.title ?? mode;
}
