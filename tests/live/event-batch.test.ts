import { expect, test } from 'vitest';
import { BatchWriter, type EventBatch, readBatch } from '../../src/live/event-batch.ts';
import { RecordedRows } from './recorded-rows.ts';

function createBatches(patience = Number.POSITIVE_INFINITY) {
  const batches: EventBatch[] = [];
  return { batches, writer: new BatchWriter((batch) => batches.push(batch), patience) };
}

const read = (batches: readonly EventBatch[]): RecordedRows => {
  const received = new RecordedRows();
  for (const batch of batches) readBatch(batch, received);
  return received;
};

test('sends nothing while it waits for more', () => {
  const { batches, writer } = createBatches();
  writer.row(1, 2, 3, 4, 5);
  expect(batches).toEqual([]);
  writer.flush();
  writer.flush();
  expect(batches).toHaveLength(1);
  expect(read(batches).rows).toEqual([[1, 2, 3, 4, 5]]);
});

test('sends a full batch by itself, and loses nothing', () => {
  const { batches, writer } = createBatches();
  for (let row = 0; row < 2000; row++) writer.row(row, 1, row, -1, 0.5);
  writer.flush();
  expect(batches.length).toBeGreaterThan(2);
  expect(read(batches).rows.map(([time]) => time)).toEqual(Array.from({ length: 2000 }, (_, row) => row));
});

test('sends rows on once the first has waited too long', () => {
  const { batches, writer } = createBatches(0.1);
  writer.row(1, 0, 0, -1, 0);
  writer.row(1.05, 0, 0, -1, 0);
  expect(batches).toEqual([]);
  writer.row(1.2, 0, 0, -1, 0);
  expect(read(batches).rows).toHaveLength(3);
});

test('sends texts ahead of the rows that name them', () => {
  const { batches, writer } = createBatches();
  writer.text(7, 'seven');
  writer.row(1, 2, 3, -1, 7);
  writer.flush();
  expect(read(batches).texts).toEqual([[7, 'seven']]);
});
