import type { VisitorsByLine } from '../../panels/CodePanel.tsx';
import type { LineVisitor, VisitorAccess } from '../../panels/line-visitor.ts';
import type { ShapedState } from '../../panels/StateShape.tsx';
import type { ActorId } from '../../trace/actors.ts';
import { currentLines } from '../../trace/state/current-lines.ts';
import type { Access, Accesses } from '../../trace/state/last-accesses.ts';
import type { TraceState } from '../../trace/state/state.ts';
import type { Trace } from '../../trace/trace.ts';

/** What is known of a moment of a trace, and how its actors are shown. */
export interface VisitorsRequest {
  readonly trace: Trace;
  readonly state: TraceState;
  readonly accesses: Accesses;
  /** The value of a variable, as text; `null` before it is first read or written. */
  readonly variableValue: (variable: ActorId) => string | null;
  readonly nameOf: (actor: ActorId) => string;
  /** The colour of an actor's lane, counted from 0; none below. */
  readonly hueOf: (actor: ActorId) => number;
}

/** Who is at each line of the listing at a moment, each with what it has last read or written. */
export function visitorsAt(request: VisitorsRequest): VisitorsByLine {
  const visitors = new Map<number, readonly LineVisitor[]>();
  for (const [line, actors] of currentLines(request.trace, request.state)) {
    visitors.set(
      line,
      actors.map((actor) => visitorOf(request, actor)),
    );
  }
  return visitors;
}

function visitorOf(request: VisitorsRequest, actor: ActorId): LineVisitor {
  const { trace, state, accesses, nameOf, hueOf } = request;
  const { last, update } = accesses.at(actor, state.count);
  return {
    key: actor,
    name: nameOf(actor),
    hue: hueOf(actor),
    // Who has ended, or not begun, is at no line.
    state: state.statusOf(actor) as ShapedState,
    access: last && accessOf(request, last),
    update: update && { variable: nameOfVariable(trace, update.variable), step: update.step },
  };
}

/** What somebody has read or written on this line, or has read before; `null` once they have written elsewhere. */
function accessOf({ trace, variableValue }: VisitorsRequest, last: Access): VisitorAccess | null {
  const { kind, value, isHere } = last;
  const variable = nameOfVariable(trace, last.variable);
  if (kind === 'write') return isHere ? { kind, variable, value, now: null } : null;
  const now = variableValue(last.variable);
  return { kind: isHere ? 'read' : 'hand', variable, value, now: now === value ? null : now };
}

const nameOfVariable = ({ actors }: Trace, variable: ActorId): string => actors[variable]?.name ?? '';
