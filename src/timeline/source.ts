/** Something that can be looked at and says when to look again. A store of Zustand is one. */
export interface Source<Content> {
  getState(): Content;
  /** Calls the listener after each change, until the function it returns is called. */
  subscribe(listener: () => void): () => void;
}
