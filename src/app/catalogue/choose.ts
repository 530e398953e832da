import { openEntry } from '../../stage/state/opening.ts';
import { isAskedFirst } from '../kept/kept-switch.ts';

/** Opens an entry of the catalogue, with a question first for a reader who wants to be asked. */
export const choose = (id: string): Promise<void> => openEntry(id, isAskedFirst());
