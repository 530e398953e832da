import type { MicroStep } from '../trace/state/last-accesses.ts';
import type { ShapedState } from './StateShape.tsx';

/** Somebody at a line of the listing, and what they have to do there with a shared variable. */
export interface LineVisitor {
  readonly key: number;
  readonly name: string;
  /** The colour of its lane, counted from 0; none below. */
  readonly hue: number;
  readonly state: ShapedState;
  readonly access: VisitorAccess | null;
  /** The variable that it is updating, and which of the three steps it is at. */
  readonly update: VisitorUpdate | null;
}

/** The last that somebody read or wrote. */
export interface VisitorAccess {
  readonly variable: string;
  readonly value: string;
  /** `hand` when it was read on an earlier line. */
  readonly kind: 'read' | 'hand' | 'write';
  /** What the variable is now, where that is another value than the one that was read. */
  readonly now: string | null;
}

/** An update under way. */
export interface VisitorUpdate {
  readonly variable: string;
  readonly step: MicroStep;
}

/** The steps of an update, in order. */
export const MICRO_STEPS: readonly MicroStep[] = ['read', 'work', 'write'];

/** `counter: read 3`, `counter: 3 in hand`, `counter ← 4`. */
export function accessInWords({ variable, value, kind }: VisitorAccess): string {
  switch (kind) {
    case 'read':
      return `${variable}: read ${value}`;
    case 'hand':
      return `${variable}: ${value} in hand`;
    case 'write':
      return `${variable} ← ${value}`;
  }
}

/** `updating counter, step 2 of 3: work`. */
export const updateInWords = ({ variable, step }: VisitorUpdate): string =>
  `updating ${variable}, step ${MICRO_STEPS.indexOf(step) + 1} of 3: ${step}`;

/** A visitor in a few words: `Worker 1, ready; updating counter, step 2 of 3: work; counter: 3 in hand, now 5`. */
export function visitorInWords({ name, state, access, update }: LineVisitor): string {
  const parts = [`${name}, ${state}`];
  if (update) parts.push(updateInWords(update));
  if (access) parts.push(accessInWords(access) + (access.now === null ? '' : `, now ${access.now}`));
  return parts.join('; ');
}

/** The visitors that are shown where there is room for so many, and the others. Whoever runs is shown first. */
export function withinRoom(
  visitors: readonly LineVisitor[],
  room: number,
): { readonly shown: readonly LineVisitor[]; readonly others: readonly LineVisitor[] } {
  const running = visitors.filter(({ state }) => state === 'running');
  const idle = visitors.filter(({ state }) => state !== 'running');
  const chosen = new Set([...running, ...idle].slice(0, room));
  return {
    shown: visitors.filter((visitor) => chosen.has(visitor)),
    others: visitors.filter((visitor) => !chosen.has(visitor)),
  };
}
