import { describe, expect, it } from 'vitest';
import { groundOf } from '../../../src/embed/element/colour-scheme.ts';

describe('groundOf', () => {
  it.each([
    ['rgb(255, 255, 255)', 'light'],
    ['rgb(25, 25, 25)', 'dark'],
    ['rgb(0, 0, 255)', 'dark'],
    ['rgb(255, 255, 0)', 'light'],
    ['rgba(0, 0, 0, 0)', 'transparent'],
    ['rgba(255, 255, 255, 0.2)', 'transparent'],
    ['rgba(0, 0, 0, 0.9)', 'dark'],
    ['color(srgb 0.1 0.1 0.1)', 'dark'],
    ['color(display-p3 0.9 0.9 0.9 / 0.1)', 'transparent'],
    ['lab(90 0 0)', 'light'],
    ['lch(20 30 40)', 'dark'],
    ['oklab(0.95 0 0)', 'light'],
    ['oklch(0.2 0.1 270 / 1)', 'dark'],
    ['oklch(0.2 none none)', 'dark'],
    ['transparent', 'unknown'],
    ['', 'unknown'],
    ['url(x)', 'unknown'],
  ])('%s is %s', (colour, ground) => {
    expect(groundOf(colour)).toBe(ground);
  });
});
