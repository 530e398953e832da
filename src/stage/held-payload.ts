import type { StageState } from './state/stage-state.ts';
import { stageStore } from './state/stage-store.ts';

/** What stands behind `#s=` in the address that the stage was opened by. */
interface HeldPayload {
  readonly text: string;
  /** Whether it is what the stage shows. */
  readonly holds: (state: StageState) => boolean;
}

let held: HeldPayload | null = null;

/** Keeps what the address holds for as long as the stage shows it; `null` forgets it. */
export function holdPayload(payload: HeldPayload | null): void {
  held = payload;
}

/** What stands behind `#s=` in the hash of an address; `null` where nothing does. */
export const payloadIn = (hash: string): string | null => (hash.startsWith('#s=') ? hash.slice(3) : null);

/** The hash that an address of the stage ends with, so that it opens what the present one does; else the empty string. */
export function payloadHash(): string {
  return held?.holds(stageStore.getState()) ? `#s=${held.text}` : '';
}
