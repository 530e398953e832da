import { type ReactNode, useEffect, useRef } from 'react';
import styles from './LaneCanvas.module.css';
import { createLaneStage, type LaneStage, type LaneStageOptions } from './lane-stage.dom.ts';

export interface LaneCanvasProps extends LaneStageOptions {
  /** What the picture shows, for those who do not see it. */
  readonly label: string;
}

/**
 * The lanes of one run. Renders once: what changes while a run goes on, or while it is panned and zoomed, is drawn past
 * React, at the next frame after one of the sources has spoken.
 */
export function LaneCanvas({ label, ...options }: LaneCanvasProps): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const stage = useRef<LaneStage | null>(null);
  const latest = useRef(options);

  useEffect(() => {
    latest.current = options;
    stage.current?.update(options);
  });

  useEffect(() => {
    if (!canvas.current) return;
    const created = createLaneStage(canvas.current, latest.current);
    stage.current = created;
    return () => {
      created.dispose();
      stage.current = null;
    };
  }, []);

  return <canvas ref={canvas} className={styles.lanes} role="img" aria-label={label} />;
}
