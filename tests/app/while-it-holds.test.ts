import { beforeEach, describe, expect, it, vi } from 'vitest';
import { whileItHolds } from '../../src/app/schedules/while-it-holds.ts';
import { initialPageState } from '../../src/io/page-state.ts';
import { documents } from '../../src/scenarios/documents.ts';
import { setParameter, setSettings, toggleMode } from '../../src/stage/state/settings.ts';
import { firstEntry, setGrouping, stageStore, stateOf } from '../../src/stage/state/stage-store.ts';

describe('what was found of a mode', () => {
  const initial = stateOf(initialPageState(documents), firstEntry, documents, [], null);
  const [first, second] = initial.groups;
  const mode = first?.key ?? '';
  beforeEach(() => stageStore.setState(initial, true));

  it('holds while what is shown of it changes', () => {
    const forget = vi.fn();
    whileItHolds(mode, forget);
    setGrouping('thread');
    stageStore.setState({ running: true });
    stageStore.setState({ running: false });
    if (second) toggleMode(second.offer.mode);
    expect(forget).not.toHaveBeenCalled();
  });

  it.each([
    ['a parameter', () => setParameter('workers', 7)],
    ['the seed', () => setSettings({ seed: 99 })],
    ['the machine', () => setSettings({ machine: { ...initial.page.machine, cores: 1 } })],
    ['its mode', () => first && toggleMode(first.offer.mode)],
  ])('is forgotten with %s, and once', (_what, change) => {
    const forget = vi.fn();
    whileItHolds(mode, forget);
    change();
    expect(forget).toHaveBeenCalledTimes(1);
    setParameter('workers', 3);
    expect(forget).toHaveBeenCalledTimes(1);
  });

  it('is not forgotten any more once nobody watches', () => {
    const forget = vi.fn();
    whileItHolds(mode, forget)();
    setParameter('workers', 7);
    expect(forget).not.toHaveBeenCalled();
  });
});
