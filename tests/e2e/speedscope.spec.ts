import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { parseTraces } from '../../src/io/parse-traces.ts';
import { createLaneReader } from '../../src/trace/lanes/lanes.ts';
import { spanAt } from '../../src/trace/spans.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { exported } from './exported.ts';
import { expect, test } from './page.ts';
import { startStaticHost } from './servers/static-host.mjs';
import { openModel } from './stage.ts';

/** What speedscope has of a thread: how many slices, and for how many nanoseconds. */
interface ThreadCounts {
  readonly slices: number;
  readonly nanoseconds: number;
}

const release = fileURLToPath(new URL('../../node_modules/speedscope/dist/release/', import.meta.url));

for (const query of [
  '&scenario=documents&modes=sync,async,threads,processes&lock=0,1',
  '&scenario=lost-update&modes=threads&lock=0,1',
  '&scenario=sqrt-pool&modes=threads,processes',
]) {
  test(`speedscope reads as many states as the runs have: ${query.slice(1)}`, async ({ page }) => {
    await openModel(page, query);
    const { text } = await exported(page, 'Trace JSON');
    const file = await exported(page, 'Trace Event JSON');
    const host = await startStaticHost({ folders: { '/': release } });
    try {
      const address = `http://127.0.0.1:${host.port}/`;
      expect(await countsBySpeedscope(page, address, file)).toEqual(tracesIn(text).flatMap(countsByTrace));
    } finally {
      await host.close();
    }
  });
}

/** Opens a file in speedscope, and has it write what it has read. */
async function countsBySpeedscope(
  page: Page,
  address: string,
  { name, text }: { readonly name: string; readonly text: string },
): Promise<ThreadCounts[]> {
  await page.goto(address);
  const file = { name, mimeType: 'application/json', buffer: Buffer.from(text) };
  await page.locator('input[type=file]').setInputFiles(file);
  const downloading = page.waitForEvent('download');
  await page.getByText('Export').click();
  const { profiles } = JSON.parse(await readFile(await (await downloading).path(), 'utf8')) as {
    profiles: {
      type: string;
      unit: string;
      startValue: number;
      endValue: number;
      events: { type: string }[];
    }[];
  };
  return profiles.map(({ type, unit, startValue, endValue, events }) => {
    expect([type, unit]).toEqual(['evented', 'microseconds']);
    return {
      slices: events.filter((event) => event.type === 'O').length,
      nanoseconds: Math.round((endValue - startValue) * 1e3),
    };
  });
}

/** How many states the threads of a run were in that took some time, at least a nanosecond. */
function countsByTrace(trace: Trace): ThreadCounts[] {
  const { lanes } = createLaneReader({ grouping: 'thread' }).read(trace);
  return lanes.map(({ spans }) => {
    const times = Array.from({ length: spans.length }, (_, index) => {
      const { start, end } = spanAt(spans, index);
      return { start: Math.round(start * 1e9), end: Math.round(end * 1e9) };
    });
    const lasting = times.filter(({ start, end }) => end > start);
    const first = times[0]?.start ?? 0;
    return { slices: lasting.length, nanoseconds: (lasting.at(-1)?.end ?? first) - first };
  });
}

function tracesIn(text: string): readonly Trace[] {
  const result = parseTraces(text);
  if (result.kind === 'problem') throw new Error(result.problem);
  return result.traces;
}
