import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FREE_OF_COST, runProgram } from '../sim/run-program.ts';
import { arbitraryMain } from './arbitrary-coroutines.ts';
import { programOf } from './coroutines-as-program.ts';
import { pythonOf } from './coroutines-in-python.ts';
import { comparable, observedIn } from './observed.ts';
import { loadPython } from './python.ts';

const python = await loadPython();

it('random coroutines print in CPython what they print here, at the same times', () => {
  fc.assert(
    fc.property(arbitraryMain, (main) => {
      const here = observedIn(runProgram(programOf(main), { mode: 'async', costs: FREE_OF_COST }));
      const there = python(pythonOf(main));
      expect(comparable(here)).toEqual(comparable({ ...there, warnings: here.warnings }));
    }),
    { numRuns: 200 },
  );
}, 60_000);
