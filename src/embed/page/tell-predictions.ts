import { modeKey } from '../../program/modes.ts';
import { isBorneOut } from '../../program/question.ts';
import { predictionInWords } from '../../stage/lesson/outcome-words.ts';
import { followPredictions } from '../../stage/lesson/prediction.ts';
import { stageStore } from '../../stage/state/stage-store.ts';
import type { PredictionDetail } from '../protocol/messages.ts';

const titleOf = (key: string): string =>
  stageStore.getState().scenario.modes.find(({ mode }) => modeKey(mode) === key)?.title ?? key;

/** Tells of each prediction when it is made, and again when the run has shown whether it is so. */
export function tellPredictions(tell: (prediction: PredictionDetail) => void): void {
  followPredictions((question, { prediction, outcome }) =>
    tell({
      question: question.prompt,
      predicted: predictionInWords(question, prediction, titleOf).text,
      isRight: outcome && isBorneOut(prediction, outcome),
    }),
  );
}
