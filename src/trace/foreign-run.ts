import type { Trace } from './trace.ts';

/** What a trace has for a mode that was read from a file of another tool. */
export const FOREIGN_MODE = 'imported';

/** Whether a run is known from a file of another tool, which tells of times, but of no settings, output or jobs. */
export const isForeign = ({ mode }: Pick<Trace, 'mode'>): boolean => mode === FOREIGN_MODE;
