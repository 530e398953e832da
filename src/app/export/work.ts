/** What an exporter is given to work with. */
export interface Work {
  readonly signal: AbortSignal;
  /** Called with how much is done, of how much. */
  readonly onProgress: (done: number, of: number) => void;
}

/**
 * Lets the page do what it has to, so that it stays responsive. By a message, because timers rest while a tab is hidden.
 *
 * @throws what the signal was aborted with, once the work is not wanted any more.
 */
export async function breathe(signal: AbortSignal): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  await new Promise<void>((resolve) => {
    port1.onmessage = () => resolve();
    port2.postMessage(null);
  });
  port1.close();
  signal.throwIfAborted();
}
