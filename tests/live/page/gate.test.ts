import { expect, test } from 'vitest';
import { Gate } from '../../../src/live/page/gate.ts';

/** Lets every promise that can be kept be kept. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('a gate lets in as many as it has places, and the others in the order they came', async () => {
  const gate = new Gate(2);
  const inside: string[] = [];
  for (const name of ['a', 'b', 'c', 'd']) void gate.enter().then(() => inside.push(name));
  await settle();
  expect(inside).toEqual(['a', 'b']);
  gate.leave();
  await settle();
  expect(inside).toEqual(['a', 'b', 'c']);
  gate.leave();
  gate.leave();
  await settle();
  expect(inside).toEqual(['a', 'b', 'c', 'd']);
});

test('places that nobody waits for are kept', async () => {
  const gate = new Gate(1);
  await gate.enter();
  gate.leave();
  let isInside = false;
  void gate.enter().then(() => {
    isInside = true;
  });
  await settle();
  expect(isInside).toBe(true);
});
