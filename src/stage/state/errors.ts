import { type Seconds, seconds } from '../../base/units.ts';
import type { ActorId } from '../../trace/actors.ts';
import { endingEvent, errorsUpTo } from '../../trace/errors/happened-errors.ts';
import { createErrorReader, type ErrorReport } from '../../trace/errors/traceback.ts';
import { EVENT_CODE } from '../../trace/events.ts';
import type { Trace } from '../../trace/trace.ts';
import { eventsNow, momentsNow, useAtPlayhead } from '../playhead/moment.ts';
import { type Group, shownTrace } from './stage-state.ts';
import { player, shownTraces, stepOrder, useStage } from './stage-store.ts';
import { createTraceReaders } from './trace-readers.ts';

const readerOf = createTraceReaders(createErrorReader);

/** What went wrong in a trace so far. One reader serves all who ask about the same trace. */
export const errorsOf = (trace: Trace): ErrorReport => readerOf(trace).read(trace);

/** A line on the standard error. */
export interface Complaint {
  readonly time: Seconds;
  readonly actor: ActorId;
  readonly text: string;
  /** The index of the event after which it is there. */
  readonly event: number;
}

/** What Python writes to the standard error in a run: its warnings, and the last line of every traceback it prints. */
export function standardError(trace: Trace): readonly Complaint[] {
  const { tracebacks, warnings } = errorsOf(trace);
  const { time, kind } = trace.events;
  const printed = tracebacks.flatMap(({ actor, error, frames, fate, end }): readonly Complaint[] => {
    // A run that is cut off, as by a deadlock, prints nothing: nobody raises its error.
    const isRaised = frames.some((frame) => kind[frame.event] === EVENT_CODE.raise);
    const isUncaught = fate === 'ends-run' || fate === 'ends-thread';
    return isRaised && isUncaught && end !== null
      ? [{ time: seconds(time[end] as number), actor, text: error, event: end }]
      : [];
  });
  return [...warnings, ...printed];
}

/** How many errors and warnings of the runs on the stage have happened at the playhead. */
export const useErrorCount = (): number =>
  useAtPlayhead(() =>
    momentsNow().reduce((sum, { trace, count }) => sum + errorsUpTo(errorsOf(trace), count), 0),
  );

/** Whether the error that the run of a group has ended by has happened at the playhead; nothing else is told of it before. */
export function useHasFailed(group: Group): boolean {
  const engine = useStage((state) => state.page.engine);
  return useAtPlayhead(() => {
    const trace = shownTrace(group, engine);
    return trace?.error ? eventsNow(trace) > endingEvent(trace, errorsOf(trace)) : false;
  });
}

/** Puts the playhead where an event of a trace on the stage has just happened. */
export function seekEvent(trace: Trace, event: number): void {
  const index = shownTraces().findIndex(({ actors }) => actors === trace.actors);
  if (index >= 0) player.toStep(stepOrder().stepOfEvent(index, event));
}
