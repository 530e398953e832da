import type { FrameState } from '../../src/embed/protocol/messages.ts';

/** How a frame stands that has just been opened, but for what is said otherwise. */
export const stateOf = (changes: Partial<FrameState> = {}): FrameState => ({
  scenario: 'documents',
  title: 'Five documents',
  modes: ['sync'],
  engine: 'model',
  params: { tasks: 5 },
  provenance: ['Modelled'],
  time: 0,
  duration: 25,
  step: 0,
  steps: 40,
  playing: false,
  ended: false,
  running: false,
  loop: false,
  speed: 1,
  notices: [],
  ...changes,
});
