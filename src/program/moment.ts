import { EVENT_CODE, type EventKind } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';
import type { Mark } from './effects.ts';

/**
 * A moment of a run, told by what happens in it rather than by a time: it is found again in every run of the workload,
 * modelled or measured, whatever its parameters.
 */
export interface Moment {
  readonly event: EventKind;
  /** The name of the event's actor; anybody's unless given. */
  readonly actor?: string;
  /** The statement that the actor is at by then; any unless given. */
  readonly at?: Mark;
  /** Which of those events, counted from 0; from the last, which is -1, where it is negative. The first unless given. */
  readonly nth?: number;
}

/**
 * The event that a moment stands for: its index in the trace, or `null` where the run has, or has as yet, none.
 *
 * @param lines the line of each mark in the listing of the mode that ran.
 */
export function findMoment(
  trace: Trace,
  lines: Readonly<Record<Mark, number>>,
  moment: Moment,
): number | null {
  const { events, actors } = trace;
  const wanted = EVENT_CODE[moment.event];
  const line = moment.at === undefined ? null : lines[moment.at];
  if (line === undefined) return null;
  const { nth = 0 } = moment;
  const current = new Map<number, number>();
  const found: number[] = [];
  for (let index = 0; index < events.length; index++) {
    const actor = events.actor[index] as number;
    const kind = events.kind[index] as number;
    if (kind === EVENT_CODE.line) current.set(actor, events.value[index] as number);
    if (kind !== wanted) continue;
    if (moment.actor !== undefined && actors[actor]?.name !== moment.actor) continue;
    if (line !== null && current.get(actor) !== line) continue;
    if (found.length === nth && nth >= 0) return index;
    found.push(index);
  }
  return nth < 0 ? (found.at(nth) ?? null) : null;
}
