import { expect, it } from 'vitest';
import { INITIAL_MACHINE } from '../../src/runtime/settings.ts';
import { sqrtPool } from '../../src/scenarios/sqrt-pool.ts';
import { simulate } from '../../src/sim/simulate.ts';
import { printedLines } from '../sim/output.ts';

function printed(steps: number): readonly string[] {
  const options = { parameters: { steps }, machine: INITIAL_MACHINE, seed: 1 };
  return printedLines(simulate(sqrtPool, { id: 'sync', lock: false }, options)).map(([, text]) => text);
}

it('prints the sums as Python prints floats', () => {
  expect(printed(10).slice(0, 4)).toEqual([
    'Task 0 start',
    'Task 0: 19.30600052603572',
    'Task 0 End',
    'Task 1 start',
  ]);
  expect(printed(1)[1]).toBe('Task 0: 0.0');
  expect(printed(2)[1]).toBe('Task 0: 1.0');
});

it('prints the sum of the course for a hundred million steps', () => {
  expect(printed(100_000_000).at(-2)).toBe('Task 3: 666666661666.567');
});
