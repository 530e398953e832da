import { useStore } from 'zustand';
import type { ActorSelection } from '../../panels/ActorChip.tsx';
import { hoverActor, selectActor, selectedActorStore } from '../../stage/state/selected-actor.ts';
import type { ActorId } from '../../trace/actors.ts';

/** Whom the reader has selected in a group, for chips that select and point at its actors. */
export function useActorSelection(group: string): ActorSelection {
  const selection = useStore(selectedActorStore);
  return {
    selected: selection?.group === group ? selection.actor : null,
    select: (actor) => selectActor(actor === null ? null : { group, actor: actor as ActorId }),
    point: (actor) => hoverActor(actor === null ? null : { group, actor: actor as ActorId }),
  };
}
