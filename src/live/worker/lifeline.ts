/**
 * Holds a Web Lock for as long as this worker lives, so that whoever asks for it next learns of its end: a worker that
 * closes itself, or that the browser kills, tells nobody.
 *
 * @returns once the lock is held.
 */
export function holdLifeline(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const forever = new Promise<void>(() => {});
    navigator.locks
      .request(name, () => {
        resolve();
        return forever;
      })
      .catch(reject);
  });
}
