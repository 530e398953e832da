import type { Seconds } from '../../base/units.ts';
import { pictureAsSvg } from '../../io/picture.ts';
import type { Composition } from '../../timeline/composition.ts';
import {
  type ExportSettings,
  framesFor,
  isFilm,
  LARGEST_SIDE,
  MOST_PICTURES,
  picturedSteps,
} from './export-settings.ts';
import type { VideoFormat } from './video.ts';

/** What an export will be, in words. */
export interface Estimate {
  /** `1920 × 1080 pixels, 9 s, 226 frames, about 2 MB`. */
  readonly words: string;
  /** Why it cannot be made; `null` where it can. */
  readonly problem: string | null;
}

/** Bytes of a picture: of each of its pixels, and of the rest of it. As the pictures of the catalogue come out. */
interface Weight {
  readonly pixel: number;
  readonly rest: number;
}

const WEIGHT = {
  png: { pixel: 0.07, rest: 0 },
  video: { pixel: 0.05, rest: 20_000 },
  videoFrame: { pixel: 0.001, rest: 1500 },
  gif: { pixel: 0.06, rest: 1000 },
  gifFrame: { pixel: 0.0045, rest: 300 },
} satisfies Readonly<Record<string, Weight>>;

const bytesOf = ({ pixel, rest }: Weight, area: number): number => pixel * area + rest;

/** How much of an SVG is left in a zip file. */
const ZIPPED = 0.11;

/** Estimates an export. @param video what video the browser makes of it: `undefined` while that is not known. */
export function estimateOf(about: {
  readonly settings: ExportSettings;
  readonly steps: readonly Seconds[];
  readonly unit: number;
  readonly picture: Composition;
  readonly video: VideoFormat | null | undefined;
}): Estimate {
  const { settings, picture, video } = about;
  const { format, scale } = settings;
  const [width, height] = [picture.width * scale, picture.height * scale];
  const area = width * height;
  if (format === 'svg') {
    const size = pictureAsSvg(picture, settings.time).length;
    return possible(`${picture.width} × ${picture.height} pixels, ${sizeInWords(size)}.`);
  }
  if (format === 'steps') return estimateOfSteps(about);
  if (Math.max(width, height) > LARGEST_SIDE) {
    return impossible(`${width} × ${height} pixels are more than a browser draws. Choose a smaller scale.`);
  }
  if (!isFilm(format)) {
    return possible(`${width} × ${height} pixels, about ${sizeInWords(bytesOf(WEIGHT.png, area))}.`);
  }
  if (format === 'video' && video === null) {
    return impossible(
      'VideoEncoder' in globalThis
        ? 'This browser cannot encode video of this size. Choose a smaller scale, or GIF.'
        : 'This browser cannot encode video. A GIF shows the same.',
    );
  }
  const { count, duration } = framesFor(settings, about.unit);
  const [first, next] = format === 'gif' ? [WEIGHT.gif, WEIGHT.gifFrame] : [WEIGHT.video, WEIGHT.videoFrame];
  const size = bytesOf(first, area) + bytesOf(next, area) * (count - 1);
  const title = format === 'gif' ? 'GIF' : (video?.title ?? 'Video');
  return possible(
    `${title}, ${width} × ${height} pixels, ${duration.toFixed(1)} s, ${count} frames, about ${sizeInWords(size)}.`,
  );
}

function estimateOfSteps({
  settings,
  steps,
  picture,
}: {
  readonly settings: ExportSettings;
  readonly steps: readonly Seconds[];
  readonly picture: Composition;
}): Estimate {
  const count = picturedSteps(settings, steps).length;
  if (count > MOST_PICTURES) {
    return impossible(
      `${count} pictures are too many: ${MOST_PICTURES} at most. Choose fewer of the steps, or a shorter time.`,
    );
  }
  const size = count * pictureAsSvg(picture, settings.to).length * ZIPPED;
  return possible(
    `${count === 1 ? 'One picture' : `${count} pictures`}, about ${sizeInWords(size)} together.`,
  );
}

const possible = (words: string): Estimate => ({ words, problem: null });

const impossible = (problem: string): Estimate => ({ words: '', problem });

const KILO = 1000;
const MEGA = 1e6;

/** A number of bytes in words, to two figures: `340 kB`, `1.2 MB`. */
export function sizeInWords(bytes: number): string {
  const rounded = Number(bytes.toPrecision(2));
  if (rounded >= MEGA) return `${Number((rounded / MEGA).toPrecision(2))} MB`;
  return `${Math.max(1, Math.round(rounded / KILO))} kB`;
}
