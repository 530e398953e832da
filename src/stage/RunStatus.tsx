import { type ReactNode, useEffect, useState } from 'react';
import { formatTime } from './format.ts';
import type { StageState } from './state/stage-state.ts';
import { stageStore } from './state/stage-store.ts';

/** What a screen reader is told: that a run has begun, and how each mode has ended. */
function statusOf(state: StageState, previous: StageState): string | null {
  if (state.running && !previous.running) return 'Running.';
  if (state.running || !previous.running) return null;
  const results = state.groups.flatMap(({ offer, live }) => {
    if (!live) return [];
    const { duration, error } = live.trace;
    const reason = error ? `, ${error.type}: ${error.message}` : '';
    return [`${offer.title}: ${live.phase} after ${formatTime(duration)} seconds${reason}`];
  });
  return `${results.join('. ')}.`;
}

/** A polite live region that speaks only when a run begins or ends. */
export function RunStatus(): ReactNode {
  const [status, setStatus] = useState('');
  useEffect(
    () =>
      stageStore.subscribe((state, previous) => {
        const next = statusOf(state, previous);
        if (next !== null) setStatus(next);
      }),
    [],
  );
  return (
    <p role="status" aria-label="Runs" className="visually-hidden">
      {status}
    </p>
  );
}
