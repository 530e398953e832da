/** What the plugin uses of reveal.js, versions 4.4 to 6. */
export interface Deck {
  getRevealElement(): HTMLElement | null;
  getCurrentSlide(): HTMLElement | undefined;
  getConfig(): { readonly autoPlayMedia?: boolean | null | undefined };
  isSpeakerNotes(): boolean;
  /** Whether the deck is laid out for paper: so called since 5.0. */
  isPrintView?(): boolean;
  isPrintingPDF?(): boolean;
  on(type: string, listener: EventListener): void;
  off(type: string, listener: EventListener): void;
}

/** A plugin as reveal.js takes it. */
export interface DeckPlugin {
  readonly id: string;
  init(deck: Deck): void;
  destroy(): void;
}
