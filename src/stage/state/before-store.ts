import { createStore } from 'zustand/vanilla';
import type { Trace } from '../../trace/trace.ts';

/** The last run of each mode that another one has taken the place of, by the keys of the groups. */
export type RunsBefore = ReadonlyMap<string, Trace>;

/** The runs before those on the stage, as long as the page is open. */
export const beforeStore = createStore<RunsBefore>(() => new Map());
