import type { Seconds } from '../../../src/base/units.ts';
import type { ActorId } from '../../../src/trace/actors.ts';
import { createEventLoopReader, type EventLoopHistory } from '../../../src/trace/loop/event-loop-history.ts';
import { type LoopMoment, loopAt } from '../../../src/trace/loop/event-loop-moment.ts';
import { createStateReader } from '../../../src/trace/state/state-reader.ts';
import type { Trace } from '../../../src/trace/trace.ts';

/** The one event loop of a trace. @throws Error when it has none. */
export function historyOf(trace: Trace): EventLoopHistory {
  const [history] = createEventLoopReader().read(trace);
  if (!history) throw new Error('The trace has no event loop.');
  return history;
}

/** The moments of the event loop of a trace, by the count of events that have happened. */
export function momentsOf(trace: Trace): (count: number, time?: number) => LoopMoment {
  const history = historyOf(trace);
  const reader = createStateReader();
  return (count, time = trace.events.time[count - 1] ?? 0) =>
    loopAt(trace, history, reader.at(trace, count), time as Seconds);
}

/** How many events of a trace have happened by a time, those of that very time only up to the first that satisfies. */
export function countAt(trace: Trace, time: number): number {
  const times = trace.events.time;
  let count = 0;
  while (count < trace.events.length && (times[count] as number) <= time) count++;
  return count;
}

/** The names of actors, so that expectations can be read. */
export const names = (trace: Trace, actors: readonly ActorId[]): string[] =>
  actors.map((actor) => trace.actors[actor]?.name ?? '');

/** A moment in names and numbers. */
export function described(trace: Trace, moment: LoopMoment) {
  const name = (actor: ActorId): string => trace.actors[actor]?.name ?? '';
  return {
    phase: moment.phase,
    ready: moment.ready.map(({ task }) => name(task)),
    running: moment.running && name(moment.running.task),
    sleeping: moment.sleeping.map(({ task, left }) => [name(task), Number(left.toFixed(3))]),
    waiting: moment.waiting.map(({ task, reason, subject, awaited }) =>
      [name(task), reason, ...(awaited.length > 0 ? awaited.map(name) : [name(subject)])].filter(Boolean),
    ),
    ended: moment.ended.map(({ task }) => name(task)),
  };
}
