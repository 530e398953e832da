import { assertNever } from '../../base/assert-never.ts';
import type { Seconds } from '../../base/units.ts';
import { pictureAsSvg } from '../../io/picture.ts';
import { composeStage } from '../../stage/picture/stage-picture.ts';
import type { Composition } from '../../timeline/composition.ts';
import { createPicturePainter, type PicturePainter } from '../../timeline/picture-painter.dom.ts';
import { fontFamilyOf } from '../../timeline/text-size.ts';
import { axisOf, type ExportSettings, framesFor, hasPlayhead, picturedSteps } from './export-settings.ts';
import type { Work } from './work.ts';

/** A file that has been made. */
export interface MadeFile {
  readonly extension: string;
  readonly content: Blob;
}

/**
 * The stage as these settings picture it.
 *
 * @param step the moment of one of many pictures, at which its address opens; other pictures have their own.
 */
export function pictureFor(settings: ExportSettings, step?: Seconds): Composition {
  const { group, theme, width } = settings;
  const isOne = hasPlayhead(settings.format);
  const time = step ?? (isOne ? settings.time : null);
  return composeStage({ group, theme, width, viewport: axisOf(settings), time, arrows: isOne });
}

/**
 * Makes the file. What encodes it is fetched first.
 *
 * @param steps all moments at which something happens.
 * @param unit real seconds per program second at speed 1.
 * @throws what the work was aborted with, or why the file cannot be made.
 */
export async function performExport(
  settings: ExportSettings,
  steps: readonly Seconds[],
  unit: number,
  work: Work,
): Promise<MadeFile> {
  const { format, scale, time } = settings;
  const picture = pictureFor(settings);
  const { title, address } = picture;
  switch (format) {
    case 'svg':
      return {
        extension: 'svg',
        content: new Blob([pictureAsSvg(picture, time)], { type: 'image/svg+xml' }),
      };
    case 'png': {
      const painter = await painterFor(picture, scale);
      painter.paint(time);
      return { extension: 'png', content: await asPng(painter.canvas) };
    }
    case 'steps': {
      const { packPictures } = await import('./step-pictures.ts');
      const pictureAt = (at: Seconds): string => pictureAsSvg(pictureFor(settings, at), at);
      return {
        extension: 'zip',
        content: await packPictures(picturedSteps(settings, steps), pictureAt, work),
      };
    }
    case 'video': {
      const { filmAsVideo, videoFormatFor } = await import('./video.ts');
      const video = await videoFormatFor(picture.width * scale, picture.height * scale);
      if (!video) throw new Error('This browser cannot encode video of this size.');
      const painter = await painterFor(picture, scale);
      const frames = framesFor(settings, unit);
      const content = await filmAsVideo(painter, frames, video, { title, address }, work);
      return { extension: video.extension, content };
    }
    case 'gif': {
      const { filmAsGif } = await import('./gif.ts');
      const painter = await painterFor(picture, scale, { willReadFrequently: true });
      return { extension: 'gif', content: await filmAsGif(painter, framesFor(settings, unit), work) };
    }
    default:
      return assertNever(format);
  }
}

/** A painter, once its typeface is there. */
export async function painterFor(
  picture: Composition,
  scale: number,
  canvas: CanvasRenderingContext2DSettings = {},
): Promise<PicturePainter> {
  await document.fonts.load(`500 16px ${fontFamilyOf(picture.palette)}`);
  return createPicturePainter(picture, scale, canvas);
}

const asPng = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error('This browser has no room for so large a picture.'));
    });
  });
