import type { StepOperation } from './step-scheduler.ts';
import { objectOf } from './stepped-run.ts';

/** What a step touches that others can touch; `null` for a computation or the end of a sleep. */
export interface Touch {
  /** For example `variable counter`. */
  readonly thing: string;
  /** Whether it leaves the thing as it was, so that two of them can change places. */
  readonly reads: boolean;
}

const THING_KINDS = {
  read: 'variable',
  write: 'variable',
  acquire: 'lock',
  release: 'lock',
  put: 'queue',
  get: 'queue',
  output: 'standard output',
} as const;

/** What a step touches. @param operation `null` for the end of a sleep. */
export function touchOf(operation: StepOperation | null): Touch | null {
  if (operation === null || operation.kind === 'compute') return null;
  return {
    thing: `${THING_KINDS[operation.kind]} ${objectOf(operation) ?? ''}`,
    reads: operation.kind === 'read',
  };
}

/** Whether the order of two steps of different threads can make a difference. */
export const areDependent = (one: Touch | null, other: Touch | null): boolean =>
  one !== null && other !== null && one.thing === other.thing && !(one.reads && other.reads);
