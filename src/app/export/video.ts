import {
  BufferTarget,
  CanvasSource,
  canEncodeVideo,
  Mp4OutputFormat,
  Output,
  QUALITY_HIGH,
  WebMOutputFormat,
} from 'mediabunny';
import type { Frames } from '../../io/frames.ts';
import type { PicturePainter } from '../../timeline/picture-painter.dom.ts';
import { breathe, type Work } from './work.ts';

/** A kind of video that this browser can make. */
export interface VideoFormat {
  /** As readers know it: `MP4 (H.264)`. */
  readonly title: string;
  readonly extension: 'mp4' | 'webm';
  readonly codec: 'avc' | 'vp9' | 'vp8';
}

/** The best first: MP4 is what slides take. */
const FORMATS: readonly VideoFormat[] = [
  { title: 'MP4 (H.264)', extension: 'mp4', codec: 'avc' },
  { title: 'WebM (VP9)', extension: 'webm', codec: 'vp9' },
  { title: 'WebM (VP8)', extension: 'webm', codec: 'vp8' },
];

/** The best kind of video that this browser can make of pictures of a size; `null` where it can make none. */
export async function videoFormatFor(width: number, height: number): Promise<VideoFormat | null> {
  if (!('VideoEncoder' in globalThis)) return null;
  for (const format of FORMATS) {
    if (await canEncodeVideo(format.codec, { width, height, quality: QUALITY_HIGH })) return format;
  }
  return null;
}

/** Films the frames as a video. */
export async function filmAsVideo(
  { canvas, paint }: PicturePainter,
  frames: Frames,
  format: VideoFormat,
  about: { readonly title: string; readonly address: string | null },
  { signal, onProgress }: Work,
): Promise<Blob> {
  const container = format.extension === 'mp4' ? new Mp4OutputFormat() : new WebMOutputFormat();
  const target = new BufferTarget();
  const output = new Output({ format: container, target });
  const source = new CanvasSource(canvas, { codec: format.codec, quality: QUALITY_HIGH });
  output.addVideoTrack(source);
  output.setMetadataTags({
    title: about.title,
    ...(about.address !== null && { comment: about.address }),
  });
  try {
    await output.start();
    for (let frame = 0; frame < frames.count; frame++) {
      await breathe(signal);
      paint(frames.timeOf(frame));
      await source.add(frames.shownAt(frame), frames.lastingOf(frame));
      onProgress(frame + 1, frames.count);
    }
    await output.finalize();
    signal.throwIfAborted();
  } catch (error) {
    if (output.state !== 'finalized') await output.cancel();
    throw error;
  }
  if (!target.buffer) throw new Error('The video is empty.');
  return new Blob([target.buffer], { type: container.mimeType });
}
