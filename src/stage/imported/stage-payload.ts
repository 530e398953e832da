import { formatPayload } from '../../io/link-payload.ts';
import { MOST_STEPS } from '../../io/page-schedule.ts';
import { modeKey } from '../../program/modes.ts';
import { stageStore } from '../state/stage-store.ts';

/** What of the stage the query of an address cannot say. */
export type StagePayload =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'hash';
      /** What an address ends with, so that it opens what is on the stage: `#s=…`. */
      readonly hash: string;
    }
  /** More than a link carries: it is to be exported as a file instead. */
  | { readonly kind: 'too-large' };

/** The longest hash of a link, in characters. Browsers take more; programs that links go through do not. */
const LONGEST_HASH = 30_000;

/** So many events do not fit, whatever they are, and are not even tried. */
const MOST_EVENTS = 40_000;

/** What of the stage the query of its address cannot say: runs that were imported, and a schedule of very many steps. */
export function stagePayload(): StagePayload {
  const { page, groups } = stageStore.getState();
  const traces = groups.flatMap(({ imported }) => imported?.trace ?? []);
  const isFollowed = page.modes.some((mode) => modeKey(mode) === page.schedule?.mode);
  const isLong = isFollowed && (page.schedule?.steps.length ?? 0) > MOST_STEPS;
  if (traces.length === 0 && !isLong) return { kind: 'none' };
  if (traces.reduce((sum, { events }) => sum + events.length, 0) > MOST_EVENTS) return { kind: 'too-large' };
  const hash = `#s=${formatPayload({ schedule: isLong ? page.schedule : null, traces })}`;
  return hash.length > LONGEST_HASH ? { kind: 'too-large' } : { kind: 'hash', hash };
}
