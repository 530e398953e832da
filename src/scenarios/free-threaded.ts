import type { Lesson } from '../program/lesson.ts';
import { defineScenario } from '../program/scenario.ts';
import { counted } from './counted.ts';
import {
  countingListing,
  countingParameters,
  countingProgram,
  lockedCountingListing,
} from './parts/counting.ts';

const lesson: Lesson = {
  questions: [
    {
      kind: 'fastest',
      prompt:
        'The same four threads with a GIL, without one, and without one but under a lock. Which ends first?',
      because:
        'Without a GIL every core computes. The lock takes that back: it covers the work, so one thread computes at a time again.',
    },
    {
      kind: 'choice',
      prompt: 'Does the counter lose updates without a GIL?',
      options: ['No: there is nothing left to switch at', 'Yes: threads read and write at the same time'],
      answer: 1,
      because:
        'Under the GIL a race needs a switch at the wrong moment. Without it two threads really are between their read and their write at once.',
    },
  ],
  notes: [
    {
      mode: 'threads',
      at: { event: 'drop-request' },
      text: 'With a GIL the threads take turns of a switch interval: one runs, the others are ready.',
    },
    {
      mode: 'threads:free-threaded',
      at: { event: 'read', actor: 'Worker 1' },
      text: 'Two threads run at the same time, on two cores, and have the same number in hand.',
    },
    {
      mode: 'threads:free-threaded',
      at: { event: 'print', nth: -1 },
      text: 'Faster, and wrong: the free-threaded build makes races more likely, not less.',
    },
    {
      mode: 'threads+lock:free-threaded',
      at: { event: 'block' },
      text: 'The lock is right in both builds. It covers the work here, so its cost is all that the second core gained.',
    },
  ],
  takeaway:
    'The free-threaded build (PEP 703) lets threads compute on all cores. It guards the interpreter, not your data: what needed a lock with the GIL needs it all the more without. Lock as little as you can.',
};

export const freeThreaded = defineScenario({
  id: 'free-threaded',
  computes: true,
  parameters: countingParameters,
  program: countingProgram,
  modes: [
    {
      mode: 'threads',
      title: 'With the GIL',
      subtitle: ({ threads }) => `${counted(threads, 'thread')}, one runs at a time`,
      listing: countingListing,
    },
    {
      mode: 'threads',
      variant: 'free-threaded',
      freeThreaded: true,
      title: 'Without the GIL',
      subtitle: ({ threads }) => `${counted(threads, 'thread')} on all cores`,
      listing: countingListing,
    },
    {
      mode: 'threads',
      lock: true,
      variant: 'free-threaded',
      freeThreaded: true,
      title: 'Without the GIL, with a lock',
      subtitle: ({ threads }) => `${counted(threads, 'thread')}, one counts at a time`,
      listing: lockedCountingListing,
    },
  ],
  lesson,
});
