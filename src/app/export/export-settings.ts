import { type Seconds, seconds } from '../../base/units.ts';
import { type Frames, framesOf } from '../../io/frames.ts';
import { SPEEDS, type Speed } from '../../io/playback.ts';
import type { PictureTheme } from '../../stage/picture/picture-colours.ts';
import type { StepCount } from '../../timeline/ticks.ts';

/** What a picture of the stage, or many, can be exported as. */
export type PictureFormat = 'png' | 'svg' | 'steps' | 'video' | 'gif';

/** The formats, in the order in which they are offered. */
export const FORMATS: readonly {
  readonly format: PictureFormat;
  readonly title: string;
  readonly says: string;
}[] = [
  { format: 'png', title: 'PNG', says: 'One picture in pixels, for slides and documents.' },
  { format: 'svg', title: 'SVG', says: 'One picture in vectors, sharp at any size.' },
  {
    format: 'steps',
    title: 'Steps',
    says: 'An SVG for each step in a zip file: 001.svg, 002.svg and so on.',
  },
  { format: 'video', title: 'Video', says: 'The playhead goes through the runs, frame by frame.' },
  { format: 'gif', title: 'GIF', says: 'The same as a GIF, which plays anywhere, again and again.' },
];

/** Whether a format shows the playhead moving. */
export const isFilm = (format: PictureFormat): boolean => format === 'video' || format === 'gif';

/** Whether a format is one picture, with the playhead where it is wanted or nowhere. */
export const hasPlayhead = (format: PictureFormat): boolean => format === 'png' || format === 'svg';

/** Pixels of the file per pixel of the picture. */
const SCALES = [1, 2, 3, 4] as const;
export type Scale = (typeof SCALES)[number];

/** The scales that make sense for a format: all that it has is in every frame of a GIF. */
export const scalesOf = (format: PictureFormat): readonly Scale[] => (format === 'gif' ? [1, 2] : SCALES);

/** Frames a second that formats can have. A GIF counts in hundredths of a second. */
export const RATES = [10, 25, 50] as const;
export type Rate = (typeof RATES)[number];

/** Widths of pictures, in pixels. With more than the widest, a browser may refuse the canvas at four pixels each. */
export const WIDTH = { initial: 960, min: 320, max: 3000 };

/** A browser has no larger canvas than this, in pixels on a side. */
export const LARGEST_SIDE = 16_000;

/** So many pictures of steps are exported at most. */
export const MOST_PICTURES = 500;

/** As many as are exported unless the reader asks for more. */
const EASY_PICTURES = 100;

/** About how long a film is unless the reader chooses its speed, in real seconds. */
const GOOD_LENGTH = 10;

/** What the reader chooses for an export. */
export interface ExportSettings {
  readonly format: PictureFormat;
  /** The key of the only group that is shown; `null` for all of them. */
  readonly group: string | null;
  readonly theme: PictureTheme;
  /** In pixels. */
  readonly width: number;
  readonly scale: Scale;
  /** The stretch that is shown, in program seconds. */
  readonly from: Seconds;
  readonly to: Seconds;
  /** Where the playhead stands in a still picture; `null` for a picture of the whole of the runs. */
  readonly time: Seconds | null;
  /** Of the steps, each so many-th is pictured. */
  readonly every: number;
  readonly speed: Speed;
  readonly rate: Rate;
}

/** What the stage shows when an export is begun. */
export interface StageNow {
  readonly theme: PictureTheme;
  /** The stretch of time in view, no further than the runs reach. */
  readonly from: Seconds;
  readonly to: Seconds;
  /** Where the playhead is. */
  readonly time: Seconds;
  /** Where the longest run ends. */
  readonly end: Seconds;
  /** Real seconds per program second at speed 1. */
  readonly unit: number;
  /** What its axis counts instead of seconds; `null` where it counts those. */
  readonly steps: StepCount | null;
  /** The playhead’s moment as the axis counts it. */
  readonly moment: string;
}

/** What suits a slide: as wide as one in large letters, twice as fine, about ten seconds long. */
export function initialSettings(stage: StageNow, steps: readonly Seconds[]): ExportSettings {
  const { theme, from, to, time, end, unit } = stage;
  return {
    format: 'png',
    group: null,
    theme,
    width: WIDTH.initial,
    scale: 2,
    from,
    to,
    time: time > 0 && time < end ? time : null,
    every: Math.max(1, Math.ceil(steps.length / EASY_PICTURES)),
    speed: speedFor((to - from) * unit),
    rate: 25,
  };
}

/** The speed at which a film of so many real seconds becomes nearest to a good length. */
function speedFor(length: number): Speed {
  const farOff = (speed: Speed): number => Math.abs(Math.log(length / speed / GOOD_LENGTH));
  return SPEEDS.reduce((best, speed) => (farOff(speed) < farOff(best) ? speed : best));
}

/** A format chosen, and what suits it: a GIF is large, so it has fewer and smaller frames. */
export const withFormat = (settings: ExportSettings, format: PictureFormat): ExportSettings => ({
  ...settings,
  format,
  ...(format !== settings.format && { scale: format === 'gif' ? 1 : 2, rate: format === 'gif' ? 10 : 25 }),
});

/** The frames of a film with these settings. */
export const framesFor = ({ from, to, speed, rate }: ExportSettings, unit: number): Frames =>
  framesOf({ from, to, unit, speed, rate });

/** The moments that are pictured, of all those at which something happens. */
export const picturedSteps = (
  { from, to, every }: ExportSettings,
  steps: readonly Seconds[],
): readonly Seconds[] => {
  const inRange = steps.filter((time) => time >= from && time <= to);
  return inRange.filter((_, index) => index % every === 0);
};

/** Room behind the stretch that is shown, as a share of it, so that what ends last is seen whole. */
const ROOM = 0.02;

/** The stretch of time on the axis. */
export const axisOf = ({ from, to }: ExportSettings): { readonly from: Seconds; readonly to: Seconds } => ({
  from,
  to: seconds(to + (to - from) * ROOM),
});
