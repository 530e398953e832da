import type { ReactNode } from 'react';

/** Three lanes that interleave; decoration beside the name. */
export function Logo(): ReactNode {
  return (
    <svg width="26" height="22" viewBox="0 0 26 22" aria-hidden="true">
      <g fill="var(--hue-0)">
        <rect x="0" y="1" width="11" height="5" rx="2" />
        <rect x="14" y="1" width="6" height="5" rx="2" opacity=".4" />
      </g>
      <g fill="var(--hue-1)">
        <rect x="8" y="8.5" width="12" height="5" rx="2" />
        <rect x="0" y="8.5" width="5" height="5" rx="2" opacity=".4" />
      </g>
      <g fill="var(--hue-2)">
        <rect x="14" y="16" width="12" height="5" rx="2" />
        <rect x="4" y="16" width="7" height="5" rx="2" opacity=".4" />
      </g>
    </svg>
  );
}
