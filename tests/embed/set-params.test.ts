import { beforeEach, describe, expect, it } from 'vitest';
import { EMBED_READER, embedStore } from '../../src/embed/page/embed-store.ts';
import { setParams } from '../../src/embed/page/set-params.ts';
import { openStage } from '../../src/stage/state/opening.ts';
import { player, stageStore } from '../../src/stage/state/stage-store.ts';

beforeEach(async () => {
  await openStage('?v=1&engine=model&modes=sync,async&tasks=3', 'auto', EMBED_READER);
});

const shown = () => {
  const { page, scenario, groups } = stageStore.getState();
  return { id: scenario.id, tasks: page.parameters.tasks, groups: groups.map(({ key }) => key) };
};

describe('setParams', () => {
  it('sets what the runs are of, which are made anew', async () => {
    expect(await setParams({ tasks: 4, modes: 'async' })).toEqual([]);
    expect(shown()).toEqual({ id: 'documents', tasks: 4, groups: ['async'] });
    expect(await setParams({ scenario: 'gather' })).toEqual([]);
    expect(shown()).toMatchObject({ id: 'gather', tasks: 5 });
  });

  it('leaves the runs where nothing of them is set', async () => {
    const { groups } = stageStore.getState();
    expect(await setParams({ speed: '2', loop: true, theme: 'dark', start: 1, end: 2, t: 1.5 })).toEqual([]);
    expect(stageStore.getState().groups).toBe(groups);
    expect(stageStore.getState().page.theme).toBe('dark');
    expect(player.store.getState()).toMatchObject({
      speed: 2,
      loop: true,
      time: 1.5,
      range: { from: 1, to: 2 },
    });
    expect(await setParams({ step: 3, start: null, end: null })).toEqual([]);
    expect(player.store.getState()).toMatchObject({ step: 3, range: null });
    expect(embedStore.getState()).toMatchObject({ start: null, end: null, speed: 2 });
  });

  it('changes nothing where one of them is not understood, and says which', async () => {
    const before = [stageStore.getState(), embedStore.getState(), player.store.getState()];
    const refused: readonly [Record<string, unknown>, RegExp][] = [
      [{ tasks: 'many', speed: 4 }, /^tasks is “many”, which is not a number\.$/],
      [{ tasks: 1e6 }, /^tasks is “1000000”, but goes from 1 to 100\.$/],
      [{ speed: 3 }, /^speed is “3”/],
      [{ start: 3, end: 2 }, /^start is 3, but end is 2\.$/],
      [{ scenario: 'nothing' }, /^scenario is “nothing”/],
      [{ scenario: 'glossary' }, /^scenario is “glossary”/],
      [{ colour: 'red' }, /^“colour” is not a parameter of documents\.$/],
      [{ tasks: [3] }, /^“tasks” takes a text/],
      [{ tasks: Number.NaN }, /^“tasks” takes a text/],
      [{ modes: 'sync,rockets' }, /rockets/],
    ];
    for (const [params, reason] of refused) {
      const problems = await setParams(params);
      expect(problems, JSON.stringify(params)).toHaveLength(1);
      expect(problems[0]).toMatch(reason);
    }
    expect([stageStore.getState(), embedStore.getState(), player.store.getState()]).toEqual(before);
  });

  it('does what was asked for last, last', async () => {
    const asked = [setParams({ scenario: 'gather' }), setParams({ scenario: 'documents', tasks: 2 })];
    expect(await Promise.all(asked)).toEqual([[], []]);
    expect(shown()).toMatchObject({ id: 'documents', tasks: 2 });
  });
});
