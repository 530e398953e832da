import { expect, it } from 'vitest';
import { type LineVisitor, visitorInWords, withinRoom } from '../../src/panels/line-visitor.ts';

const visitor = (key: number, told: Partial<LineVisitor> = {}): LineVisitor => ({
  key,
  name: `Worker ${key}`,
  hue: key,
  state: 'ready',
  access: null,
  update: null,
  ...told,
});

const counter = { variable: 'counter', value: '3', now: null };

it.each([
  [visitor(1), 'Worker 1, ready'],
  [
    visitor(1, { state: 'running', access: { ...counter, kind: 'read' } }),
    'Worker 1, running; counter: read 3',
  ],
  [visitor(1, { state: 'blocked', access: { ...counter, kind: 'write' } }), 'Worker 1, blocked; counter ← 3'],
  [
    visitor(1, {
      access: { ...counter, kind: 'hand', now: '5' },
      update: { variable: 'counter', step: 'work' },
    }),
    'Worker 1, ready; updating counter, step 2 of 3: work; counter: 3 in hand, now 5',
  ],
])('says in words who is at a line', (who, words) => {
  expect(visitorInWords(who)).toBe(words);
});

it('shows as many as there is room for in their order, whoever runs among them', () => {
  const ready = [0, 1, 2].map((key) => visitor(key));
  expect(withinRoom(ready, 3)).toEqual({ shown: ready, others: [] });
  const all = [...ready, visitor(3), visitor(4, { state: 'running' })];
  const { shown, others } = withinRoom(all, 3);
  expect(shown.map(({ key }) => key)).toEqual([0, 1, 4]);
  expect(others.map(({ key }) => key)).toEqual([2, 3]);
});
