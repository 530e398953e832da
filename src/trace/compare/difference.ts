import type { ActorId } from '../actors.ts';
import type { TimeKind } from './time-spent.ts';

/** What a difference is about. */
export type Aspect =
  | 'error'
  | 'variable'
  | 'jobs-finished'
  | 'jobs-failed'
  | 'jobs-cancelled'
  | 'lines'
  | 'order'
  | 'elapsed'
  | TimeKind
  | 'running-or-core'
  | 'median-latency'
  | 'worst-latency'
  | 'processes'
  | 'threads'
  | 'tasks'
  | 'jobs'
  | 'gil-turns'
  | 'context-switches'
  | 'bytes';

/** Actors that a difference is about, in each of the runs. */
export interface ActorsOfBoth {
  readonly from: readonly ActorId[];
  readonly to: readonly ActorId[];
}

interface Named {
  readonly kind: Aspect;
  /** The name of the lock or variable it is about; `null` where it is about neither. */
  readonly subject: string | null;
  readonly actors: ActorsOfBoth;
}

/** A figure that two runs do not share. */
export interface FigureDifference extends Named {
  /** Times are in program seconds. */
  readonly measure: 'time' | 'count' | 'bytes';
  readonly from: number;
  readonly to: number;
  /** `to` − `from`. */
  readonly difference: number;
  /** The name of the actor that most of it is due to, where several have a share in the figure. */
  readonly mostly: string | null;
}

/** Something that two runs tell in other words; `null` where a run has nothing of the kind. */
export interface TextDifference extends Named {
  readonly measure: 'text';
  readonly from: string | null;
  readonly to: string | null;
}

export type Difference = FigureDifference | TextDifference;

const NOBODY: ActorsOfBoth = { from: [], to: [] };

/** A figure of two runs, about nobody in particular. */
export const figure = (
  kind: Aspect,
  measure: FigureDifference['measure'],
  from: number,
  to: number,
): FigureDifference => ({
  kind,
  measure,
  subject: null,
  from,
  to,
  difference: to - from,
  actors: NOBODY,
  mostly: null,
});

/** What two runs tell otherwise, about nobody in particular. */
export const textDifference = (kind: Aspect, from: string | null, to: string | null): TextDifference => ({
  kind,
  measure: 'text',
  subject: null,
  actors: NOBODY,
  from,
  to,
});
