import type { ArrowItem } from './arrow-items.ts';
import { ARROW_MEASURES, ARROW_STYLES, type ArrowShape, arrowShape } from './arrow-shape.ts';
import type { Palette } from './palette.ts';

/** Draws an arrow. Leaves the line and fill of the context as it has set them, but no dashes. */
export function drawArrow(context: CanvasRenderingContext2D, item: ArrowItem, palette: Palette): void {
  const shape = arrowShape(item);
  const { line, emphasised, margin, dotRadius } = ARROW_MEASURES;
  const { dash, head } = ARROW_STYLES[item.arrow];
  const colour = item.bend === 0 ? palette.ink : palette.accent;
  const thickness = item.bend === 0 ? line : emphasised;
  context.lineJoin = 'round';
  context.strokeStyle = palette.ground;
  context.fillStyle = palette.ground;
  context.lineWidth = thickness + 2 * margin;
  traceLine(context, shape);
  context.stroke();
  traceHead(context, shape);
  context.stroke();
  if (head === 'hollow') context.fill();
  dot(context, item, dotRadius + margin);
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineWidth = thickness;
  context.setLineDash([...dash]);
  traceLine(context, shape);
  context.stroke();
  context.setLineDash([]);
  traceHead(context, shape);
  if (head !== 'angle') context.closePath();
  if (head === 'filled') context.fill();
  context.stroke();
  dot(context, item, dotRadius);
  context.lineJoin = 'miter';
}

function traceLine(context: CanvasRenderingContext2D, { line }: ArrowShape): void {
  const [start, one, other, end] = line;
  context.beginPath();
  context.moveTo(start.x, start.y);
  context.bezierCurveTo(one.x, one.y, other.x, other.y, end.x, end.y);
}

function traceHead(context: CanvasRenderingContext2D, { head }: ArrowShape): void {
  const [left, tip, right] = head;
  context.beginPath();
  context.moveTo(left.x, left.y);
  context.lineTo(tip.x, tip.y);
  context.lineTo(right.x, right.y);
}

function dot(context: CanvasRenderingContext2D, { x1, y1 }: ArrowItem, radius: number): void {
  context.beginPath();
  context.arc(x1, y1, radius, 0, 2 * Math.PI);
  context.fill();
}
