import { ArrowRight, Check, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Question } from '../../program/lesson.ts';
import { isBorneOut } from '../../program/question.ts';
import { moveFocus } from '../focus.ts';
import { questionsFor } from '../state/stage-state.ts';
import { useStage } from '../state/stage-store.ts';
import { Asking } from './Asking.tsx';
import { comparison, predictionInWords, type TitleOf, type Words } from './outcome-words.ts';
import {
  type Answered,
  answeredFor,
  ask,
  awaitOutcome,
  faceOf,
  putAway,
  usePrediction,
} from './prediction.ts';
import styles from './QuestionCard.module.css';

/**
 * What the reader is to predict, and afterwards how it compares with what happened.
 *
 * @param children further buttons for those who would rather not be asked.
 */
export default function QuestionCard({ children }: { readonly children?: ReactNode }): ReactNode {
  const stage = useStage((state) => state);
  const prediction = usePrediction((state) => state);
  const card = useRef<HTMLElement>(null);
  useEffect(awaitOutcome, []);
  const face = faceOf(prediction, stage);
  const question = face.kind === 'none' ? null : face.question;
  useFocusKept(card, `${face.kind} ${question?.prompt}`);
  useFocusWhenAsked(card, prediction.calls);
  const titleOf: TitleOf = (mode) => stage.groups.find(({ key }) => key === mode)?.offer.title ?? mode;
  const questions = questionsFor(stage);
  const place = question ? questions.indexOf(question) : -1;
  const next = questions.slice(place + 1).find((other) => !answeredFor(prediction, other, stage));
  return (
    <>
      {face.kind !== 'none' && (
        <section
          ref={card}
          id="question"
          className={`${styles.card} ${face.kind === 'asking' ? styles.asking : ''}`}
          aria-label="Predict first"
          tabIndex={-1}
        >
          {face.kind === 'asking' && (
            <p className={styles.kicker}>
              Predict first
              {questions.length > 1 && (
                <span>
                  {place + 1} of {questions.length}
                </span>
              )}
            </p>
          )}
          {face.kind === 'asking' ? (
            <Asking key={face.question.prompt} question={face.question} others={children} />
          ) : (
            <Outcome
              question={face.question}
              answered={face.answered}
              next={next ?? null}
              titleOf={titleOf}
            />
          )}
        </section>
      )}
      <Announcement
        text={
          face.kind === 'asking'
            ? `Predict first: ${face.question.prompt}`
            : face.kind === 'answered'
              ? announced(face.question, face.answered, titleOf)
              : ''
        }
      />
    </>
  );
}

/** Says how a prediction compares with what happened, without colour and without a verdict on the reader. */
function Outcome(props: {
  readonly question: Question;
  readonly answered: Answered;
  readonly next: Question | null;
  readonly titleOf: TitleOf;
}): ReactNode {
  const { question, answered, next, titleOf } = props;
  const { prediction, outcome } = answered;
  const running = useStage((state) => state.running);
  const engine = useStage((state) => state.page.engine);
  return (
    <>
      <div className={styles.answered}>
        <h2 className={styles.asked}>{question.prompt}</h2>
        <p className={styles.comparison}>
          {outcome && isBorneOut(prediction, outcome) && (
            <span className={styles.tag}>
              <Check size={14} aria-hidden="true" />
              As you said
            </span>
          )}
          {outcome ? (
            <InWords words={comparisonOf(question, answered, titleOf)} />
          ) : (
            <>
              You said <InWords words={[predictionInWords(question, prediction, titleOf)]} />.{' '}
              {running || engine === 'model' ? 'Watch what happens.' : 'Run it to the end to compare.'}
            </>
          )}
        </p>
        {outcome && <p className={styles.because}>{question.because}</p>}
      </div>
      <div className={styles.after}>
        {outcome && next && (
          <button type="button" className="button" onClick={() => ask(next)}>
            Next question
            <ArrowRight size={15} aria-hidden="true" />
          </button>
        )}
        <button
          type="button"
          className="button button-quiet"
          aria-label="Put the question away"
          onClick={putAway}
        >
          <X size={17} aria-hidden="true" />
        </button>
      </div>
    </>
  );
}

export function InWords({ words }: { readonly words: readonly Words[] }): ReactNode {
  return words.map(({ text, as }, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: the words of a sentence keep their places
    if (as === 'strong') return <b key={index}>{text}</b>;
    // biome-ignore lint/suspicious/noArrayIndexKey: the words of a sentence keep their places
    if (as === 'code') return <code key={index}>{text}</code>;
    return text;
  });
}

export function comparisonOf(question: Question, answered: Answered, titleOf: TitleOf): readonly Words[] {
  const { prediction, outcome, engine } = answered;
  if (!outcome) return [];
  return comparison(question, prediction, outcome, engine === 'live' ? 'measured' : 'modelled', titleOf);
}

function announced(question: Question, answered: Answered, titleOf: TitleOf): string {
  const { prediction, outcome } = answered;
  if (!outcome) return '';
  const words = comparisonOf(question, answered, titleOf);
  const verdict = isBorneOut(prediction, outcome) ? 'As you said: ' : '';
  return `${verdict}${words.map(({ text }) => text).join('')} ${question.because}`;
}

/** A polite live region that is there before it has anything to say. */
function Announcement({ text }: { readonly text: string }): ReactNode {
  const [spoken, setSpoken] = useState('');
  useEffect(() => setSpoken(text), [text]);
  return (
    <p role="status" className="visually-hidden">
      {spoken}
    </p>
  );
}

/** Takes the focus to the card when a question has been asked for. */
function useFocusWhenAsked(card: { readonly current: HTMLElement | null }, calls: number): void {
  const heard = useRef(0);
  useEffect(() => {
    if (heard.current === calls) return;
    heard.current = calls;
    moveFocus(card.current?.querySelector('input'));
  }, [card, calls]);
}

/** Keeps the focus on the card when what had it there is gone with the face of the card that it was on. */
function useFocusKept(card: { readonly current: HTMLElement | null }, face: string): void {
  const hadFocus = useRef(false);
  const before = useRef(face);
  useEffect(() => {
    if (before.current !== face && hadFocus.current && document.activeElement === document.body) {
      const target = card.current?.querySelector<HTMLElement>('input:checked, input') ?? card.current;
      moveFocus(target, { preventScroll: true });
    }
    before.current = face;
    const follow = (): void => {
      const { activeElement } = document;
      if (activeElement !== document.body) hadFocus.current = card.current?.contains(activeElement) ?? false;
    };
    follow();
    document.addEventListener('focusin', follow);
    return () => document.removeEventListener('focusin', follow);
  }, [card, face]);
}
