import { stageStore } from '../../stage/state/stage-store.ts';

/** What a file made of the stage is called: after the workload and the engine. */
export function exportedName(extension: string): string {
  const { scenario, page } = stageStore.getState();
  return `interleave-${scenario.id}-${page.engine}.${extension}`;
}
