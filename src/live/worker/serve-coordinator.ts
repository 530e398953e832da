import { expose } from 'comlink';
import type { Scenario } from '../../program/scenario.ts';
import type { CoordinatorRequest, CoordinatorWorker } from '../protocol.ts';
import { Coordinator } from './coordinator.ts';

/** Makes this worker the coordinator of a process. @param loadScenario finds the scenario whose program it serves. */
export function serveCoordinator(loadScenario: (id: string) => Promise<Scenario | undefined>): void {
  let coordinator: Coordinator | null = null;
  const worker: CoordinatorWorker = {
    async prepare(id, mode, parameters) {
      const scenario = await loadScenario(id);
      if (!scenario) throw new Error(`There is no scenario named "${id}".`);
      coordinator = new Coordinator(scenario.programFor(parameters, mode));
    },
    join(port) {
      port.onmessage = ({ data }: MessageEvent<CoordinatorRequest>) => {
        coordinator?.receive(data, (reply) => port.postMessage(reply));
      };
    },
  };
  expose(worker);
}
