/** Makes the workers of live runs. */
export interface WorkerFactory {
  /** @param name what debuggers call it. */
  thread(name: string): Worker;
  coordinator(name: string): Worker;
}

/** Workers that know the scenarios of the catalogue. */
export const catalogueWorkers: WorkerFactory = {
  // The build recognises a worker by this very expression.
  thread: (name) =>
    new Worker(new URL('../worker/thread.worker.ts', import.meta.url), { type: 'module', name }),
  coordinator: (name) =>
    new Worker(new URL('../worker/coordinator.worker.ts', import.meta.url), { type: 'module', name }),
};
