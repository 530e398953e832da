import { milliseconds } from '../base/units.ts';
import type { RequestFrame } from './player.ts';

/** Frames of the browser's own display. */
export const requestFrame: RequestFrame = (callback) => {
  const handle = requestAnimationFrame((now) => callback(milliseconds(now)));
  return () => cancelAnimationFrame(handle);
};
