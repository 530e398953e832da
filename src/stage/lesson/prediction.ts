import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Engine, PageState } from '../../io/page-state.ts';
import type { Question } from '../../program/lesson.ts';
import { answerTo, type Outcome, type Prediction } from '../../program/question.ts';
import type { Trace } from '../../trace/trace.ts';
import { run } from '../state/run.ts';
import { hideRuns, revealRuns } from '../state/settings.ts';
import { hidesRuns, questionsFor, type StageState, shownTrace } from '../state/stage-state.ts';
import { player, prefersReducedMotion, stageStore } from '../state/stage-store.ts';

/** What a reader has predicted, and what came of it. */
export interface Answered {
  readonly prediction: Prediction;
  /** What the page was then: with other parameters it is another run, of which nothing was predicted. */
  readonly about: Pick<PageState, 'scenario' | 'parameters' | 'machine' | 'seed'>;
  /** `null` until the runs are over. */
  readonly outcome: Outcome | null;
  /** Where the outcome comes from. */
  readonly engine: Engine;
}

interface PredictionState {
  readonly answers: ReadonlyMap<Question, Answered>;
  /** The question on the card; `null` for the first there is. */
  readonly question: Question | null;
  /** Whether the card stays after the answer, with what came of it. */
  readonly open: boolean;
  /** Counts how often the reader has asked for a question, which then takes the focus. */
  readonly calls: number;
}

const predictionStore = createStore<PredictionState>(() => ({
  answers: new Map(),
  question: null,
  open: false,
  calls: 0,
}));

export const usePrediction = <Selected>(select: (state: PredictionState) => Selected): Selected =>
  useStore(predictionStore, select);

/** What was predicted of the runs as the page has them now; `null` where nothing was. */
export function answeredFor(
  { answers }: PredictionState,
  question: Question,
  { page }: StageState,
): Answered | null {
  const answered = answers.get(question);
  if (!answered) return null;
  const { scenario, parameters, machine, seed } = answered.about;
  const isSame =
    page.scenario === scenario &&
    page.machine === machine &&
    page.seed === seed &&
    Object.entries(parameters).every(([name, value]) => page.parameters[name] === value);
  return isSame ? answered : null;
}

/** What the card shows: nothing, a question, or one that has been answered. */
export type CardFace =
  | { readonly kind: 'none' }
  | { readonly kind: 'asking'; readonly question: Question }
  | { readonly kind: 'answered'; readonly question: Question; readonly answered: Answered };

export function faceOf(prediction: PredictionState, stage: StageState): CardFace {
  const questions = questionsFor(stage);
  const chosen = questions.find((question) => question === prediction.question);
  if (hidesRuns(stage)) {
    const question = chosen ?? questions[0];
    return question ? { kind: 'asking', question } : { kind: 'none' };
  }
  if (!prediction.open || !chosen) return { kind: 'none' };
  const answered = answeredFor(prediction, chosen, stage);
  return answered ? { kind: 'answered', question: chosen, answered } : { kind: 'none' };
}

/** The traces on the stage once all of them are over and, where the model's are played, have been seen; `null` before. */
function finishedRuns({ groups, page, running }: StageState): ReadonlyMap<string, Trace> | null {
  const isLive = page.engine === 'live';
  if (running) return null;
  if (isLive && !groups.every(({ live }) => live?.phase === 'finished' || live?.phase === 'failed'))
    return null;
  const { time, duration } = player.store.getState();
  if (!isLive && (duration === 0 || time < duration)) return null;
  return new Map(
    groups.flatMap((group) => {
      const trace = shownTrace(group, page.engine);
      return trace ? [[group.key, trace] as const] : [];
    }),
  );
}

/** Notes what came of the predictions whose runs are over. */
function settle(): void {
  const stage = stageStore.getState();
  const prediction = predictionStore.getState();
  const face = faceOf(prediction, stage);
  if (face.kind !== 'answered' || face.answered.outcome) return;
  const runs = finishedRuns(stage);
  const outcome = runs && answerTo(face.question, runs);
  if (!outcome) return;
  const settled = { ...face.answered, outcome, engine: stage.page.engine };
  predictionStore.setState({ answers: new Map(prediction.answers).set(face.question, settled) });
}

/** Waits for the runs to be over, to say what came of a prediction. */
export function awaitOutcome(): () => void {
  settle();
  const stops = [stageStore.subscribe(settle), player.store.subscribe(settle)];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Calls for each prediction when it is made, and again when its outcome is known. */
export const followPredictions = (listener: (question: Question, answered: Answered) => void): (() => void) =>
  predictionStore.subscribe(({ answers }, previous) => {
    for (const [question, answered] of answers) {
      if (previous.answers.get(question) !== answered) listener(question, answered);
    }
  });

/** Takes a prediction and shows what happens: runs that are there already at their end, others from their start. */
export function predict(question: Question, prediction: Prediction): void {
  const { page } = stageStore.getState();
  const answered: Answered = { prediction, about: page, outcome: null, engine: page.engine };
  predictionStore.setState(({ answers }) => ({
    answers: new Map(answers).set(question, answered),
    question,
    open: true,
  }));
  revealRuns();
  const { groups } = stageStore.getState();
  const isThere = groups.every(({ live }) => live?.phase === 'finished' || live?.phase === 'failed');
  const rests = page.engine === 'model' && prefersReducedMotion();
  if ((page.engine === 'live' && isThere) || rests) player.toEnd();
  else void run();
}

/** Shows the runs without a prediction. */
export function skip(): void {
  predictionStore.setState({ open: false });
  revealRuns();
}

/** Asks a question, whether or not it has been asked before. */
export function ask(question: Question): void {
  predictionStore.setState(({ calls }) => ({ question, open: true, calls: calls + 1 }));
  hideRuns();
}

/** Puts the card away. */
export function putAway(): void {
  predictionStore.setState({ open: false });
}
