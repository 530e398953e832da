import coordinatorAddress from '../worker/coordinator.worker.ts?worker&url';
import threadAddress from '../worker/thread.worker.ts?worker&url';
import { startWorker } from './start-worker.ts';

/** Makes the workers of live runs. */
export interface WorkerFactory {
  /** @param name what debuggers call it. */
  thread(name: string): Worker;
  coordinator(name: string): Worker;
}

/** Workers that know the scenarios of the catalogue. */
export const catalogueWorkers: WorkerFactory = {
  thread: (name) => startWorker(threadAddress, name),
  coordinator: (name) => startWorker(coordinatorAddress, name),
};
