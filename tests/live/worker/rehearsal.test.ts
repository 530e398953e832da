import { expect, test } from 'vitest';
import { rehearse } from '../../../src/live/worker/rehearsal.ts';
import type { ModeId } from '../../../src/program/modes.ts';
import { initialValues } from '../../../src/program/scenario.ts';
import { createSetup } from '../../../src/runtime/setup.ts';
import { documents } from '../../../src/scenarios/documents.ts';

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
