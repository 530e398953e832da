import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Heap } from '../../src/base/heap.ts';

describe('Heap', () => {
  it('gives items by key, and those of equal keys in the order they came', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 })), (keys) => {
        const heap = new Heap<readonly [key: number, order: number]>();
        keys.forEach((key, order) => {
          heap.push(key, [key, order]);
        });
        const expected = keys.map((key, order) => [key, order] as const).sort(([a], [b]) => a - b);
        expect(keys.map(() => heap.pop())).toEqual(expected);
        expect(heap.pop()).toBeUndefined();
      }),
    );
  });

  it('is stable when pushes and pops alternate', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 3 }))), (steps) => {
        const heap = new Heap<string>();
        const model: { key: number; item: string }[] = [];
        steps.forEach((key, step) => {
          if (key === null) {
            model.sort((a, b) => a.key - b.key);
            expect(heap.smallestKey).toBe(model[0]?.key);
            expect(heap.peek()).toBe(model[0]?.item);
            expect(heap.pop()).toBe(model.shift()?.item);
          } else {
            heap.push(key, `${step}`);
            model.push({ key, item: `${step}` });
          }
          expect(heap.size).toBe(model.length);
        });
      }),
    );
  });

  it('gives what is retained in the order it would have come', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 })), fc.integer({ min: 1, max: 5 }), (keys, part) => {
        const heap = new Heap<readonly [key: number, order: number]>();
        keys.forEach((key, order) => {
          heap.push(key, [key, order]);
        });
        const isKept = ([, order]: readonly [key: number, order: number]): boolean => order % part !== 1;
        heap.retain(isKept);
        heap.push(5, [5, keys.length]);
        const expected = [
          ...keys.map((key, order) => [key, order] as const).filter(isKept),
          [5, keys.length],
        ];
        expected.sort(([a = 0], [b = 0]) => a - b);
        expect(heap.size).toBe(expected.length);
        expect(expected.map(() => heap.pop())).toEqual(expected);
      }),
    );
  });
});
