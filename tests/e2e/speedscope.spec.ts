import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { exported } from './exported.ts';
import { expect, test } from './page.ts';
import { startStaticHost } from './servers/static-host.mjs';
import { openModel } from './stage.ts';

const release = fileURLToPath(new URL('../../node_modules/speedscope/dist/release/', import.meta.url));

/** What speedscope writes when it is asked to save what it has read. */
interface Saved {
  readonly shared: { readonly frames: readonly { readonly name: string }[] };
  readonly profiles: readonly {
    readonly name: string;
    readonly unit: string;
    readonly events: readonly { readonly type: 'O' | 'C'; readonly frame: number; readonly at: number }[];
  }[];
}

/** A state of a thread that took time: how it is called and how long it took, in microseconds. */
type Stay = readonly [words: string, duration: number];

const inOrder = (one: Stay, other: Stay): number => one[0].localeCompare(other[0]) || one[1] - other[1];

/** The states of the threads of each run by the page's own table of states. */
function staysOfTable(csv: string): Map<string, Stay[]> {
  const stays = new Map<string, Stay[]>();
  for (const row of csv.trimEnd().split('\r\n').slice(1)) {
    const cells = row.match(/"(?:[^"]|"")*"|[^,]+/g) ?? [];
    const [run = '', , grouping, , from, to, , , , words = ''] = cells;
    const duration = Math.round((Number(to) - Number(from)) * 1e6);
    if (grouping !== 'thread' || duration === 0) continue;
    stays.set(run, [...(stays.get(run) ?? []), [words.replace(/^"|"$/g, ''), duration]]);
  }
  return stays;
}

/** The same by what speedscope has read: it names each thread `run: process (pid 1), thread (tid 2)`. */
function staysOfSpeedscope({ shared, profiles }: Saved): Map<string, Stay[]> {
  const stays = new Map<string, Stay[]>();
  for (const { name, unit, events } of profiles) {
    expect(unit).toBe('microseconds');
    const run = name.split(':')[0] ?? '';
    const open: number[] = [];
    for (const { type, frame, at } of events) {
      if (type === 'O') {
        open.push(at);
        // States of a thread follow each other: none stands on another.
        expect(open).toHaveLength(1);
        continue;
      }
      const duration = Math.round(at - (open.pop() ?? Number.NaN));
      const words = shared.frames[frame]?.name ?? '';
      if (duration > 0) stays.set(run, [...(stays.get(run) ?? []), [words, duration]]);
    }
    expect(open).toEqual([]);
  }
  return stays;
}

test('speedscope reads of an export every thread, and every state that it was in for as long', async ({
  page,
}) => {
  await openModel(page, '&modes=sync,async,threads,processes&lock=0,1&tasks=4&workers=2');
  const table = staysOfTable((await exported(page, 'Table of states (CSV)')).text);
  const trace = await exported(page, 'Trace Event JSON, for Perfetto');
  const host = await startStaticHost({ folders: { '/': release } });
  try {
    const complaints: string[] = [];
    page.on('console', (message) => {
      const isAboutDrawing = message.text().startsWith('[.WebGL');
      if (['warning', 'error'].includes(message.type()) && !isAboutDrawing) complaints.push(message.text());
    });
    await page.goto(`http://127.0.0.1:${host.port}/index.html`);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'run.json', mimeType: 'application/json', buffer: Buffer.from(trace.text) });
    await expect(page.getByText('Sandwich')).toBeVisible();
    const saving = page.waitForEvent('download');
    await page.keyboard.press('Control+s');
    const saved: Saved = JSON.parse(await readFile(await (await saving).path(), 'utf8'));
    expect(complaints).toEqual([]);
    const read = staysOfSpeedscope(saved);
    expect([...read.keys()].sort()).toEqual([...table.keys()].sort());
    for (const [run, stays] of table) {
      const found = read.get(run) ?? [];
      expect(found.length, run).toBe(stays.length);
      expect(found.toSorted(inOrder)).toEqual(stays.toSorted(inOrder));
    }
  } finally {
    await host.close();
  }
});
