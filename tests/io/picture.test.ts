import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seconds } from '../../src/base/units.ts';
import { pictureAsSvg } from '../../src/io/picture.ts';
import { modeKey } from '../../src/program/modes.ts';
import { initialValues } from '../../src/program/scenario.ts';
import { INITIAL_MACHINE } from '../../src/runtime/settings.ts';
import { entryById, loadScenario } from '../../src/scenarios/catalogue.ts';
import { simulate } from '../../src/sim/simulate.ts';
import { coloursOf, PICTURE_THEMES, type PictureTheme } from '../../src/stage/picture/picture-colours.ts';
import { type Composition, composePicture, type PicturedRun } from '../../src/timeline/composition.ts';
import { createLaneReader } from '../../src/trace/lanes/lanes.ts';

interface Wanted {
  readonly id: string;
  readonly modes: readonly string[];
  readonly theme?: PictureTheme;
  readonly width?: number;
  readonly address?: string | null;
}

/** A workload of the catalogue as it opens, in some of its modes, as a picture. */
async function pictureOf({
  id,
  modes,
  theme = 'light',
  width = 640,
  address = null,
}: Wanted): Promise<Composition> {
  const scenario = await loadScenario(id);
  if (!scenario) throw new Error(`There is no workload ${id}.`);
  const offers = scenario.modes.filter(({ mode }) => modes.includes(modeKey(mode)));
  if (offers.length < modes.length) throw new Error(`${id} has not all of ${modes}.`);
  const runs = offers.map(({ mode, title }): PicturedRun => {
    const trace = simulate(scenario, mode, {
      parameters: initialValues(scenario.parameters),
      machine: INITIAL_MACHINE,
      seed: 1,
    });
    const lanes = createLaneReader({ grouping: 'task', hidesMain: scenario.hidesMain }).read(trace);
    return { title, provenance: 'Modelled', elapsed: trace.duration, lanes };
  });
  return composePicture({
    title: entryById(id)?.title ?? id,
    runs,
    ...coloursOf(theme),
    width,
    address,
  });
}

describe('pictures of runs', () => {
  it.each([
    { id: 'documents', modes: ['sync', 'async', 'threads+lock'], at: 7 },
    { id: 'documents', modes: ['processes'], at: null, theme: 'dark' },
    { id: 'hello', modes: ['async'], at: 1 },
    { id: 'gather', modes: ['async'], at: null },
    { id: 'bad-doc', modes: ['sync'], at: null },
    { id: 'blocking-call', modes: ['async'], at: 2 },
    { id: 'create-task', modes: ['async'], at: null, theme: 'projector' },
    { id: 'print-race', modes: ['threads'], at: null },
    { id: 'deadlock', modes: ['threads'], at: 1 },
    { id: 'timeout', modes: ['async'], at: null, theme: 'dark' },
  ] as const)('$id, $modes', async ({ id, modes, at, ...look }) => {
    const picture = await pictureOf({ id, modes, ...look, address: `https://example.org/?scenario=${id}` });
    const svg = pictureAsSvg(picture, at === null ? null : seconds(at));
    await expect(svg).toMatchFileSnapshot(`pictures/${id}-${modes.join('-').replace('+', '-')}.svg`);
  });
});

describe('a composition', () => {
  it.each(PICTURE_THEMES)('has all the colours of the %s theme', async (theme) => {
    const { palette, paper, playhead } = await pictureOf({ id: 'hello', modes: ['async'], theme });
    const { hues, font, ...colours } = palette;
    for (const colour of [paper, playhead, ...hues, ...Object.values(colours)]) {
      expect(colour).toMatch(/^#[0-9a-f]{6}$/);
    }
    expect(font).toMatch(/^500 [\d.]+px "Inter Variable", /);
  });

  it('keeps within its edges, whatever its width, its theme and the playhead', async () => {
    const pictures = new Map<string, Composition>();
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 320, max: 2000 }),
        fc.constantFrom(...PICTURE_THEMES),
        fc.option(fc.double({ min: -1, max: 30, noNaN: true })),
        async (width, theme, time) => {
          const key = `${width} ${theme}`;
          const picture =
            pictures.get(key) ??
            (await pictureOf({
              id: 'documents',
              modes: ['sync', 'async'],
              theme,
              width,
              address: 'https://x',
            }));
          pictures.set(key, picture);
          expect([picture.width % 2, picture.height % 2]).toEqual([0, 0]);
          for (const item of [...picture.still, ...picture.at(time === null ? null : seconds(time))]) {
            const [right, foot] =
              item.kind === 'text'
                ? [item.x, item.y]
                : item.kind === 'lanes'
                  ? [item.x + item.list.width, item.y + item.list.height]
                  : [item.x + item.width, item.y + item.height];
            expect(item.x).toBeGreaterThanOrEqual(0);
            expect(item.y).toBeGreaterThanOrEqual(0);
            expect(right).toBeLessThanOrEqual(picture.width);
            expect(foot).toBeLessThanOrEqual(picture.height);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('fades just what comes after the playhead, and has no playhead in a picture of the whole', async () => {
    const picture = await pictureOf({ id: 'hello', modes: ['async'] });
    const shapesAt = (time: number | null) =>
      picture
        .at(time === null ? null : seconds(time))
        .filter((item) => item.kind === 'rectangle')
        .map(({ x, width, strength, colour }) => ({ x, width, strength, colour }));
    expect(shapesAt(null)).toEqual([]);
    const [veil, line, ...others] = shapesAt(1);
    expect(others).toEqual([]);
    expect(line).toMatchObject({ strength: 1, colour: picture.playhead });
    expect(veil?.strength).toBeLessThan(1);
    expect(veil?.x).toBeCloseTo((line?.x ?? 0) + (line?.width ?? 0) / 2, 6);
    const right = (veil?.x ?? 0) + (veil?.width ?? 0);
    const [later] = shapesAt(1.5);
    expect((later?.x ?? 0) + (later?.width ?? 0)).toBeCloseTo(right, 6);
    expect(later?.x).toBeGreaterThan(veil?.x ?? 0);
  });

  it('cuts an address that is longer than the picture is wide, and links to all of it', async () => {
    const address = `https://example.org/?${'long'.repeat(100)}`;
    const picture = await pictureOf({ id: 'hello', modes: ['async'], address });
    const caption = picture.still.find((item) => item.kind === 'text' && item.link !== null);
    expect(caption).toMatchObject({ link: address, text: expect.stringMatching(/^https.*…$/) });
    expect(pictureAsSvg(picture, null)).toContain(`<metadata>${address}</metadata>`);
  });
});
