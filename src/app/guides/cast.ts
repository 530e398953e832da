import { storyOf } from '../../stage/state/story.ts';
import type { ActorKind } from '../../trace/actors.ts';
import type { ModelRun } from './model-runs.ts';

/** A role of a story and who plays it. */
export interface Role {
  readonly role: string;
  /** What the run calls it. */
  readonly actor: string;
}

/** The kinds that stories give roles to, the most visible first. */
const CAST: readonly ActorKind[] = ['task', 'loop', 'thread', 'process', 'lock', 'pool'];

/** Who is who in the story of a run: of each kind of actor the first that has a name there. */
export function castOf({ scenario, trace }: ModelRun): readonly Role[] {
  const skin = storyOf(scenario);
  if (!skin) return [];
  const roles = new Map<string, string>();
  for (const kind of CAST) {
    const plays = trace.actors.find(
      ({ kind: own, name }) => own === kind && name !== 'main' && skin.rename(kind, name) !== null,
    );
    const role = plays && skin.rename(kind, plays.name);
    if (role && !roles.has(role)) roles.set(role, plays.name);
  }
  return [...roles].map(([role, actor]) => ({ role, actor }));
}
