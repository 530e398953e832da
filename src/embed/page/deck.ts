/** Who gets the keys that nothing in the frame needs: its own commands, reveal.js, or the host’s own element. */
type KeysTo = 'frame' | 'reveal' | 'host';

/** What the frame knows of the deck it stands in. */
export interface Deck {
  /** Takes what the host has posted. */
  receive(data: unknown): void;
  /** The host passes on the keys that the frame makes no use of. */
  adopt(): void;
  readonly keysTo: () => KeysTo;
  /** Whether the deck shows the slide that the frame stands on, as far as it has said. */
  readonly isShown: () => boolean;
}

/**
 * Listens to a deck: reveal.js posts `slide:start` to the frames of a slide that is shown, and `slide:stop` to those of one
 * that is left. A host that never says either is no deck.
 */
export function createDeck({ start, stop }: { readonly start: () => void; readonly stop: () => void }): Deck {
  let isDeck = false;
  let isShown = false;
  let isAdopted = false;
  return {
    receive: (data) => {
      if (data !== 'slide:start' && data !== 'slide:stop') return;
      isDeck = true;
      isShown = data === 'slide:start';
      if (isShown) start();
      else stop();
    },
    adopt: () => {
      isAdopted = true;
    },
    keysTo: () => {
      if (isAdopted) return 'host';
      return isDeck ? 'reveal' : 'frame';
    },
    isShown: () => isShown,
  };
}
