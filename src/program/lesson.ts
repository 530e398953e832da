import type { ActorKind } from '../trace/actors.ts';
import type { Moment } from './moment.ts';

/** The course documents whose figures and claims are quoted: a notebook and a classroom note. */
export type CourseDocument = 'notebook' | 'note';

/** What a reader is to think about before the run shows it. Modes are named by their keys. */
export type Question = {
  readonly prompt: string;
  /** Shown with the answer: why it is so. */
  readonly because: string;
} & (
  | /** Which mode ends first? The options are the modes on the stage. */ { readonly kind: 'fastest' }
  | /** How long does a mode take? The answer is a number of program seconds. */ {
      readonly kind: 'duration';
      readonly mode: string;
    }
  | /** What does a mode print as its `line`, counted from 0, or from the last, which is -1? */ {
      readonly kind: 'printed';
      readonly mode: string;
      readonly line: number;
      /** Lines it does not print, among which the true one is hidden. */
      readonly instead: readonly string[];
    }
  | /** Which of these is so, whatever the parameters? */ {
      readonly kind: 'choice';
      readonly options: readonly string[];
      /** The index of the right one. */
      readonly answer: number;
    }
);

/** A remark pinned to a moment of the run of one mode, named by its key. */
export interface Note {
  readonly mode: string;
  readonly at: Moment;
  readonly text: string;
  /** The engine whose runs it is true of, where the page's own does otherwise than CPython; both unless given. */
  readonly engine?: 'model' | 'live';
}

/** What a course document says of a workload, where the run shows it otherwise. */
export interface Correction {
  readonly source: CourseDocument;
  /** What it says. */
  readonly claim: string;
  /** What is so, and where the run shows it. */
  readonly finding: string;
  /** Where to see it. */
  readonly evidence: { readonly mode: string; readonly at: Moment };
}

/** Other names for the lanes of a run, so that it tells an everyday story. */
export interface Skin {
  /** What the story is called: `At the restaurant`. */
  readonly title: string;
  /** The story's name of an actor; `null` for one that keeps its own. */
  readonly rename: (kind: ActorKind, name: string) => string | null;
}

/** What there is to learn from a workload. */
export interface Lesson {
  /** What to predict first; at least one. */
  readonly questions: readonly [Question, ...Question[]];
  readonly notes: readonly Note[];
  /** What to remember, in a sentence or two. */
  readonly takeaway: string;
  readonly corrections?: readonly Correction[];
  readonly skin?: Skin;
}

/**
 * The questions that can be asked while these modes are on the stage, named by their keys: none asks about a run that is
 * not there, and where there is one mode only, nobody asks which is the fastest.
 */
export function questionsAbout(lesson: Lesson | null, modes: readonly string[]): readonly Question[] {
  return (lesson?.questions ?? []).filter((question) => {
    switch (question.kind) {
      case 'fastest':
        return modes.length > 1;
      case 'choice':
        return true;
      default:
        return modes.includes(question.mode);
    }
  });
}
