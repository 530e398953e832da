import { seconds } from '../../base/units.ts';
import type { PlayRange } from '../../io/playback.ts';
import type { TransportState } from '../../player/transport.ts';
import { formatTime } from '../../stage/format.ts';
import { notify, player, stepOrder } from '../../stage/state/stage-store.ts';
import { embedStore } from './embed-store.ts';

/** What of the runs on the stage is to be played; `null` for the whole, and where they end before it begins. */
function wantedRange({ duration }: TransportState): PlayRange | null {
  const { start, end } = embedStore.getState();
  const from = start ?? seconds(0);
  const to = seconds(Math.min(end ?? duration, duration));
  return (start !== null || end !== null) && from < to ? { from, to } : null;
}

/** Has the player play the stretch of the address, from its start where nothing else has been asked for. */
function holdRange(): void {
  const state = player.store.getState();
  const range = wantedRange(state);
  if (state.live || state.range || !range) return;
  player.setRange(range);
  if (state.time === 0) player.seek(range.from);
}

/** Has the player play the stretch that has been asked for since. */
export function holdRangeAnew(): void {
  player.setRange(null);
  holdRange();
}

/** Puts the playhead where as many events have happened as the address says, where there are any. */
export function holdStep(): void {
  const { step } = embedStore.getState();
  if (step !== null && stepOrder().length > 0) player.toStep(step);
}

/** Has the player go by what the address says of playing. */
export function applyPlayback(): void {
  const { speed, loop } = embedStore.getState();
  player.setSpeed(speed);
  if (loop !== player.store.getState().loop) player.toggleLoop();
  holdRange();
  holdStep();
}

/** Says so where the run, as far as it is known, ends before the stretch of the address begins. */
function tellOfMissedStart(): void {
  const { start } = embedStore.getState();
  const { duration } = player.store.getState();
  if (start === null || duration === 0 || start < duration) return;
  notify(`start is ${start}, but the run ends at ${formatTime(duration)} s; all of it is played.`);
}

/** Has the player go by it now and after each run: what is put on the stage anew would be played whole. */
export function holdPlayback(): void {
  applyPlayback();
  tellOfMissedStart();
  let isHolding = false;
  player.store.subscribe((state, previous) => {
    const isOver = previous.live && !state.live;
    if (isHolding || (!isOver && state.range)) return;
    isHolding = true;
    // Others are still to be told of this change.
    queueMicrotask(() => {
      isHolding = false;
      holdRange();
      if (isOver) holdStep();
    });
  });
}
