import type { Question } from '../../program/lesson.ts';
import { isBorneOut, type Outcome, type Prediction } from '../../program/question.ts';
import { formatTime } from '../format.ts';

/** A stretch of a sentence; `strong` for what was said or came out, `code` for what a program printed. */
export interface Words {
  readonly text: string;
  readonly as: 'plain' | 'strong' | 'code';
}

const plain = (text: string): Words => ({ text, as: 'plain' });
const strong = (text: string): Words => ({ text, as: 'strong' });
const code = (text: string): Words => ({ text, as: 'code' });

/** A mode by its key, as the page calls it. */
export type TitleOf = (mode: string) => string;

/** `Async`, `Async and Threads`, `Async, Threads and Processes`. */
function listed(titles: readonly string[]): string {
  const last = titles.at(-1) ?? '';
  return titles.length < 2 ? last : `${titles.slice(0, -1).join(', ')} and ${last}`;
}

const optionOf = (question: Question, option: number): string =>
  question.kind === 'choice' ? (question.options[option] ?? '') : '';

/** A prediction alone: `8 s`. */
export function predictionInWords(question: Question, prediction: Prediction, titleOf: TitleOf): Words {
  switch (prediction.kind) {
    case 'fastest':
      return strong(titleOf(prediction.mode));
    case 'duration':
      return strong(`${prediction.seconds} s`);
    case 'printed':
      return code(prediction.text);
    case 'choice':
      return strong(optionOf(question, prediction.option));
  }
}

/** What came out, as the second half of a sentence: `it took 5.00 s`. */
function outcomeInWords(question: Question, outcome: Outcome, titleOf: TitleOf): readonly Words[] {
  switch (outcome.kind) {
    case 'fastest': {
      const together = outcome.modes.length > 1 ? ' ended first, together, after ' : ' ended first, after ';
      return [
        strong(listed(outcome.modes.map(titleOf))),
        plain(together),
        strong(`${formatTime(outcome.seconds)} s`),
      ];
    }
    case 'duration':
      return [plain('it took '), strong(`${formatTime(outcome.seconds)} s`)];
    case 'printed':
      return outcome.text === null
        ? [plain('it printed no such line')]
        : [plain('it printed '), code(outcome.text)];
    case 'choice':
      return [plain('the answer is '), strong(optionOf(question, outcome.option))];
  }
}

/** `You said 8 s; it took 5.00 s, measured.` What came out just as it was said is not said twice. */
export function comparison(
  question: Question,
  prediction: Prediction,
  outcome: Outcome,
  source: 'measured' | 'modelled',
  titleOf: TitleOf,
): readonly Words[] {
  const isRun = outcome.kind !== 'choice';
  const isSaidAlready = outcome.kind === 'choice' || outcome.kind === 'printed';
  if (isSaidAlready && isBorneOut(prediction, outcome)) {
    return [predictionInWords(question, prediction, titleOf), plain(isRun ? `, ${source}.` : '')];
  }
  return [
    plain('You said '),
    predictionInWords(question, prediction, titleOf),
    plain('; '),
    ...outcomeInWords(question, outcome, titleOf),
    plain(isRun ? `, ${source}.` : '.'),
  ];
}
