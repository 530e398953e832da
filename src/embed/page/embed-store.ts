import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { type EmbedState, initialEmbedState, parseEmbedState } from '../../io/embed-state.ts';
import { initialPageState } from '../../io/page-state.ts';
import { catalogue } from '../../scenarios/catalogue.ts';
import { NO_WORKLOAD } from '../../stage/state/no-workload.ts';
import type { AddressReader } from '../../stage/state/opening.ts';

/**
 * How the frame stands in its slide, as its address says. What it says of the page is where the stage begins: the stage
 * goes on from there in its own store.
 */
export const embedStore = createStore<EmbedState>(() => initialEmbedState(initialPageState(NO_WORKLOAD)));

/** Reads how the frame stands in a component. */
export const useEmbed = <Selected>(select: (state: EmbedState) => Selected): Selected =>
  useStore(embedStore, select);

/** Reads the address of a frame, and keeps what it says of the frame. A frame shows workloads, not guides. */
export const EMBED_READER: AddressReader = {
  ids: catalogue.filter(({ kind }) => kind === 'workload').map(({ id }) => id),
  read: (search, scenario) => {
    const { state, problems } = parseEmbedState(search, scenario);
    embedStore.setState(state, true);
    return { state: state.page, problems };
  },
};
