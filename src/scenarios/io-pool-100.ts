import { ioPoolScenario } from './parts/io-pool.ts';
import { restaurant } from './parts/skins.ts';

export const ioPool100 = ioPoolScenario({
  id: 'io-pool-100',
  tasks: 100,
  workers: 10,
  moreWorkers: 100,
  processes: 100,
  quoted: { workers: 10.04, moreWorkers: 1.02, async: 1, processes: 1.45 },
  lesson: {
    questions: [
      {
        kind: 'duration',
        mode: 'threads',
        prompt: 'A hundred calls, ten workers, a second each. How long does the pool of Threads take?',
        because: 'Ten calls are under way at any time, and ninety wait in the queue: ten waves.',
      },
      {
        kind: 'duration',
        mode: 'processes',
        prompt: 'A hundred processes, one for each call. How long do they take, start-up and all?',
        because:
          'The main process starts them one after another. The last of them begins its second of waiting when all the others have been started.',
      },
    ],
    notes: [
      {
        mode: 'threads',
        at: { event: 'ready', actor: 'call 99' },
        text: 'The last call has been submitted: ten are under way, ninety are in the pool’s queue.',
      },
      {
        mode: 'threads',
        at: { event: 'run', actor: 'call 10' },
        text: 'The second of ten waves begins. Each worker takes the call at the front of the queue.',
      },
      {
        mode: 'threads:more-workers',
        at: { event: 'wait', actor: 'call 99' },
        text: 'A hundred threads, each with a stack, and all they do is wait. Starting them takes milliseconds.',
      },
      {
        mode: 'async',
        at: { event: 'wait', actor: 'call 99' },
        text: 'A hundred tasks and one thread. The loop has set a hundred timers, and sleeps until the first is due.',
      },
      {
        mode: 'processes',
        at: { event: 'start', actor: 'SpawnProcess-100' },
        text: 'The hundredth interpreter is only now being started. By now start-up is a good part of the whole run.',
      },
    ],
    takeaway:
      'For many waits at once the event loop is the cheapest: a task is an object, a thread a stack, a process an interpreter.',
    skin: restaurant,
  },
});
