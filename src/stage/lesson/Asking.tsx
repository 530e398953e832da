import { type ReactNode, useId, useMemo, useState } from 'react';
import { assertNever } from '../../base/assert-never.ts';
import { countText } from '../../base/count-text.ts';
import type { Question } from '../../program/lesson.ts';
import { type Prediction, printedLine, printedOptions } from '../../program/question.ts';
import { simulate } from '../../sim/simulate.ts';
import type { StageState } from '../state/stage-state.ts';
import { useStage } from '../state/stage-store.ts';
import { predict, skip } from './prediction.ts';
import styles from './QuestionCard.module.css';

/** One of the answers that are offered. */
interface Option {
  readonly label: string;
  readonly prediction: Prediction;
  /** Whether it is text that a program prints. */
  readonly isCode: boolean;
}

/** A question to be answered, or not; `others` are further buttons for those who would rather not. */
export function Asking({
  question,
  others,
}: {
  readonly question: Question;
  readonly others: ReactNode;
}): ReactNode {
  const [chosen, setChosen] = useState<Prediction | null>(null);
  const engine = useStage((state) => state.page.engine);
  const heading = useId();
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen) predict(question, chosen);
      }}
    >
      <fieldset className={styles.fields} aria-labelledby={heading}>
        <h2 id={heading} className={styles.prompt}>
          {question.prompt}
        </h2>
        {question.kind === 'duration' ? (
          <Duration labelledBy={heading} onChange={setChosen} />
        ) : (
          <Options question={question} onChange={setChosen} />
        )}
      </fieldset>
      <div className={styles.actions}>
        <button type="submit" className="button button-primary" disabled={chosen === null}>
          {engine === 'live' ? 'Run and compare' : 'Play and compare'}
        </button>
        <button type="button" className="button" onClick={skip}>
          Skip
        </button>
        {others}
      </div>
    </form>
  );
}

function Options(props: {
  readonly question: Exclude<Question, { kind: 'duration' }>;
  readonly onChange: (prediction: Prediction) => void;
}): ReactNode {
  const { question, onChange } = props;
  const groups = useStage((state) => state.groups);
  const scenario = useStage((state) => state.scenario);
  const page = useStage((state) => state.page);
  const name = useId();
  const options = useMemo(
    () => optionsOf(question, { groups, scenario, page }),
    [question, groups, scenario, page],
  );
  return (
    <div className={styles.options}>
      {options.map(({ label, prediction, isCode }) => (
        <label key={label} className={styles.option}>
          <input type="radio" name={name} onChange={() => onChange(prediction)} />
          {isCode ? <code>{label}</code> : label}
        </label>
      ))}
    </div>
  );
}

/** The answers that a question offers. A line that is printed is hidden among others, so its run is made, and not shown. */
function optionsOf(
  question: Exclude<Question, { kind: 'duration' }>,
  { groups, scenario, page }: Pick<StageState, 'groups' | 'scenario' | 'page'>,
): readonly Option[] {
  switch (question.kind) {
    case 'fastest':
      return groups.map(({ key, offer }) => ({
        label: offer.title,
        prediction: { kind: 'fastest', mode: key },
        isCode: false,
      }));
    case 'choice':
      return question.options.map((label, option) => ({
        label,
        prediction: { kind: 'choice', option },
        isCode: false,
      }));
    case 'printed': {
      const mode = groups.find(({ key }) => key === question.mode)?.offer.mode;
      const truth = mode && printedLine(simulate(scenario, mode, page), question.line);
      const lines = truth ? printedOptions(question, truth) : question.instead;
      return lines.map((text) => ({ label: text, prediction: { kind: 'printed', text }, isCode: true }));
    }
    default:
      return assertNever(question);
  }
}

const LONGEST = 100_000;

/** The time that a field says, in program seconds; `null` where what it says is none. */
function secondsIn(text: string): number | null {
  const value = Number(text.replace(',', '.'));
  return text !== '' && value >= 0 && value <= LONGEST ? value : null;
}

/** A time in program seconds. What is not accepted is answered with what is. */
function Duration(props: {
  readonly labelledBy: string;
  readonly onChange: (prediction: Prediction | null) => void;
}): ReactNode {
  const [isRefused, setRefused] = useState(false);
  const problem = useId();
  return (
    <>
      <span className={styles.duration}>
        <input
          type="text"
          inputMode="decimal"
          autoComplete="off"
          aria-labelledby={props.labelledBy}
          aria-describedby={problem}
          aria-invalid={isRefused}
          onChange={({ target }) => {
            const text = target.value.trim();
            const seconds = secondsIn(text);
            setRefused(text !== '' && seconds === null);
            props.onChange(seconds === null ? null : { kind: 'duration', seconds });
          }}
        />
        <span>seconds</span>
      </span>
      <p id={problem} className={styles.problem} role="status">
        {isRefused && `A number of seconds from 0 to ${countText(LONGEST)}, such as 2.5.`}
      </p>
    </>
  );
}
