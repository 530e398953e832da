import type { Theme } from '../io/page-state.ts';
import { holdPayload, payloadIn } from './held-payload.ts';
import { type AddressReader, openStage } from './state/opening.ts';

/**
 * Opens the stage as an address says: its query, and what stands behind `#s=`. Kept when it stands.
 *
 * @param theme what the reader has chosen for addresses that name none.
 */
export async function openAddress(
  { search, hash }: Pick<Location, 'search' | 'hash'>,
  theme?: Theme,
  reader?: AddressReader,
): Promise<void> {
  const text = payloadIn(hash);
  holdPayload(text === null ? null : { text, holds: () => true });
  if (text === null) return openStage(search, theme, reader);
  const { openPayload } = await import('./imported/open-payload.ts');
  await openPayload(text, search, theme, reader);
}
