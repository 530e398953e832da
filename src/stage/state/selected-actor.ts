import { createStore } from 'zustand/vanilla';
import type { ActorId } from '../../trace/actors.ts';

/** An actor of one of the runs on the stage. */
export interface SelectedActor {
  /** The key of the group. */
  readonly group: string;
  readonly actor: ActorId;
}

const same = (one: SelectedActor | null, other: SelectedActor | null): boolean =>
  one === other || (one?.group === other?.group && one?.actor === other?.actor);

/** Whom the reader has selected, if anybody. */
export const selectedActorStore = createStore<SelectedActor | null>(() => null);

/** Whom the reader points at, if anybody. */
export const hoveredActorStore = createStore<SelectedActor | null>(() => null);

/** Selects an actor, or nobody. */
export function selectActor(selection: SelectedActor | null): void {
  if (!same(selectedActorStore.getState(), selection)) selectedActorStore.setState(selection, true);
}

/** Notes whom the reader points at now. */
export function hoverActor(hovered: SelectedActor | null): void {
  if (!same(hoveredActorStore.getState(), hovered)) hoveredActorStore.setState(hovered, true);
}
