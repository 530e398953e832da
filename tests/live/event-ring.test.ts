import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRingMemory, RING_ROWS, RingReader, RingWriter } from '../../src/live/event-ring.ts';
import { RecordedRows } from './recorded-rows.ts';

/** A ring whose reader reads whenever it is asked to, and at no other time. */
function createRing() {
  const memory = createRingMemory();
  const received = new RecordedRows();
  const reader = new RingReader(memory);
  let signals = 0;
  const writer = new RingWriter(memory, () => {
    signals++;
    reader.drain(received);
  });
  return { writer, reader, received, signals: () => signals };
}

test('hands over rows as they were written', () => {
  const { writer, reader, received } = createRing();
  writer.row(0.1, 3, 2_000_000, -1, 1.5);
  writer.row(0.2, 4, 7, 8, -2);
  expect(reader.drain(received)).toBe(true);
  expect(received.rows).toEqual([
    [0.1, 3, 2_000_000, -1, 1.5],
    [0.2, 4, 7, 8, -2],
  ]);
  expect(reader.drain(received)).toBe(false);
});

test('hands over a text before the rows written after it', () => {
  const { writer, reader, received } = createRing();
  writer.text(5, 'Grüße, 🌍');
  writer.row(1, 2, 3, 4, 5);
  reader.drain(received);
  expect(received.texts).toEqual([[5, 'Grüße, 🌍']]);
});

test('hands over a text that is larger than the ring', () => {
  const { writer, reader, received } = createRing();
  const content = 'Wörter und 🌍 '.repeat(40_000);
  writer.text(1, content);
  writer.text(2, '');
  reader.drain(received);
  expect(received.texts).toEqual([
    [1, content],
    [2, ''],
  ]);
});

test('loses nothing when rows and texts go round many times', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({ rows: fc.nat(3 * RING_ROWS), text: fc.string({ unit: 'grapheme', maxLength: 400 }) }),
        {
          maxLength: 8,
        },
      ),
      (rounds) => {
        const { writer, reader, received } = createRing();
        let written = 0;
        rounds.forEach(({ rows, text }, round) => {
          for (let index = 0; index < rows; index++) writer.row(written, 1, written++, -1, round);
          writer.text(round, text);
        });
        reader.drain(received);
        expect(received.rows.map(([, , actor]) => actor)).toEqual(
          Array.from({ length: written }, (_, row) => row),
        );
        expect(received.texts).toEqual(rounds.map(({ text }, round) => [round, text]));
      },
    ),
    { numRuns: 20 },
  );
});

test('asks its reader to read before it is full', () => {
  const { writer, signals, reader } = createRing();
  for (let row = 0; row < RING_ROWS - 1; row++) writer.row(row, 0, 0, -1, 0);
  expect(signals()).toBe(1);
  expect(reader.stalls).toBe(0);
});

test('counts how often its writer had to wait for the reader', () => {
  const { writer, reader } = createRing();
  writer.text(0, 'x'.repeat(1000));
  expect(reader.stalls).toBe(0);
  writer.text(1, 'x'.repeat(1_000_000));
  expect(reader.stalls).toBeGreaterThan(0);
});
