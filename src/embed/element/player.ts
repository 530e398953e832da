import { InterleavePlayer } from './player-element.ts';

export type { FrameState, PredictionDetail } from '../protocol/messages.ts';
export type { PlayerError, PlayerEventMap } from './player-events.ts';
export { InterleavePlayer };

declare global {
  interface HTMLElementTagNameMap {
    'interleave-player': InterleavePlayer;
  }
}

const NAME = 'interleave-player';

// A deck may load the module twice, from two addresses.
if ('customElements' in globalThis && !customElements.get(NAME)) {
  customElements.define(NAME, InterleavePlayer);
}
