import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutWaitForGraph, type PlacedNode, type WaitForLayout } from '../../src/panels/wait-for-layout.ts';
import type { ActorId } from '../../src/trace/actors.ts';
import type { WaitEdge, WaitForGraph } from '../../src/trace/locks/wait-for-graph.ts';

const ROOM = { width: 340, text: 12.5 };
const nameOf = (actor: ActorId): string => `${actor % 2 === 0 ? 'Worker' : 'lock'} ${actor}`;

const graphOf = (
  pairs: readonly (readonly [number, number])[],
  cycle: readonly number[] = [],
): WaitForGraph => {
  const isStep = (from: number, to: number): boolean =>
    cycle.includes(from) && cycle[(cycle.indexOf(from) + 1) % cycle.length] === to;
  const edges = pairs.map(
    ([from, to]): WaitEdge => ({
      kind: from % 2 === 0 ? 'waits-for' : 'held-by',
      from: from as ActorId,
      to: to as ActorId,
      inCycle: isStep(from, to),
    }),
  );
  const actors = [...new Set(pairs.flat())] as ActorId[];
  return {
    nodes: actors.map((actor) => ({
      actor,
      kind: actor % 2 === 0 ? 'flow' : 'lock',
      inCycle: cycle.includes(actor),
    })),
    edges,
    cycle: cycle.length > 0 ? (cycle as ActorId[]) : null,
    since: null,
  };
};

const place = ({ nodes }: WaitForLayout, actor: number): PlacedNode =>
  nodes.find((node) => node.actor === actor) as PlacedNode;

function expectApart({ nodes, width, height }: WaitForLayout): void {
  for (const [index, one] of nodes.entries()) {
    expect(one.x - one.width / 2).toBeGreaterThanOrEqual(0);
    expect(one.x + one.width / 2).toBeLessThanOrEqual(width);
    expect(one.y - one.height / 2).toBeGreaterThanOrEqual(0);
    expect(one.y + one.height / 2).toBeLessThanOrEqual(height);
    for (const other of nodes.slice(index + 1)) {
      const apartX = Math.abs(one.x - other.x) >= (one.width + other.width) / 2 - 1e-9;
      const apartY = Math.abs(one.y - other.y) >= (one.height + other.height) / 2 - 1e-9;
      expect(apartX || apartY).toBe(true);
    }
  }
}

/** The circle of so many threads, each of which waits for the lock that the next one holds. */
const circleOf = (threads: number): WaitForGraph => {
  const cycle = Array.from({ length: 2 * threads }, (_, index) => index);
  return graphOf(
    cycle.map((actor) => [actor, (actor + 1) % cycle.length] as const),
    cycle,
  );
};

describe('a wait-for graph', () => {
  test('has who waits on the left and who is waited for on the right', () => {
    const layout = layoutWaitForGraph(
      graphOf([
        [0, 1],
        [2, 1],
        [1, 4],
      ]),
      nameOf,
      ROOM,
    );
    expect(place(layout, 0).x).toBeLessThan(place(layout, 1).x);
    expect(place(layout, 1).x).toBeLessThan(place(layout, 4).x);
    expect(place(layout, 2).x).toBe(place(layout, 0).x);
    expectApart(layout);
  });

  test('has few of those who wait for the same and are waited for alike, and fewer where there is little room', () => {
    const [main, lock] = [100, 101];
    const [waiting, holding] = [0, 40].map((first) => Array.from({ length: 20 }, (_, n) => first + 2 * n));
    const graph = graphOf([
      ...[...(waiting as number[]), ...(holding as number[])].map((call) => [main, call] as const),
      ...(waiting as number[]).map((call) => [call, lock] as const),
      ...(holding as number[]).map((call) => [lock, call] as const),
    ]);
    const wide = layoutWaitForGraph(graph, nameOf, { ...ROOM, width: 700 });
    expect(wide).toMatchObject({ omitted: 28, width: 700 });
    const narrow = layoutWaitForGraph(graph, nameOf, ROOM);
    expect(narrow).toMatchObject({ omitted: 34, width: ROOM.width });
    for (const layout of [wide, narrow]) expectApart(layout);
  });

  test('stands in rows where its columns find no room', () => {
    const layout = layoutWaitForGraph(
      graphOf([
        [6, 0],
        [0, 1],
        [2, 1],
        [1, 4],
      ]),
      nameOf,
      ROOM,
    );
    expect(layout.width).toBe(ROOM.width);
    expect(place(layout, 6).y).toBeLessThan(place(layout, 0).y);
    expect(place(layout, 0).y).toBe(place(layout, 2).y);
    expect(place(layout, 1).y).toBeLessThan(place(layout, 4).y);
    expectApart(layout);
  });

  test('leaves most of a crowd out', () => {
    const crowd = Array.from({ length: 30 }, (_, index) => [2 * index, 1] as const);
    const layout = layoutWaitForGraph(graphOf([...crowd, [1, 100]]), nameOf, ROOM);
    expect(layout.omitted).toBe(24);
    expect(layout.nodes).toHaveLength(8);
    expectApart(layout);
  });

  test('draws a circle whose boxes lie apart, however many there are, with others below', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 8 }), fc.integer({ min: 280, max: 900 }), (threads, width) => {
        const graph = circleOf(threads);
        const outsider = graphOf([[100, 0]]);
        const layout = layoutWaitForGraph(
          {
            ...graph,
            nodes: [...graph.nodes, ...outsider.nodes.filter(({ actor }) => actor === 100)],
            edges: [...graph.edges, ...outsider.edges],
          },
          nameOf,
          { width, text: 12.5 },
        );
        expectApart(layout);
        const circle = layout.nodes.filter(({ inCycle }) => inCycle);
        expect(place(layout, 100).y).toBeGreaterThan(Math.max(...circle.map(({ y }) => y)));
        expect(layout.edges.filter(({ inCycle }) => inCycle)).toHaveLength(2 * threads);
      }),
    );
  });

  test('has its arrows end at the borders of the boxes', () => {
    const layout = layoutWaitForGraph(graphOf([[0, 1]]), nameOf, ROOM);
    const [edge] = layout.edges;
    const [from, to] = [place(layout, 0), place(layout, 1)];
    expect(edge?.fromX).toBeCloseTo(from.x + from.width / 2, 9);
    expect(edge?.toX).toBeLessThan(to.x - to.width / 2);
    expect(edge?.toX).toBeGreaterThan(to.x - to.width / 2 - 5);
  });
});
