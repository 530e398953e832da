/**
 * Holds a Web Lock for as long as this worker lives, so that whoever asks for it next learns of its end: a worker that
 * closes itself, or that the browser kills, tells nobody.
 *
 * @returns whether there are such locks, once this one is held. In a sandboxed frame there are none, and with third-party
 * storage blocked they are refused.
 */
export function holdLifeline(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const forever = new Promise<void>(() => {});
    const hold = async (): Promise<void> =>
      navigator.locks.request(name, () => {
        resolve(true);
        return forever;
      });
    hold().catch(() => resolve(false));
  });
}
