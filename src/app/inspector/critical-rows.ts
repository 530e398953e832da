import type { NumberRow } from '../../panels/NumbersPanel.tsx';
import { formatRatio, formatShare, formatTime } from '../../stage/format.ts';
import { describeCriticalPath } from '../../timeline/critical-description.ts';
import type { ActorId } from '../../trace/actors.ts';
import { criticalPath } from '../../trace/critical/critical-path.ts';
import { leastTime, scheduleBounds } from '../../trace/critical/schedule-bounds.ts';
import type { Trace } from '../../trace/trace.ts';

/** Reads something of every trace once. */
function once<Fact>(read: (trace: Trace) => Fact): (trace: Trace) => Fact {
  const known = new WeakMap<Trace, { readonly fact: Fact }>();
  return (trace) => {
    const { fact } = known.get(trace) ?? { fact: read(trace) };
    known.set(trace, { fact });
    return fact;
  };
}

const pathOf = once(criticalPath);
const boundsOf = once(scheduleBounds);

/** What actors are called. */
type NameOf = (actor: ActorId) => string;

/** What a run that is over could not have ended without any sooner. */
export function criticalPathRows(trace: Trace, nameOf: NameOf): readonly NumberRow[] {
  const description = describeCriticalPath(trace, pathOf(trace), nameOf);
  return description ? [{ label: 'Critical path', note: description.states, figure: description.way }] : [];
}

/** How fast the tasks of a run could be computed at best, by its model; nothing where they hardly compute. */
export function boundRows(model: Trace, nameOf: NameOf): readonly NumberRow[] {
  const bounds = boundsOf(model);
  if (!bounds) return [];
  const { longest, longestTime, total, largestSpeedUp } = bounds;
  const { cores } = model.machine;
  return [
    {
      label: 'Longest task',
      note: `${formatShare(longestTime / total)} of all the work: at most ${formatRatio(largestSpeedUp)} however many cores`,
      figure: nameOf(longest),
    },
    {
      label: `Bound on ${cores} ${cores === 1 ? 'core' : 'cores'}`,
      note: 'no schedule is faster, by the model',
      figure: `${formatTime(leastTime(bounds, cores))} s`,
    },
  ];
}
