import { type ReactNode, useId } from 'react';
import type { ActorStatus } from '../trace/state/state.ts';
import styles from './StateShape.module.css';

/** The states that have a shape on the lanes. */
export type ShapedState = Extract<ActorStatus, 'starting' | 'ready' | 'running' | 'waiting' | 'blocked'>;

/** How many hues the stylesheet has; identities repeat them. */
const HUES = 8;

/** The colour of an identity as CSS names it; that of nobody's below 0. */
export const hueColour = (hue: number): string => (hue < 0 ? 'var(--ink-faint)' : `var(--hue-${hue % HUES})`);

/** A state as the lanes draw it, in the colour of an identity. It says nothing to screen readers. */
export function StateShape({ state, hue }: { readonly state: ShapedState; readonly hue: number }): ReactNode {
  return (
    <svg
      className={styles.shape}
      viewBox="0 0 26 14"
      aria-hidden="true"
      data-state={state}
      style={{ color: hueColour(hue) }}
    >
      <Inside state={state} />
    </svg>
  );
}

function Inside({ state }: { readonly state: ShapedState }): ReactNode {
  const hatch = useId();
  switch (state) {
    case 'running':
      return <rect x="0" y="1" width="26" height="12" rx="3" className={styles.running} />;
    case 'ready':
      return <rect x="0.75" y="1.75" width="24.5" height="10.5" rx="3" className={styles.ready} />;
    case 'waiting':
      return (
        <>
          <rect x="0" y="3" width="26" height="8" rx="2" className={styles.waiting} />
          <path d="M4 7h19" className={styles.dots} />
        </>
      );
    case 'blocked':
      return (
        <>
          <pattern
            id={hatch}
            width="5"
            height="5"
            patternTransform="rotate(45)"
            patternUnits="userSpaceOnUse"
          >
            <path d="M0 0v5" className={styles.hatch} />
          </pattern>
          <rect
            x="0.5"
            y="1.5"
            width="25"
            height="11"
            rx="3"
            fill={`url(#${hatch})`}
            className={styles.blocked}
          />
        </>
      );
    case 'starting':
      return <rect x="0.5" y="3.5" width="25" height="7" rx="2" className={styles.starting} />;
  }
}
