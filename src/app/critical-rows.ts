import type { NumberRow } from '../panels/NumbersPanel.tsx';
import { describeCriticalPath } from '../timeline/critical-description.ts';
import { criticalPath } from '../trace/critical-path.ts';
import { leastTime, scheduleBounds } from '../trace/schedule-bounds.ts';
import type { Trace } from '../trace/trace.ts';
import { formatRatio, formatShare, formatTime } from './format.ts';

const pathRows = new WeakMap<Trace, readonly NumberRow[]>();
const rowsOfBounds = new WeakMap<Trace, readonly NumberRow[]>();

/** The rows that a trace gives, read once. */
function once(
  known: WeakMap<Trace, readonly NumberRow[]>,
  trace: Trace,
  read: (trace: Trace) => readonly NumberRow[],
): readonly NumberRow[] {
  const rows = known.get(trace) ?? read(trace);
  known.set(trace, rows);
  return rows;
}

/** What a run that is over could not have ended without any sooner. */
export const criticalPathRows = (trace: Trace): readonly NumberRow[] => once(pathRows, trace, readPath);

function readPath(trace: Trace): readonly NumberRow[] {
  const description = describeCriticalPath(trace, criticalPath(trace));
  return description ? [{ label: 'Critical path', note: description.states, figure: description.way }] : [];
}

/** How fast the tasks of a run could be computed at best, by its model; nothing where they hardly compute. */
export const boundRows = (model: Trace): readonly NumberRow[] => once(rowsOfBounds, model, readBounds);

function readBounds(model: Trace): readonly NumberRow[] {
  const bounds = scheduleBounds(model);
  if (!bounds) return [];
  const { longest, longestTime, total, largestSpeedUp } = bounds;
  const { cores } = model.machine;
  return [
    {
      label: 'Longest task',
      note: `${formatShare(longestTime / total)} of all the work: at most ${formatRatio(largestSpeedUp)} however many cores`,
      figure: model.actors[longest]?.name ?? '',
    },
    {
      label: `Bound on ${cores} ${cores === 1 ? 'core' : 'cores'}`,
      note: 'no schedule is faster, by the model',
      figure: `${formatTime(leastTime(bounds, cores))} s`,
    },
  ];
}
