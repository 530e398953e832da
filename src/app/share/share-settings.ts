import { type Seconds, seconds } from '../../base/units.ts';
import { type Autoplay, type Controls, type EmbedState, initialEmbedState } from '../../io/embed-state.ts';
import type { PageState, Theme } from '../../io/page-state.ts';
import type { PlayRange, Speed } from '../../io/playback.ts';
import type { FrameShape, SnippetFormat } from '../../io/snippets.ts';
import type { StepOrder } from '../../trace/steps.ts';
import { isPicture, startsWithSlide } from './snippet-words.ts';

/** What is shared: a link to the page, or a frame in a page of the reader's. */
export type Shared = 'link' | 'frame';

/** The shapes of a frame. */
export const SHAPES = ['16:9', '4:3', '1:1', '3:4'] as const;
export type Shape = (typeof SHAPES)[number];

/** Where the playhead is when what is shared is opened: at the start, at a time, or where single steps have led. */
export type OpensAt = 'start' | 'time' | 'step';

/** What the reader chooses for sharing. */
export interface ShareSettings {
  readonly shared: Shared;
  /** Whether a link runs the workload. */
  readonly runsWhenOpened: boolean;
  readonly predict: boolean;
  readonly opensAt: OpensAt;
  readonly format: SnippetFormat;
  /** The heading of a slide, and how a frame's name begins. */
  readonly heading: string;
  readonly autoplay: Autoplay;
  readonly controls: Controls;
  readonly theme: Theme;
  readonly shape: Shape;
  readonly speed: Speed;
  readonly loop: boolean;
  readonly code: boolean;
  /** Whether a frame plays only the stretch that is marked on the stage. */
  readonly isStretch: boolean;
  readonly isSandboxed: boolean;
  /** The steps of fragments, as they are typed. */
  readonly steps: string;
}

/** The stage when the dialog was opened. */
export interface SharedStage {
  readonly page: PageState;
  readonly title: string;
  /** Where the playhead is, to a millisecond. */
  readonly time: Seconds;
  /** How many events have happened there, and how many there are. */
  readonly step: number;
  readonly stepCount: number;
  /** The steps at which the fragments of a slide stop unless others are typed. */
  readonly fragmentSteps: readonly number[];
  /** Whether it has runs that are there already, and shown whole until they are played: imported or replayed ones. */
  readonly hasOwnRuns: boolean;
  /** The stretch that is marked to be played; `null` where none is. */
  readonly range: PlayRange | null;
  /** What of the stage the query of an address cannot say, as an address ends with it; the empty string if nothing. */
  readonly hash: string;
  /** Whether that is more than an address carries. */
  readonly isTooLarge: boolean;
}

/** How many fragments a slide has unless others are typed. */
const FRAGMENTS = 4;

/** The steps that have been taken when each of as many equally long parts of a run is over. */
export function evenSteps(order: Pick<StepOrder, 'length' | 'timeOf' | 'stepAt'>): readonly number[] {
  if (order.length === 0) return [];
  const end = order.timeOf(order.length - 1);
  const parts = Array.from({ length: FRAGMENTS }, (_, index) =>
    index + 1 === FRAGMENTS ? order.length : order.stepAt(seconds(((index + 1) * end) / FRAGMENTS)),
  );
  return [...new Set(parts)].filter((step) => step > 0);
}

/** What is chosen when the dialog is opened. */
export const initialShare = ({ page, title, fragmentSteps }: SharedStage): ShareSettings => ({
  shared: 'link',
  runsWhenOpened: true,
  predict: page.predict,
  opensAt: 'start',
  format: 'html',
  heading: title,
  autoplay: '0',
  controls: 'full',
  theme: 'auto',
  shape: '16:9',
  speed: 1,
  loop: false,
  code: false,
  isStretch: false,
  isSandboxed: false,
  steps: fragmentSteps.join(', '),
});

/** The page that a link opens. */
export const sharedPage = (settings: ShareSettings, { page, time }: SharedStage): PageState => ({
  ...page,
  autoplay:
    settings.shared === 'link' || isPicture(settings.format)
      ? settings.runsWhenOpened
      : settings.autoplay !== '0',
  predict: settings.predict,
  time: settings.opensAt === 'start' ? null : time,
});

/** The frame that a snippet has. */
export function sharedFrame(settings: ShareSettings, stage: SharedStage): EmbedState {
  const { format, opensAt, theme, autoplay, controls, speed, loop, code, isStretch } = settings;
  const shared = sharedPage(settings, stage);
  // Fragments that go to steps go to those of the model.
  const isSteered = format === 'reveal-steps' && typedSteps(settings.steps).length > 0;
  const page: PageState = { ...shared, theme, engine: isSteered ? 'model' : shared.engine };
  return {
    ...initialEmbedState({ ...page, time: opensAt === 'time' ? stage.time : null }),
    autoplay: startsWithSlide(format) ? '0' : autoplay,
    controls,
    start: isStretch ? (stage.range?.from ?? null) : null,
    end: isStretch ? (stage.range?.to ?? null) : null,
    step: opensAt === 'step' ? stage.step : null,
    speed,
    loop,
    code,
  };
}

/** Whether what is shared plays by itself. */
const playsItself = ({ format, runsWhenOpened, autoplay }: ShareSettings): boolean =>
  isPicture(format) ? runsWhenOpened : autoplay !== '0' || startsWithSlide(format);

/** Whether it shows the end of its runs when no moment is chosen. */
export const opensAtEnd = (settings: ShareSettings, { hasOwnRuns }: SharedStage): boolean =>
  hasOwnRuns && !playsItself(settings);

/** Width and height of a shape. */
export function proportionsOf(shape: Shape): FrameShape {
  const [width = 1, height = 1] = shape.split(':').map(Number);
  return { width, height };
}

/** The steps among what is typed: whole numbers in their order, whatever stands between them. */
export const typedSteps = (text: string): readonly number[] => [
  ...new Set((text.match(/(?<![\d.-])\d{1,9}(?![\d.])/g) ?? []).map(Number)),
];

/** From so many characters on some programs cut an address off, or refuse to open it. */
export const LONG_ADDRESS = 2000;

/** Whether only this machine can open what it serves. */
export const isOwnMachine = (hostname: string): boolean =>
  /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
