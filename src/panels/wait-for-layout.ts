import type { ActorId } from '../trace/actors.ts';
import type { WaitEdge, WaitForGraph, WaitNode } from '../trace/locks/wait-for-graph.ts';

/** A node with its place: its middle and its size, in pixels. */
export interface PlacedNode extends WaitNode {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** An edge as a line from the border of one node to that of another. */
export interface PlacedEdge extends WaitEdge {
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
}

/** A wait-for graph as it is to be drawn. */
export interface WaitForLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  /** How many nodes are left out, as others like them are drawn. */
  readonly omitted: number;
}

/** The room there is. */
export interface LayoutRoom {
  /** In pixels; a drawing that needs more is wider. */
  readonly width: number;
  /** The size of the text, in pixels. */
  readonly text: number;
}

/** The width of a letter in sizes of the text, on average and rather too much. */
const LETTER = 0.62;

/** Longer names are cut. */
const MOST_LETTERS = 16;

/** Of those who wait for the same, and are waited for alike, so many are drawn; fewer where they find no room. */
const MOST_ALIKE = { wide: 6, narrow: 3 };

const GAP = { column: 26, row: 14, margin: 3 };

/**
 * Places a wait-for graph. A circle is drawn as one, with whoever waits outside it in rows below; without one, nodes stand
 * in layers: first who waits, last who is waited for.
 */
export function layoutWaitForGraph(
  graph: WaitForGraph,
  nameOf: (actor: ActorId) => string,
  room: LayoutRoom,
): WaitForLayout {
  const layout = layoutWith(MOST_ALIKE.wide, graph, nameOf, room);
  if (layout.width <= room.width) return layout;
  const narrower = layoutWith(MOST_ALIKE.narrow, graph, nameOf, room);
  return narrower.width < layout.width ? narrower : layout;
}

function layoutWith(
  mostAlike: number,
  graph: WaitForGraph,
  nameOf: (actor: ActorId) => string,
  room: LayoutRoom,
): WaitForLayout {
  const { nodes, edges, omitted } = withoutCrowds(graph, mostAlike);
  const height = Math.round(room.text * 2.2);
  const sized = nodes.map((node): Sized => {
    const full = nameOf(node.actor);
    const name = full.length > MOST_LETTERS ? `${full.slice(0, MOST_LETTERS - 1)}…` : full;
    const width = Math.round((name.length * LETTER + (node.kind === 'flow' ? 1.8 : 3.2)) * room.text);
    return { ...node, name, width, height };
  });
  const placed = graph.cycle ? circle(sized, graph.cycle, room) : layers(sized, edges, room);
  const byActor = new Map(placed.map((node) => [node.actor, node]));
  const right = Math.max(0, ...placed.map(({ x, width }) => x + width / 2));
  const bottom = Math.max(0, ...placed.map(({ y, height }) => y + height / 2));
  return {
    width: Math.max(room.width, right + GAP.margin),
    height: bottom + GAP.margin,
    nodes: placed,
    edges: edges.flatMap((edge) => {
      const from = byActor.get(edge.from);
      const to = byActor.get(edge.to);
      return from && to ? [{ ...edge, ...between(from, to) }] : [];
    }),
    omitted,
  };
}

type Sized = Omit<PlacedNode, 'x' | 'y'>;

/** Leaves out most of those who wait for the same and are waited for, or hold, alike. */
function withoutCrowds({ nodes, edges }: WaitForGraph, mostAlike: number) {
  const neighbours = new Map<ActorId, string[]>(nodes.map(({ actor }) => [actor, []]));
  for (const { from, to } of edges) {
    neighbours.get(from)?.push(`to ${to}`);
    neighbours.get(to)?.push(`from ${from}`);
  }
  const seen = new Map<string, number>();
  const left = new Set<ActorId>();
  for (const { actor, inCycle } of nodes) {
    const crowd = (neighbours.get(actor) ?? []).sort().join();
    const place = seen.get(crowd) ?? 0;
    seen.set(crowd, place + 1);
    if (place >= mostAlike && !inCycle) left.add(actor);
  }
  return {
    nodes: nodes.filter(({ actor }) => !left.has(actor)),
    edges: edges.filter(({ from, to }) => !left.has(from) && !left.has(to)),
    omitted: left.size,
  };
}

/** So many nodes find room on an ellipse; more stand in two columns that bulge, one down and one up. */
const MOST_ON_ELLIPSE = 4;

function circle(nodes: readonly Sized[], cycle: readonly ActorId[], { width }: LayoutRoom): PlacedNode[] {
  const members = cycle.flatMap((actor) => nodes.find((node) => node.actor === actor) ?? []);
  const others = nodes.filter((node) => !cycle.includes(node.actor));
  const widest = Math.max(...members.map((node) => node.width));
  const tallest = Math.max(...members.map((node) => node.height));
  const isEllipse = members.length <= MOST_ON_ELLIPSE;
  const least = isEllipse ? 0.75 * widest : widest / 2 + GAP.row;
  const radiusX = Math.max(least, Math.min(width, 440) / 2 - widest / 2 - GAP.margin);
  const middleX = Math.max(width / 2, radiusX + widest / 2 + GAP.margin);
  const rowCount = Math.ceil(members.length / 2);
  const rowHeight = tallest + GAP.column;
  const radiusY = isEllipse ? tallest * 1.9 : ((rowCount - 1) * rowHeight) / 2;
  const middleY = radiusY + tallest / 2 + GAP.margin;
  const placed = members.map((node, index): PlacedNode => {
    if (isEllipse) {
      const angle = (index / members.length) * 2 * Math.PI - Math.PI / 2;
      return { ...node, x: middleX + radiusX * Math.cos(angle), y: middleY + radiusY * Math.sin(angle) };
    }
    const isDown = index < rowCount;
    const row = isDown ? index : members.length - 1 - index;
    const bulge = 0.62 + 0.38 * Math.sin((Math.PI * (row + 0.5)) / rowCount);
    return {
      ...node,
      x: middleX + (isDown ? 1 : -1) * Math.max(widest / 2 + GAP.row, radiusX * bulge),
      y: GAP.margin + tallest / 2 + row * rowHeight,
    };
  });
  const top = middleY + radiusY + tallest / 2 + GAP.column * 1.4;
  return [...placed, ...rows(others, width, top)];
}

/** Nodes side by side, in as many rows as they need. */
function rows(nodes: readonly Sized[], width: number, top: number): PlacedNode[] {
  const placed: PlacedNode[] = [];
  let x = GAP.margin;
  let y = top;
  for (const node of nodes) {
    if (x > GAP.margin && x + node.width > width - GAP.margin) {
      x = GAP.margin;
      y += node.height + GAP.row;
    }
    placed.push({ ...node, x: x + node.width / 2, y: y + node.height / 2 });
    x += node.width + GAP.row;
  }
  return placed;
}

/** Nodes in layers, from those who wait to those who are waited for: columns where they find room, else rows. */
function layers(nodes: readonly Sized[], edges: readonly WaitEdge[], { width }: LayoutRoom): PlacedNode[] {
  const distances = distancesToEnd(nodes, edges);
  const farthest = Math.max(0, ...distances.values());
  const all = Array.from({ length: farthest + 1 }, (_, layer) =>
    nodes.filter(({ actor }) => distances.get(actor) === farthest - layer),
  );
  const widths = all.map((layer) => Math.max(0, ...layer.map((node) => node.width)));
  const room = width - 2 * GAP.margin;
  const spare = room - sum(widths);
  const isTooWide = spare < farthest * GAP.column;
  const fitsInRows = all.every((layer) => sum(layer.map((node) => node.width + GAP.row)) - GAP.row <= room);
  if (isTooWide && fitsInRows) return layersAsRows(all, width);
  const gap = Math.max(GAP.column, Math.min(spare / Math.max(1, farthest), 3 * GAP.column));
  const heights = all.map((layer) => sum(layer.map(({ height }) => height + GAP.row)) - GAP.row);
  const tallest = Math.max(0, ...heights);
  let left: number = GAP.margin;
  return all.flatMap((layer, index) => {
    let y = GAP.margin + (tallest - (heights[index] as number)) / 2;
    const x = left + (widths[index] as number) / 2;
    left += (widths[index] as number) + gap;
    return layer.map((node): PlacedNode => {
      const place = { ...node, x, y: y + node.height / 2 };
      y += node.height + GAP.row;
      return place;
    });
  });
}

function layersAsRows(all: readonly (readonly Sized[])[], width: number): PlacedNode[] {
  let top: number = GAP.margin;
  return all.flatMap((layer) => {
    let x = (width - sum(layer.map((node) => node.width + GAP.row)) + GAP.row) / 2;
    const y = top;
    top += Math.max(0, ...layer.map(({ height }) => height)) + GAP.column;
    return layer.map((node): PlacedNode => {
      const place = { ...node, x: x + node.width / 2, y: y + node.height / 2 };
      x += node.width + GAP.row;
      return place;
    });
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** How many edges there are at most from each node to who waits for nobody. Without a circle this ends. */
function distancesToEnd(nodes: readonly Sized[], edges: readonly WaitEdge[]): ReadonlyMap<ActorId, number> {
  const distances = new Map<ActorId, number>(nodes.map(({ actor }) => [actor, 0]));
  for (let round = 0; round < nodes.length; round++) {
    let changed = false;
    for (const { from, to } of edges) {
      const least = (distances.get(to) ?? 0) + 1;
      if ((distances.get(from) ?? 0) >= least || least >= nodes.length) continue;
      distances.set(from, least);
      changed = true;
    }
    if (!changed) break;
  }
  return distances;
}

/** Room for the head of an arrow. */
const HEAD = 3;

/** A line between two boxes, from border to border. */
function between(from: PlacedNode, to: PlacedNode) {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = Math.hypot(dx, dy) || 1;
  const reach = ({ width, height }: PlacedNode, more: number): number =>
    Math.min(
      dx === 0 ? Number.POSITIVE_INFINITY : (width / 2 / Math.abs(dx)) * length,
      dy === 0 ? Number.POSITIVE_INFINITY : (height / 2 / Math.abs(dy)) * length,
    ) + more;
  const [start, end] = [reach(from, 0), reach(to, HEAD)];
  return {
    fromX: from.x + (dx / length) * start,
    fromY: from.y + (dy / length) * start,
    toX: to.x - (dx / length) * end,
    toY: to.y - (dy / length) * end,
  };
}
