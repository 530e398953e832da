import { expose } from 'comlink';
import type { Scenario } from '../../program/scenario.ts';
import type { CoordinatorRequest, CoordinatorWorker } from '../protocol.ts';
import { Coordinator } from './coordinator.ts';

/** Makes this worker the coordinator of a process. @param scenarioById finds the scenario whose program it serves. */
export function serveCoordinator(scenarioById: (id: string) => Scenario | undefined): void {
  let coordinator: Coordinator | null = null;
  const worker: CoordinatorWorker = {
    prepare(id) {
      const scenario = scenarioById(id);
      if (!scenario) throw new Error(`There is no scenario named "${id}".`);
      coordinator = new Coordinator(scenario.program);
    },
    join(port) {
      port.onmessage = ({ data }: MessageEvent<CoordinatorRequest>) => {
        coordinator?.receive(data, (reply) => port.postMessage(reply));
      };
    },
  };
  expose(worker);
}
