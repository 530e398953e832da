import { type ReactNode, useMemo } from 'react';
import styles from './Sparkline.module.css';

const WIDTH = 100;
const HEIGHT = 40;

/** Steps as the outline of the area under them, in the picture's own units. */
function outline(values: readonly number[], limit: number): string {
  const width = WIDTH / values.length;
  const steps = values.map((value, index) => {
    const y = HEIGHT * (1 - Math.min(1, value / limit));
    return `H${(index * width).toFixed(3)}V${y.toFixed(3)}H${((index + 1) * width).toFixed(3)}`;
  });
  return `M0 ${HEIGHT}${steps.join('')}V${HEIGHT}Z`;
}

/** A number over time as an area with the playhead in it; its name says what it shows. */
export function Sparkline({
  values,
  limit,
  playhead,
  name,
}: {
  /** The means of equal parts of the time that is shown. */
  readonly values: readonly number[];
  /** The value at the top of the picture. */
  readonly limit: number;
  /** Where in the time the playhead is, 0 to 1. */
  readonly playhead: number;
  readonly name: string;
}): ReactNode {
  const path = useMemo(() => outline(values, limit), [values, limit]);
  const x = playhead * WIDTH;
  return (
    <svg
      className={styles.sparkline}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={name}
    >
      <path className={styles.area} d={path} />
      <path className={styles.playhead} d={`M${x} 0V${HEIGHT}`} />
    </svg>
  );
}
