import { countUpTo } from '../../base/binary-search.ts';
import { STEP_DURATION } from '../../sim/step-duration.ts';
import { EVENT_OF_STEP, type Step, type SteppedRun, type TakenStep } from '../../sim/stepped-run.ts';
import { EVENT_CODE } from '../../trace/events.ts';
import { createStateReader } from '../../trace/state/state-reader.ts';
import type { Trace } from '../../trace/trace.ts';

/** A step and what there is to say of it. */
export interface StepDetail {
  readonly step: Step;
  /** The line of the listing that it is on; 0 where it is on none. */
  readonly line: number;
  /** What is read, written, put, got or printed, as Python shows it; `null` where nothing is, or it is not known yet. */
  readonly value: string | null;
}

/** A step that has been taken, and what came of it. */
export interface TakenStepDetail extends StepDetail {
  /** Whether its thread has to wait for what it asks for. */
  readonly isBlocked: boolean;
  /** The index of the event after which it is done; where it leaves none, of the last before it. */
  readonly event: number;
}

/** Half a step: what times of events may differ by and still be those of one step. */
const TOLERANCE = STEP_DURATION / 2;

/** What there is to say of each step of a run. */
export function takenSteps({ trace, steps }: SteppedRun): readonly TakenStepDetail[] {
  const states = createStateReader();
  return steps.map((step) => {
    const begun = countUpTo(trace.events.time, step.time + TOLERANCE, trace.events.length);
    const line = states.at(trace, begun).lineOf(step.actor);
    return { step, line, ...resultOf(trace, step, begun) };
  });
}

/** What came of a step, given how many events there were before it was done. */
function resultOf(trace: Trace, step: TakenStep, begun: number): Omit<TakenStepDetail, 'step' | 'line'> {
  const { events, texts } = trace;
  const done = countUpTo(events.time, step.time + STEP_DURATION + TOLERANCE, events.length);
  const wanted = EVENT_OF_STEP[step.kind];
  const isOwn = (index: number): boolean => events.actor[index] === step.actor;
  const isWanted = (index: number): boolean =>
    isOwn(index) && (wanted === null || events.kind[index] === wanted);
  let event = begun;
  while (event < done && !isWanted(event)) event++;
  const isDone = wanted !== null && event < done;
  const isRead = isDone && (step.kind === 'read' || step.kind === 'get');
  let isBlocked = (step.kind === 'put' || step.kind === 'get') && !isDone;
  for (let index = event; index < done && step.kind === 'acquire' && !isBlocked; index++) {
    if (isOwn(index) && events.kind[index] === EVENT_CODE.acquire) break;
    isBlocked = isOwn(index) && events.kind[index] === EVENT_CODE.block;
  }
  return {
    event: event < done ? event : begun - 1,
    value: isRead ? (texts[events.value[event] as number] ?? null) : step.value,
    isBlocked,
  };
}

/** What there is to say of the steps that can be taken next. */
export function nextSteps({ trace, choices }: SteppedRun): readonly StepDetail[] {
  const state = createStateReader().at(trace, trace.events.length);
  return choices.map((step) => ({ step, line: state.lineOf(step.actor), value: step.value }));
}

/** A step in words: `reads counter: 0`. */
export function stepInWords({
  step,
  value,
  isBlocked,
}: StepDetail & { readonly isBlocked?: boolean }): string {
  const object = step.object ?? '';
  switch (step.kind) {
    case 'read':
      return value === null ? `reads ${object}` : `reads ${object}: ${value}`;
    case 'write':
      return `writes ${object} = ${value ?? ''}`;
    case 'acquire':
      if (isBlocked === undefined) return `asks for ${object}`;
      return isBlocked ? `has to wait for ${object}` : `takes ${object}`;
    case 'release':
      return `releases ${object}`;
    case 'put':
      return isBlocked ? `waits for room in ${object}` : `puts ${value ?? 'an item'} into ${object}`;
    case 'get':
      if (isBlocked) return `waits for an item in ${object}`;
      return value === null ? `takes an item out of ${object}` : `takes ${value} out of ${object}`;
    case 'output':
      return `prints ${value ?? ''}`;
    case 'compute':
      return 'computes';
    case 'wake':
      return 'wakes up';
  }
}
