import { ioPoolScenario } from './parts/io-pool.ts';
import { restaurant } from './parts/skins.ts';

export const ioPool = ioPoolScenario({
  id: 'io-pool',
  tasks: 10,
  workers: 5,
  moreWorkers: 20,
  processes: 20,
  quoted: { workers: 2.01, moreWorkers: 1.01, async: 1, processes: 1.1 },
  lesson: {
    questions: [
      {
        kind: 'duration',
        mode: 'threads',
        prompt:
          'Each call only waits, and the pool of Threads has fewer workers than there are calls. How long does it take?',
        because:
          'A worker has one call at a time. The others wait in the queue: calls ÷ workers, rounded up, is the number of waves.',
      },
      {
        kind: 'fastest',
        prompt: 'Every call has a worker or a task of its own, except in Threads. Which of them ends first?',
        because:
          'They all wait for the same second. What differs is what comes before: a task costs next to nothing, a thread little, a process an interpreter.',
      },
    ],
    notes: [
      {
        mode: 'threads',
        at: { event: 'ready', actor: 'call 5' },
        text: 'All five workers are busy. This call is ready, and waits in the pool’s queue.',
      },
      {
        mode: 'threads',
        at: { event: 'run', actor: 'call 5' },
        text: 'A worker is done with its first call and takes the next: the second wave begins.',
      },
      {
        mode: 'threads:more-workers',
        at: { event: 'wait', actor: 'call 9' },
        text: 'A worker for each call: one wave. The pool starts workers on demand, so ten of the twenty are never started.',
      },
      {
        mode: 'async',
        at: { event: 'wait', actor: 'call 9' },
        text: 'All ten wait on one thread. A task needs no worker to wait.',
      },
      {
        mode: 'processes',
        at: { event: 'start', actor: 'SpawnProcess-1' },
        text: 'A worker process is a new interpreter. Its start-up is paid before its first call begins.',
      },
    ],
    takeaway:
      'A pool of w workers makes n waits in n ÷ w waves, rounded up. An event loop has no workers to run out of; processes pay for their start.',
    skin: restaurant,
  },
});
