import { initialPageState, type PageState } from '../src/io/page-state.ts';
import { catalogue, loadScenario } from '../src/scenarios/catalogue.ts';
import { groupsOf } from '../src/stage/state/stage-state.ts';
import type { Figure } from './figure.ts';

const BAR = 50;

/** Switch intervals that a hand comes across on the dial, in seconds. */
const INTERVALS = [0.005, 0.0052, 0.0055, 0.006, 0.0065, 0.007, 0.0075, 0.008, 0.009, 0.01];
const ROUNDS = 3;

const median = (times: readonly number[]): number =>
  [...times].sort((one, other) => one - other)[times.length >> 1] ?? Number.NaN;

/** What a turn of the switch interval's dial has the model do: every workload with threads, all modes it opens with. */
export async function figures(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { id, kind } of catalogue) {
    const scenario = kind === 'guide' ? undefined : await loadScenario(id);
    if (!scenario?.modes.some(({ mode }) => mode.id === 'threads')) continue;
    const opened = initialPageState(scenario);
    const times: number[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      for (const switchInterval of INTERVALS) {
        const page: PageState = {
          ...opened,
          engine: 'model',
          machine: { ...opened.machine, switchInterval },
        };
        const began = performance.now();
        groupsOf(page, scenario, new Map());
        if (round > 0) times.push(performance.now() - began);
      }
    }
    const measured = median(times);
    const what = `dial, ${id}: ${opened.modes.length} modes run again`;
    figures.push({ what, measured, unit: 'ms', bar: `≤ ${BAR} ms`, passed: measured <= BAR });
  }
  return figures;
}
