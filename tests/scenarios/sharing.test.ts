import { describe, expect, it } from 'vitest';
import { modeKey } from '../../src/program/modes.ts';
import { INITIAL_MACHINE } from '../../src/runtime/settings.ts';
import { EVENT_CODE } from '../../src/trace/events.ts';
import { createSharedObjectReader } from '../../src/trace/state/shared-objects.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { modelled, type Setting } from '../catalogue-runs.ts';
import { printedLines } from '../sim/output.ts';

interface RunOptions extends Setting {
  readonly lock?: boolean;
  readonly variant?: string;
}

function run(id: string, { lock = false, variant, ...setting }: RunOptions = {}): Promise<Trace> {
  return modelled(id, modeKey({ id: 'threads', lock, ...(variant !== undefined && { variant }) }), setting);
}

const textsOf = (trace: Trace): readonly string[] => printedLines(trace).map(([, text]) => text);

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);

describe('lines of several threads', () => {
  const isMixed = (texts: readonly string[]): boolean =>
    texts.includes('') && texts.some((text) => text.split('Worker').length > 2);

  it('run together at the first seed, and at most others', async () => {
    const runs = await Promise.all(SEEDS.map(async (seed) => textsOf(await run('print-race', { seed }))));
    expect(isMixed(runs[0] ?? [])).toBe(true);
    expect(runs.filter(isMixed).length).toBeGreaterThan(SEEDS.length / 2);
    for (const texts of runs) expect(texts).toHaveLength(10);
  });

  it('stay whole under the lock', async () => {
    for (const seed of SEEDS) {
      for (const text of textsOf(await run('print-race', { lock: true, seed })))
        expect(text).toMatch(/^Worker \d (running on thread ID \d+|finished)$/);
    }
  });
});

describe('the variable that the vanishing workers are started from', () => {
  it('is written by the main thread alone, in the same order at every seed', async () => {
    for (const seed of SEEDS) {
      const trace = await run('vanishing-workers', { seed });
      const { variablesAt } = createSharedObjectReader().read(trace);
      const values: (string | null)[] = [];
      let last = -1;
      for (let count = 0; count <= trace.events.length; count++) {
        const [doc] = variablesAt(count);
        if (!doc?.written || doc.written.event === last) continue;
        last = doc.written.event;
        values.push(doc.value);
        expect(trace.actors[doc.written.by]?.name).toBe('MainThread');
      }
      const earlier = [0, 1, 2, 3, 4].map((number) => `'doc ${number}'`);
      expect(values).toEqual([...earlier, "'d'", "'o'", "'c'", "' '", "'4'", "'4'"]);
    }
  });
});

describe('a shared counter', () => {
  const counted = async (options: RunOptions): Promise<string | undefined> =>
    textsOf(await run('lost-update', options)).at(-1);

  it('loses updates when threads work between reading and writing', async () => {
    for (const seed of SEEDS) expect(await counted({ seed })).not.toBe('counter is 20 of 20');
  });

  it('loses none under the lock, and none where there is nothing between reading and writing', async () => {
    for (const seed of SEEDS) {
      expect(await counted({ lock: true, seed })).toBe('counter is 20 of 20');
      expect(await counted({ parameters: { work: 0 }, seed })).toBe('counter is 20 of 20');
    }
  });

  it.each(['own-lock', 'write-lock'])('loses updates with the wrong cure %s', async (variant) => {
    for (const seed of SEEDS) expect(await counted({ variant, seed })).not.toBe('counter is 20 of 20');
  });

  it('is never waited for where each thread has a lock of its own', async () => {
    const { events } = await run('lost-update', { variant: 'own-lock' });
    expect(events.kind.subarray(0, events.length)).not.toContain(EVENT_CODE.block);
  });

  it('is ready sooner in the free-threaded build, and wrong; the lock makes it right, and slow again', async () => {
    const withGil = await run('free-threaded');
    const without = await run('free-threaded', { variant: 'free-threaded' });
    const locked = await run('free-threaded', { variant: 'free-threaded', lock: true });
    expect(without.duration).toBeLessThan(withGil.duration * 0.55);
    expect(textsOf(without).at(-1)).not.toBe('counter is 20 of 20');
    expect(locked.duration).toBeGreaterThan(withGil.duration * 0.95);
    expect(textsOf(locked).at(-1)).toBe('counter is 20 of 20');
  });
});

describe('threads under the GIL', () => {
  it('do not wait for those that compute: the one that sleeps wakes within a few switch intervals', async () => {
    const [[time, text] = []] = printedLines(await run('gil'));
    expect(text).toBe('task 0 has waited');
    expect(time).toBeLessThan(0.1 + 4 * INITIAL_MACHINE.switchInterval);
  });
});

describe('locks taken in a circle', () => {
  it.each([
    ['deadlock', 'one-order'],
    ['dining-philosophers', 'ordered'],
  ])('%s ends by a deadlock; with the cure %s it does not', async (id, variant) => {
    for (const seed of SEEDS) {
      expect((await run(id, { seed })).error?.type).toBe('Deadlock');
      expect((await run(id, { variant, seed })).error).toBeNull();
    }
  });

  it('are named all around the table', async () => {
    const { error } = await run('dining-philosophers', { parameters: { philosophers: 3 } });
    expect(error?.message).toBe(
      'Philosopher 0 waits for fork 1, held by Philosopher 1; ' +
        'Philosopher 1 waits for fork 2, held by Philosopher 2; ' +
        'Philosopher 2 waits for fork 0, held by Philosopher 0',
    );
  });
});

describe('two that give way to each other', () => {
  it('never get through when they wait equally long, at whatever seed', async () => {
    for (const seed of SEEDS) {
      const texts = textsOf(await run('livelock', { seed }));
      expect(texts.filter((text) => text.endsWith('goes through'))).toEqual([]);
      expect(texts.filter((text) => text.endsWith('after you'))).toHaveLength(10);
      expect(texts.slice(-2).toSorted()).toEqual(['A gives up', 'B gives up']);
    }
  });

  it('get through, both of them, when one waits longer', async () => {
    for (const seed of SEEDS) {
      const texts = textsOf(await run('livelock', { variant: 'different-waits', seed }));
      expect(texts.slice(-2)).toEqual(['A goes through', 'B goes through']);
    }
  });

  it('starve, if the other never gives way', async () => {
    const parameters = { rounds: 20, seconds: 0.3 };
    for (const seed of SEEDS) {
      const texts = textsOf(await run('livelock', { variant: 'insistent', seed, parameters }));
      expect(texts.filter((text) => text === 'A goes through')).toHaveLength(20);
      expect(texts).not.toContain('B goes through');
      expect(texts).toContain('B gives up');
    }
  });
});
