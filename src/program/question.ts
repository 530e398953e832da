import { createRandom } from '../base/random.ts';
import { createOutputReader } from '../trace/output.ts';
import type { Trace } from '../trace/trace.ts';
import type { Question } from './lesson.ts';

/** What a reader says will be, by the kind of the question. */
export type Prediction =
  | { readonly kind: 'fastest' /** The key of a mode. */; readonly mode: string }
  | { readonly kind: 'duration' /** Program seconds. */; readonly seconds: number }
  | { readonly kind: 'printed'; readonly text: string }
  | { readonly kind: 'choice' /** The index of an option. */; readonly option: number };

/** What the runs show, by the kind of the question. */
export type Outcome =
  | {
      readonly kind: 'fastest';
      /** The keys of the modes that ended first: more than one where no clock tells them apart. */
      readonly modes: readonly string[];
      /** How long the first of them took, in program seconds. */
      readonly seconds: number;
    }
  | { readonly kind: 'duration' /** Program seconds. */; readonly seconds: number }
  | { readonly kind: 'printed' /** `null` where there is no such line. */; readonly text: string | null }
  | { readonly kind: 'choice' /** The index of an option. */; readonly option: number };

/** Runs by the keys of their modes. */
export type RunsByMode = ReadonlyMap<string, Trace>;

/** Modes that end within this share of the first one's time end together: measured runs differ by as much each time. */
const TOGETHER = 0.02;

/** How far a predicted time may be off and still be right, as a share of the true one. */
const SHARE_OFF = 0.1;

/** How far it may be off whatever the true one, in program seconds. */
const SECONDS_OFF = 0.1;

/** The line that a run printed at a place, counted from 0, or from the last, which is -1; `null` where there is none. */
export function printedLine(trace: Trace, line: number): string | null {
  return createOutputReader().read(trace).at(line)?.text ?? null;
}

/** What finished runs answer to a question; `null` while a run that it is about is missing. */
export function answerTo(question: Question, runs: RunsByMode): Outcome | null {
  switch (question.kind) {
    case 'fastest':
      return firstOf(runs);
    case 'duration': {
      const run = runs.get(question.mode);
      return run ? { kind: 'duration', seconds: run.duration } : null;
    }
    case 'printed': {
      const run = runs.get(question.mode);
      return run ? { kind: 'printed', text: printedLine(run, question.line) } : null;
    }
    case 'choice':
      return { kind: 'choice', option: question.answer };
  }
}

function firstOf(runs: RunsByMode): Outcome | null {
  if (runs.size === 0) return null;
  const shortest = Math.min(...[...runs.values()].map(({ duration }) => duration));
  const modes = [...runs]
    .filter(([, { duration }]) => duration <= shortest * (1 + TOGETHER))
    .map(([mode]) => mode);
  return { kind: 'fastest', modes, seconds: shortest };
}

/** Whether what was predicted is what came out. A time is right within a tenth, or a tenth of a second. */
export function isBorneOut(prediction: Prediction, outcome: Outcome): boolean {
  switch (prediction.kind) {
    case 'fastest':
      return outcome.kind === 'fastest' && outcome.modes.includes(prediction.mode);
    case 'duration':
      return (
        outcome.kind === 'duration' &&
        Math.abs(prediction.seconds - outcome.seconds) <= Math.max(SECONDS_OFF, SHARE_OFF * outcome.seconds)
      );
    case 'printed':
      return outcome.kind === 'printed' && prediction.text === outcome.text;
    case 'choice':
      return outcome.kind === 'choice' && prediction.option === outcome.option;
  }
}

/**
 * The lines to choose from, the true one among them, each once: in an order that tells nothing and is the same each time
 * that the question is asked.
 */
export function printedOptions(
  question: Extract<Question, { kind: 'printed' }>,
  truth: string,
): readonly string[] {
  const options = [...new Set([truth, ...question.instead])];
  const random = createRandom(hashOf(question.prompt));
  for (let last = options.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [options[last], options[other]] = [options[other] as string, options[last] as string];
  }
  return options;
}

/** A number of 32 bits for a text: FNV-1a, over UTF-16 code units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash;
}
