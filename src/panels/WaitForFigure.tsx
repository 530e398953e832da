import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import type { ActorId } from '../trace/actors.ts';
import type { WaitForGraph } from '../trace/locks/wait-for-graph.ts';
import styles from './WaitForFigure.module.css';
import { layoutWaitForGraph, type PlacedEdge, type PlacedNode } from './wait-for-layout.ts';

/** Until the page has been measured. */
const FIRST_ROOM = { width: 340, text: 12.5 };

/** Who waits for whom, drawn, and in words for those who do not see it. */
export function WaitForFigure({
  graph,
  isOver,
  nameOf,
  onPoint,
}: {
  readonly graph: WaitForGraph;
  /** Whether those who are in it have ended since. */
  readonly isOver: boolean;
  readonly nameOf: (actor: ActorId) => string;
  /** Called with whom the reader points at, and with `null` where that is nobody any more. */
  readonly onPoint: (actor: ActorId | null) => void;
}): ReactNode {
  const marker = useId();
  const container = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(FIRST_ROOM);
  useLayoutEffect(() => {
    const { current } = container;
    if (!current) return;
    const measure = (): void => {
      const { fontSize } = getComputedStyle(current);
      setRoom({ width: current.clientWidth, text: Number.parseFloat(fontSize) || FIRST_ROOM.text });
    };
    measure();
    const sizes = new ResizeObserver(measure);
    sizes.observe(current);
    return () => sizes.disconnect();
  }, []);
  const { width, height, nodes, edges, omitted } = layoutWaitForGraph(graph, nameOf, room);
  return (
    <>
      <div ref={container} className={styles.container}>
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          {[false, true].map((inCycle) => (
            <marker
              key={String(inCycle)}
              id={`${marker}${inCycle}`}
              viewBox="0 0 10 10"
              refX="9"
              refY="5"
              markerWidth={inCycle ? 13 : 9}
              markerHeight={inCycle ? 13 : 9}
              markerUnits="userSpaceOnUse"
              orient="auto-start-reverse"
            >
              <path d="M0 0L10 5L0 10Z" className={inCycle ? styles.cycleHead : styles.head} />
            </marker>
          ))}
          {edges.map((edge) => (
            <Edge key={`${edge.from} ${edge.to}`} edge={edge} head={`url(#${marker}${edge.inCycle})`} />
          ))}
          {nodes.map((node) => (
            <Node key={node.actor} node={node} onPoint={onPoint} />
          ))}
        </svg>
      </div>
      {omitted > 0 && (
        <p className={styles.note}>
          {omitted === 1 ? 'One more is not drawn.' : `${omitted} more are not drawn.`}
        </p>
      )}
      <ul className="visually-hidden">
        {graph.edges.map(({ kind, from, to }) => (
          <li key={`${from} ${to}`}>
            {nameOf(from)} {VERBS[kind][isOver ? 'past' : 'present']} {nameOf(to)}
          </li>
        ))}
      </ul>
    </>
  );
}

const VERBS = {
  'waits-for': { present: 'waits for', past: 'waited for' },
  'held-by': { present: 'is held by', past: 'was held by' },
} as const;

function Edge({ edge, head }: { readonly edge: PlacedEdge; readonly head: string }): ReactNode {
  const { fromX, fromY, toX, toY, kind, inCycle } = edge;
  return (
    <path
      className={styles.edge}
      data-kind={kind}
      data-cycle={inCycle}
      d={`M${fromX} ${fromY}L${toX} ${toY}`}
      markerEnd={head}
    />
  );
}

/** A thread or task is a box, a lock has points on its sides, a queue a bar at each of its ends. */
function Node(props: {
  readonly node: PlacedNode;
  readonly onPoint: (actor: ActorId | null) => void;
}): ReactNode {
  const { node, onPoint } = props;
  const { x, y, width, height, name, kind, inCycle } = node;
  const [left, right, top, bottom] = [x - width / 2, x + width / 2, y - height / 2, y + height / 2];
  const point = height / 2.4;
  return (
    <g
      className={styles.node}
      data-kind={kind}
      data-cycle={inCycle}
      onPointerEnter={() => onPoint(node.actor)}
      onPointerLeave={() => onPoint(null)}
    >
      {kind === 'lock' ? (
        <path
          d={`M${left} ${y}L${left + point} ${top}H${right - point}L${right} ${y}L${right - point} ${bottom}H${left + point}Z`}
        />
      ) : (
        <rect x={left} y={top} width={width} height={height} rx={kind === 'queue' ? 0 : 7} />
      )}
      {kind === 'queue' && <path d={`M${left + 5} ${top}V${bottom}M${right - 5} ${top}V${bottom}`} />}
      <text x={x} y={y} dominantBaseline="central" textAnchor="middle">
        {name}
      </text>
    </g>
  );
}
