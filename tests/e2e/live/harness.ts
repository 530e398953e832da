import type { Mode } from '../../../src/program/modes.ts';
import type { EventKind } from '../../../src/trace/events.ts';
import { EVENT_CODE } from '../../../src/trace/events.ts';
import { createOutputReader } from '../../../src/trace/output.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { test as base, expect } from '../page.ts';
import type { Harness, HarnessOptions, PlainTrace, RunReport } from './harness.page.ts';
import { type Site, serveHarness } from './site.ts';

declare const harness: Harness;

/** A run that has ended, its trace as the page had it. */
export interface EndedRun {
  readonly phase: string;
  readonly trace: Trace;
}

/** Live runs in a page, whose workers know the scenarios of these tests. */
export interface LivePage {
  run(scenario: string, modes: readonly Mode[], options?: HarnessOptions): Promise<readonly EndedRun[]>;
  begin(scenario: string, modes: readonly Mode[], options?: HarnessOptions): Promise<void>;
  seen(kind: EventKind, actor?: string): Promise<void>;
  cancel(): Promise<void>;
  ended(): Promise<readonly EndedRun[]>;
  growth(): ReturnType<Harness['growth']> | Promise<ReturnType<Harness['growth']>>;
}

export const test = base.extend<{ live: (host: 'isolated' | 'plain') => Promise<LivePage> }, { site: Site }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures are needed
    async ({}, use) => {
      const site = await serveHarness();
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
  live: async ({ page, site }, use) => {
    await use(async (host) => {
      await page.goto(site[host]);
      await page.waitForFunction(() => 'harness' in globalThis);
      return {
        run: async (scenario, modes, options) =>
          revive(
            await page.evaluate((args) => harness.run(...args), [scenario, modes, options ?? {}] as const),
          ),
        begin: (scenario, modes, options) =>
          page.evaluate((args) => harness.begin(...args), [scenario, modes, options ?? {}] as const),
        seen: (kind, actor) =>
          page.evaluate(([code, name]) => harness.seen(code, name), [EVENT_CODE[kind], actor] as const),
        cancel: () => page.evaluate(() => harness.cancel()),
        ended: async () => revive(await page.evaluate(() => harness.ended())),
        growth: () => page.evaluate(() => harness.growth()),
      };
    });
  },
});

export { expect };

const revive = (reports: readonly RunReport[]): readonly EndedRun[] =>
  reports.map(({ phase, trace }) => ({ phase, trace: reviveTrace(trace) }));

function reviveTrace({ events, ...rest }: PlainTrace): Trace {
  return {
    ...rest,
    events: {
      length: events.time.length,
      time: Float64Array.from(events.time),
      kind: Uint8Array.from(events.kind),
      actor: Int32Array.from(events.actor),
      subject: Int32Array.from(events.subject),
      value: Float64Array.from(events.value),
    },
  };
}

/** The modes by their ids, without the scenario's lock. */
export const modes = (...ids: readonly Mode['id'][]): readonly Mode[] =>
  ids.map((id) => ({ id, lock: false }));

/** What was printed, line by line. */
export const printed = (trace: Trace): readonly string[] =>
  createOutputReader()
    .read(trace)
    .map(({ text }) => text);

/** The names of the actors that have an event of a kind, in the order of the events. */
export const actorsOf = ({ events, actors }: Trace, kind: EventKind): readonly string[] =>
  Array.from({ length: events.length }, (_, index) => index)
    .filter((index) => events.kind[index] === EVENT_CODE[kind])
    .map((index) => actors[events.actor[index] ?? -1]?.name ?? '');
