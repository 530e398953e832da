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
      kind: 'choice',
      prompt: 'Four threads add 1 to a counter five times each, without a lock. What is it in the end?',
      options: ['20, always', '20 or less, and not the same in every run', '4, always'],
      answer: 1,
      because:
        'A thread that is switched out between reading and writing comes back with an old value, and writes over what the others have counted meanwhile.',
    },
    {
      kind: 'printed',
      mode: 'threads+lock',
      line: -1,
      prompt: 'And what does the run with the lock print?',
      instead: ['counter is 19 of 20', 'counter is 5 of 20', 'counter is 4 of 20'],
      because: 'Between reading and writing nobody else can read. No update is lost, whatever the timing.',
    },
  ],
  notes: [
    {
      mode: 'threads',
      at: { event: 'read', actor: 'Worker 0' },
      text: 'Worker 0 reads the counter. What it has in hand is a copy.',
    },
    {
      mode: 'threads',
      at: { event: 'drop-request' },
      text: 'A whole switch interval is over, and another thread asks for the GIL. Worker 0 lets go in the middle of its work, between its read and its write.',
    },
    {
      mode: 'threads',
      at: { event: 'read', actor: 'Worker 1' },
      text: 'Worker 1 reads the same number. From here on one of the two updates is lost.',
    },
    {
      mode: 'threads',
      at: { event: 'write', nth: -1 },
      text: 'The last write: one more than what this thread read, not one more than what the counter is.',
    },
    {
      mode: 'threads+lock',
      at: { event: 'block' },
      text: 'This worker wants the lock while another holds it. It stays blocked however often it could have had the GIL.',
    },
    {
      mode: 'threads+lock',
      at: { event: 'print', nth: -1 },
      text: 'Nothing is lost. The lock costs no time here, because under the GIL only one thread computes anyway; without a GIL it costs all that the other cores could have done.',
    },
  ],
  takeaway:
    'Read, work, write is three steps, and a thread can be switched out between them. In CPython 3.10 and later a bare x = counter; counter = x + 1 loses nothing, because threads are switched only at calls and at the end of a loop body: that is luck, and no promise. A lock is one.',
};

export const lostUpdate = defineScenario({
  id: 'lost-update',
  computes: true,
  parameters: countingParameters,
  program: countingProgram,
  modes: [
    {
      mode: 'threads',
      title: 'Threads',
      subtitle: ({ threads }) => `${counted(threads, 'thread')}, one counter`,
      listing: countingListing,
    },
    {
      mode: 'threads',
      lock: true,
      title: 'Threads + lock',
      subtitle: ({ threads }) => `${counted(threads, 'thread')}, one counts at a time`,
      listing: lockedCountingListing,
    },
  ],
  lesson,
});
