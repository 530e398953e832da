import type { ArrowKind } from '../trace/arrows/arrow-columns.ts';
import type { ArrowItem } from './arrow-items.ts';

/** How arrows of a kind are drawn: told apart by the line and the head, never by colour. */
export interface ArrowStyle {
  /** Lengths of dashes and gaps, in pixels; none for a line without gaps. */
  readonly dash: readonly number[];
  /** A triangle, filled or not, or an angle. */
  readonly head: 'filled' | 'hollow' | 'angle';
}

export const ARROW_STYLES: Readonly<Record<ArrowKind, ArrowStyle>> = {
  spawn: { dash: [], head: 'hollow' },
  wake: { dash: [], head: 'filled' },
  'hand-over': { dash: [5, 2.5], head: 'filled' },
  gil: { dash: [1, 2.5], head: 'filled' },
  join: { dash: [], head: 'angle' },
};

/** Pixels: the line, the line of what has just happened, the margin that sets an arrow off, the dot it begins with. */
export const ARROW_MEASURES = { line: 1.3, emphasised: 2.2, margin: 1.6, dotRadius: 1.8 } as const;

/** The outline of an arrow, in pixels. */
export interface ArrowShape {
  /** A cubic curve: where it begins, its two control points, where it ends. */
  readonly line: readonly [Point, Point, Point, Point];
  /** The corners of the head; its tip is the second one. */
  readonly head: readonly [Point, Point, Point];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The length of a head and half its width, in pixels. */
const HEAD_LENGTH = 6;
const HEAD_HALF = 3.5;

/** How far an arrow bends to its side, in pixels. */
const BEND = 22;

/** The outline of an arrow. It leaves and reaches bars upright, however far apart in time they are, or else from the side. */
export function arrowShape(arrow: Omit<ArrowItem, 'kind'>): ArrowShape {
  return arrow.bend === 0 ? upright(arrow) : bent(arrow);
}

function upright({ arrow, x1, y1, x2, y2 }: Omit<ArrowItem, 'kind'>): ArrowShape {
  const direction = y2 < y1 ? -1 : 1;
  const base = y2 - direction * Math.min(HEAD_LENGTH, Math.abs(y2 - y1) / 2);
  const middle = (y1 + base) / 2;
  return {
    line: [
      { x: x1, y: y1 },
      { x: x1, y: middle },
      { x: x2, y: middle },
      { x: x2, y: ARROW_STYLES[arrow].head === 'angle' ? y2 : base },
    ],
    head: [
      { x: x2 - HEAD_HALF, y: base },
      { x: x2, y: y2 },
      { x: x2 + HEAD_HALF, y: base },
    ],
  };
}

function bent({ arrow, x1, y1, x2, y2, bend }: Omit<ArrowItem, 'kind'>): ArrowShape {
  const base = x2 + bend * HEAD_LENGTH;
  return {
    line: [
      { x: x1, y: y1 },
      { x: x1 + bend * BEND, y: y1 },
      { x: base + bend * BEND, y: y2 },
      { x: ARROW_STYLES[arrow].head === 'angle' ? x2 : base, y: y2 },
    ],
    head: [
      { x: base, y: y2 - HEAD_HALF },
      { x: x2, y: y2 },
      { x: base, y: y2 + HEAD_HALF },
    ],
  };
}
