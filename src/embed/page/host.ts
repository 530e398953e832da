import { playheadCommands, viewCommands } from '../../stage/commands.ts';
import { bindKeys } from '../../stage/keyboard.ts';
import { hidesRuns } from '../../stage/state/stage-state.ts';
import { prefersReducedMotion, stageStore } from '../../stage/state/stage-store.ts';
import { createDeck, type Deck } from './deck.ts';
import { embedStore } from './embed-store.ts';
import { forwardKeys } from './forward-keys.ts';
import { createControlledFrame } from './frame.ts';
import type { HearHost } from './join-host.ts';
import { play, stop, toggle } from './playing.ts';
import { createReceiver, type Receiver } from './receiver.ts';
import { followVisibility } from './visibility.ts';

/** What keys do in a frame that keeps them. */
const COMMANDS = [
  ...playheadCommands.map((command) => (command.id === 'toggle' ? { ...command, perform: toggle } : command)),
  ...viewCommands,
];

/** Goes by the keys of a reader. */
export const attendKeys = (): void => void bindKeys(COMMANDS);

/**
 * Goes by whether a reader looks: out of view it stops. In view it plays what is to play there, and what was stopped while
 * the deck shows its slide, whose frames may be out of view for a moment as it comes.
 *
 * @param isOnSlide whether a deck shows the slide of the frame.
 */
export function attendView(isOnSlide: () => boolean): void {
  let isInterrupted = false;
  followVisibility({
    onShown: () => {
      const isToPlay = embedStore.getState().autoplay === 'visible' && !prefersReducedMotion();
      if (isToPlay || (isInterrupted && isOnSlide())) void play();
    },
    onHidden: () => {
      isInterrupted = stop();
    },
  });
}

/** Tells of predictions from when somebody is first asked for one. What that takes is fetched then. */
function tellPredictionsOnceAsked({ tellPrediction }: Pick<Receiver, 'tellPrediction'>): void {
  if (!hidesRuns(stageStore.getState())) {
    const stop = stageStore.subscribe((stage) => {
      if (!hidesRuns(stage)) return;
      stop();
      tellPredictionsOnceAsked({ tellPrediction });
    });
    return;
  }
  void import('./tell-predictions.ts').then(({ tellPredictions }) => tellPredictions(tellPrediction));
}

/** Tells the host that the frame is ready, and does what it says. */
export function serveHost(host: Window, hearHost: HearHost): Deck {
  const deck = createDeck({ start: () => void play(), stop });
  const receiver = createReceiver(createControlledFrame(deck.adopt), location.href, (message, target) =>
    host.postMessage(message, target),
  );
  hearHost(({ data, origin }) => {
    deck.receive(data);
    receiver.receive(data, origin);
  });
  forwardKeys(deck, receiver.tellKey);
  tellPredictionsOnceAsked(receiver);
  return deck;
}
