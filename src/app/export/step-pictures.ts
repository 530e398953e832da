import { strToU8, Zip, ZipDeflate } from 'fflate';
import type { Seconds } from '../../base/units.ts';
import { fileNumber } from '../../io/file-number.ts';
import { breathe, type Work } from './work.ts';

/** Packs a picture of each of some moments into a zip file: 001.svg, 002.svg and so on. */
export async function packPictures(
  times: readonly Seconds[],
  pictureAt: (time: Seconds) => string,
  { signal, onProgress }: Work,
): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, part) => {
    if (error) throw error;
    parts.push(part as Uint8Array<ArrayBuffer>);
  });
  for (const [index, time] of times.entries()) {
    await breathe(signal);
    const file = new ZipDeflate(`${fileNumber(index + 1, times.length)}.svg`);
    zip.add(file);
    file.push(strToU8(pictureAt(time)), true);
    onProgress(index + 1, times.length);
  }
  zip.end();
  return new Blob(parts, { type: 'application/zip' });
}
