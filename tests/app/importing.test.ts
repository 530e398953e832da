import { expect, it } from 'vitest';
import { importFiles, importStore } from '../../src/app/import/importing.ts';

it('reads none of several files that are dropped at once, and says so', () => {
  const files = ['a.json', 'b.json'].map((name) => new File(['{"traceEvents":[]}'], name));
  importFiles(files);
  expect(importStore.getState().now).toEqual({
    phase: 'failed',
    file: '2 files',
    problem: 'One file is read at a time.',
  });
});
