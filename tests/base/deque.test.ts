import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Deque } from '../../src/base/deque.ts';

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('push' as const), item: fc.integer({ min: 0, max: 20 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('shift' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('remove' as const), item: fc.integer({ min: 0, max: 20 }) }),
  },
);

describe('Deque', () => {
  it('behaves as an array does', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const deque = new Deque<number>();
        const model: number[] = [];
        for (const action of steps) {
          if (action.do === 'push') {
            deque.push(action.item);
            model.push(action.item);
          } else if (action.do === 'shift') {
            expect(deque.shift()).toBe(model.shift());
          } else {
            const index = model.indexOf(action.item);
            if (index >= 0) model.splice(index, 1);
            expect(deque.remove(action.item)).toBe(index >= 0);
          }
          expect([...deque]).toEqual(model);
          expect(deque.size).toBe(model.length);
        }
      }),
    );
  });
});
