import { describe, expect, it } from 'vitest';
import {
  evenSteps,
  initialShare,
  isOwnMachine,
  opensAtEnd,
  proportionsOf,
  SHAPES,
  type SharedStage,
  type ShareSettings,
  sharedFrame,
  sharedPage,
  typedSteps,
} from '../../src/app/share/share-settings.ts';
import { seconds } from '../../src/base/units.ts';
import { formatEmbedState, parseEmbedState } from '../../src/io/embed-state.ts';
import { initialPageState } from '../../src/io/page-state.ts';
import { documents as firstScenario } from '../../src/scenarios/documents.ts';

const STAGE: SharedStage = {
  page: { ...initialPageState(firstScenario), theme: 'dark' },
  title: 'Documents',
  time: seconds(3.25),
  step: 17,
  stepCount: 40,
  fragmentSteps: [10, 40],
  hasOwnRuns: false,
  range: { from: seconds(1), to: seconds(4) },
  hash: '',
  isTooLarge: false,
};

const INITIAL = initialShare(STAGE);

const set = (change: Partial<ShareSettings>): ShareSettings => ({ ...INITIAL, ...change });

describe('what is shared', () => {
  it('is a page that runs when it is opened, at its start, unless the reader chooses otherwise', () => {
    expect(sharedPage(INITIAL, STAGE)).toEqual({ ...STAGE.page, autoplay: true, time: null });
    const still = set({ runsWhenOpened: false, opensAt: 'time', predict: true });
    expect(sharedPage(still, STAGE)).toEqual({
      ...STAGE.page,
      autoplay: false,
      predict: true,
      time: seconds(3.25),
    });
  });

  it('is a frame that waits, follows the deck’s colours and plays all of the run', () => {
    expect(sharedFrame(set({ shared: 'frame' }), STAGE)).toMatchObject({
      page: { theme: 'auto', time: null },
      autoplay: '0',
      controls: 'full',
      start: null,
      end: null,
      step: null,
    });
  });

  it('is a frame as it is chosen, and its address reads back the same', () => {
    const frame = sharedFrame(
      set({
        shared: 'frame',
        autoplay: 'visible',
        controls: 'min',
        theme: 'projector',
        opensAt: 'step',
        isStretch: true,
        speed: 0.5,
        loop: true,
        code: true,
      }),
      STAGE,
    );
    expect(frame).toMatchObject({ step: 17, start: 1, end: 4, page: { theme: 'projector', time: null } });
    const query = formatEmbedState(frame, firstScenario, firstScenario.id);
    const { state, problems } = parseEmbedState(query, firstScenario);
    expect(problems).toEqual([]);
    expect(state).toEqual({ ...frame, page: { ...frame.page, autoplay: false } });
  });

  it('is a frame that its slide starts, in decks that do so', () => {
    expect(sharedFrame(set({ shared: 'frame', format: 'reveal', autoplay: '1' }), STAGE).autoplay).toBe('0');
    expect(sharedFrame(set({ shared: 'frame', format: 'slidev', autoplay: '1' }), STAGE).autoplay).toBe('1');
  });

  it('is a page behind a picture, which runs as a link does', () => {
    const picture = set({ shared: 'frame', format: 'markdown', autoplay: '0' });
    expect(sharedPage(picture, STAGE).autoplay).toBe(true);
    expect(sharedPage({ ...picture, runsWhenOpened: false }, STAGE).autoplay).toBe(false);
  });

  it('has no stretch where none is marked', () => {
    const frame = sharedFrame(set({ shared: 'frame', isStretch: true }), { ...STAGE, range: null });
    expect([frame.start, frame.end]).toEqual([null, null]);
  });
});

it('opens at the end what is there already, unless it plays by itself', () => {
  const imported: SharedStage = { ...STAGE, hasOwnRuns: true };
  const still = set({ shared: 'frame', format: 'html', autoplay: '0' });
  expect(opensAtEnd(still, imported)).toBe(true);
  expect(opensAtEnd(still, STAGE)).toBe(false);
  expect(opensAtEnd({ ...still, autoplay: 'visible' }, imported)).toBe(false);
  expect(opensAtEnd({ ...still, format: 'reveal' }, imported)).toBe(false);
  expect(opensAtEnd({ ...still, format: 'markdown', runsWhenOpened: false }, imported)).toBe(true);
});

describe('the steps of fragments', () => {
  const orderOf = (times: readonly number[]) => ({
    length: times.length,
    timeOf: (index: number) => seconds(times[index] ?? 0),
    stepAt: (time: number) => times.filter((at) => at <= time).length,
  });

  it('divide the time of the run to begin with, however its events are spread', () => {
    expect(evenSteps(orderOf([0, 0, 0, 0, 5, 5, 10, 15, 20]))).toEqual([6, 7, 8, 9]);
    expect(evenSteps(orderOf([0, 9]))).toEqual([1, 2]);
    expect(evenSteps(orderOf([0, 0]))).toEqual([2]);
    expect(evenSteps(orderOf([]))).toEqual([]);
    expect(INITIAL.steps).toBe('10, 40');
  });

  it('are those of the model, which the frame shows then', () => {
    const live: SharedStage = { ...STAGE, page: { ...STAGE.page, engine: 'live' } };
    const steered = set({ shared: 'frame', format: 'reveal-steps' });
    expect(sharedFrame(steered, live).page.engine).toBe('model');
    expect(sharedFrame({ ...steered, steps: '' }, live).page.engine).toBe('live');
    expect(sharedFrame({ ...steered, format: 'reveal' }, live).page.engine).toBe('live');
  });

  it('are the whole numbers among what is typed, none twice', () => {
    expect(typedSteps('3, 9;12 then 9')).toEqual([3, 9, 12]);
    expect(typedSteps('x, -4, 2.5, 0')).toEqual([0]);
    expect(typedSteps('')).toEqual([]);
  });
});

it('shapes have their proportions', () => {
  expect(SHAPES.map(proportionsOf).map(({ width, height }) => width / height)).toEqual([
    16 / 9,
    4 / 3,
    1,
    0.75,
  ]);
});

it('knows an address that only this machine can open', () => {
  expect(['localhost', 'lab.localhost', '127.0.0.1', '127.8.0.1', '[::1]'].every(isOwnMachine)).toBe(true);
  expect(['your.host', '127.0.0.1.your.host', 'localhost.org', '192.168.0.7'].some(isOwnMachine)).toBe(false);
});
