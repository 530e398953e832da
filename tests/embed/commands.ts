import { vi } from 'vitest';
import type { ControlledFrame } from '../../src/embed/page/controlled-frame.ts';

/** What a frame can be told to do, as functions that do nothing but remember it. */
export const commands = () =>
  ({
    play: vi.fn(),
    pause: vi.fn(),
    seek: vi.fn(),
    setLoop: vi.fn(),
    stepForward: vi.fn(),
    stepBack: vi.fn(),
    toStep: vi.fn(),
    run: vi.fn(async () => undefined),
    cancel: vi.fn(),
    setParams: vi.fn(async () => []),
    traces: vi.fn(async () => [{ format: 'interleave-trace' }]),
    adopt: vi.fn(),
  }) satisfies Partial<ControlledFrame>;
