import type { Lesson } from '../program/lesson.ts';
import { defineScenario } from '../program/scenario.ts';
import { counted } from './counted.ts';
import {
  countingListing,
  countingParameters,
  countingProgram,
  lockedCountingListing,
  ownLockCountingListing,
  writeLockCountingListing,
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
    {
      kind: 'choice',
      prompt: 'Three cures are proposed. Which of them keeps every update?',
      options: [
        'Each thread makes a lock of its own, and holds it from its read to its write',
        'One lock for all, held around the write',
        'One lock for all, held from the read to the write',
      ],
      answer: 2,
      because:
        'A lock keeps out those who want the same lock, and nobody else: a lock each keeps out nobody. A lock around the write orders the writes, but what is written was worked out from a number read before it. Switch both on and see.',
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
    {
      mode: 'threads:own-lock',
      at: { event: 'acquire', actor: 'Worker 1' },
      text: 'Worker 1 gets a lock, and so does every worker: there are as many locks as threads. Nobody is ever blocked in this run, and that is the mistake.',
    },
    {
      mode: 'threads:own-lock',
      at: { event: 'print', nth: -1 },
      text: 'As wrong as without any lock. A lock that is made inside the function is a new one for each thread.',
    },
    {
      mode: 'threads:write-lock',
      at: { event: 'acquire', actor: 'Worker 1' },
      text: 'Worker 1 has the lock, and writes one more than what it read long before. The lock has kept nobody from counting meanwhile.',
    },
    {
      mode: 'threads:write-lock',
      at: { event: 'print', nth: -1 },
      text: 'Updates are lost as before. The lock makes each write whole, which it was anyway: what has to stay in one piece begins at the read.',
    },
  ],
  takeaway:
    'Read, work, write is three steps, and a thread can be switched out between them. In CPython 3.10 and later a bare x = counter; counter = x + 1 loses nothing, because threads are switched only at calls and at the end of a loop body: that is luck, and no promise. A lock is one, if it is the same lock for everybody and is held from the read to the write.',
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
    {
      mode: 'threads',
      variant: 'own-lock',
      title: 'A lock each',
      subtitle: ({ threads }) => `${counted(threads, 'thread')}, each with a lock of its own`,
      listing: ownLockCountingListing,
      initially: false,
    },
    {
      mode: 'threads',
      variant: 'write-lock',
      title: 'Lock at the write',
      subtitle: ({ threads }) => `${counted(threads, 'thread')}, one writes at a time`,
      listing: writeLockCountingListing,
      initially: false,
    },
  ],
  lesson,
});
