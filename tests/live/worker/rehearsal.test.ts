import { expect, test } from 'vitest';
import { rehearse } from '../../../src/live/worker/rehearsal.ts';
import { mapPool, withPool } from '../../../src/program/actions.ts';
import type { ModeId } from '../../../src/program/modes.ts';
import type { Program } from '../../../src/program/program.ts';
import { initialValues } from '../../../src/program/scenario.ts';
import { createSetup } from '../../../src/runtime/setup.ts';
import { documents } from '../../../src/scenarios/documents.ts';
import { scenarioOf } from '../../sim/run-program.ts';

const rehearseDocuments = (id: ModeId) =>
  rehearse(
    createSetup(documents, { id, lock: false }, { ...initialValues(documents.parameters), tasks: 7 }),
    6,
  );

test.each(['sync', 'await-loop', 'async', 'processes'] as const)('%s: seven jobs, no thread', (mode) => {
  expect(rehearseDocuments(mode)).toEqual({ threads: 0, kernels: [], jobs: 7 });
});

test('threads: seven jobs in as many threads', () => {
  expect(rehearseDocuments('threads')).toEqual({ threads: 7, kernels: [], jobs: 7 });
});

test('a function that no process can import: its program goes no further', () => {
  const rehearseNaps = (importable: boolean) => {
    const call = { routine: 'nap', args: [], importable };
    const program: Program = {
      routines: {
        *nap() {},
        *main() {
          yield* withPool('processes', 2, (pool) => mapPool(pool, [{ name: 'nap', call }]));
          yield { kind: 'start-thread', call, name: 'Worker 0', job: 'another nap' };
        },
      },
    };
    const scenario = scenarioOf(program, 'processes');
    return rehearse(createSetup(scenario, { id: 'processes', lock: false }, {}), 6);
  };
  expect(rehearseNaps(true)).toEqual({ threads: 1, kernels: [], jobs: 2 });
  expect(rehearseNaps(false)).toEqual({ threads: 0, kernels: [], jobs: null });
});
