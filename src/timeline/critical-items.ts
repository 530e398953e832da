import { countBelow, countUpTo } from '../base/binary-search.ts';
import type { CriticalLines, CriticalSegments } from './critical-lines.ts';
import type { Row } from './layout.ts';
import { type Plot, timeToX, type Viewport } from './viewport.ts';

/** A part of the critical path: a line under a lane's bars, or upright from one lane to the next. */
export interface CriticalItem {
  readonly kind: 'critical';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The height of a line under the bars of a lane, and the width of one between two lanes. */
const THICKNESS = 3;
const THIN = 2;

/** Stretches closer together than this are one line. */
const CLOSE = 1;

/** Between lanes whose stretches are further apart than this no line is drawn. */
const FAR = 8;

/** More lines between lanes than this would hide what they connect: nearer by, there are fewer. */
const MOST_JUMPS = 80;

/** What ends outside the view is drawn this far outside. */
const OVERHANG = 12;

/** Adds what a viewport shows of the critical path to the items of a picture. */
export function addCriticalPath(
  items: { push(item: CriticalItem): void },
  rows: readonly Row[],
  { segments, jumps }: CriticalLines,
  viewport: Viewport,
  plot: Plot,
): void {
  const rowOf = new Map(rows.flatMap((row) => (row.lane ? [[row.lane.actor, row] as const] : [])));
  for (const [actor, row] of rowOf) {
    const own = segments.get(actor);
    if (own) addLines(items, row, own, viewport, plot);
  }
  const shown = jumps.filter(({ reached }) => reached >= viewport.from && reached <= viewport.to);
  if (shown.length > MOST_JUMPS) return;
  for (const { from, to, left, reached } of shown) {
    const [one, other] = [rowOf.get(from), rowOf.get(to)];
    const x = timeToX(viewport, plot, reached);
    if (!one || !other || x - timeToX(viewport, plot, left) > FAR) continue;
    const [top, bottom] = [lineOf(one), lineOf(other)].sort((a, b) => a.y - b.y) as [Line, Line];
    items.push({
      kind: 'critical',
      x: x - THIN / 2,
      y: top.y,
      width: THIN,
      height: bottom.y + bottom.height - top.y,
    });
  }
}

interface Line {
  readonly y: number;
  readonly height: number;
}

/** Where the line of a row lies: at the foot of its bars. */
function lineOf({ barTop, barHeight }: Row): Line {
  const height = Math.min(THICKNESS, barHeight / 2);
  return { y: barTop + barHeight + 1 - height, height };
}

function addLines(
  items: { push(item: CriticalItem): void },
  row: Row,
  { start, end }: CriticalSegments,
  viewport: Viewport,
  plot: Plot,
): void {
  const { y, height } = lineOf(row);
  const last = countUpTo(start, viewport.to);
  const close = (CLOSE / plot.width) * (viewport.to - viewport.from);
  const leftmost = plot.left - OVERHANG;
  const rightmost = plot.left + plot.width + OVERHANG;
  let index = countBelow(end, viewport.from);
  while (index < last) {
    const first = index;
    while (index + 1 < last && (start[index + 1] as number) - (end[index] as number) < close) index++;
    const x = Math.max(timeToX(viewport, plot, start[first] as number), leftmost);
    const right = Math.min(timeToX(viewport, plot, end[index] as number), rightmost);
    items.push({ kind: 'critical', x, y, width: Math.max(right - x, THIN), height });
    index++;
  }
}
