import { createStore } from 'zustand/vanilla';
import type { ArrowLayer } from '../../timeline/arrow-items.ts';
import type { Source } from '../../timeline/source.ts';
import { hoveredActorStore, selectedActorStore } from './selected-actor.ts';
import { player, stageStore } from './stage-store.ts';

type Layers = typeof import('./arrow-layers.ts');

/** What finds and places arrows: fetched when the first ones are to be shown. */
const layersStore = createStore<{ readonly layers: Layers | null }>(() => ({ layers: null }));

async function fetchLayers(): Promise<void> {
  if (layersStore.getState().layers) return;
  const layers = await import('./arrow-layers.ts');
  layersStore.setState({ layers });
}

/** Shows on the lanes of every run who starts, wakes, hands over to and waits for whom, or shows it no more. */
export function toggleArrows(): void {
  stageStore.setState(({ showsArrows }) => ({ showsArrows: !showsArrows }));
}

/** Whether a group shows any arrows: all, or those of whom the reader points at or has selected in it. */
const isWanted = (key: string): boolean =>
  stageStore.getState().showsArrows ||
  selectedActorStore.getState()?.group === key ||
  hoveredActorStore.getState()?.group === key;

/** What a group's canvas draws of arrows. It follows the playhead only while there are any. */
export const arrowSource = (key: string): Source<ArrowLayer | null> => ({
  getState: () => (isWanted(key) ? (layersStore.getState().layers?.layerOf(key) ?? null) : null),
  subscribe: (listener) => {
    let stopPlayer: (() => void) | null = null;
    const update = (): void => {
      if (isWanted(key)) {
        void fetchLayers();
        stopPlayer ??= player.store.subscribe(listener);
      } else {
        stopPlayer?.();
        stopPlayer = null;
      }
      listener();
    };
    const stores = [stageStore, layersStore, selectedActorStore, hoveredActorStore];
    const stops = stores.map((store) => store.subscribe(update));
    update();
    return () => {
      stopPlayer?.();
      for (const stop of stops) stop();
    };
  },
});
