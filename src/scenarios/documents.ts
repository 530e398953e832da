import { invoke, mark, print, wait, withLockIf } from '../program/actions.ts';
import { doJobs } from '../program/jobs.ts';
import { defineScenario } from '../program/scenario.ts';
import { counted } from './counted.ts';
import { restaurant } from './parts/skins.ts';

export const documents = defineScenario({
  id: 'documents',
  hidesMain: true,
  parameters: {
    tasks: { kind: 'integer', label: 'documents', initial: 5, min: 1, max: 100, step: 1 },
    seconds: { kind: 'number', label: 'each', unit: 's', initial: 5, min: 0.1, max: 60, step: 0.1 },
    workers: { kind: 'integer', label: 'workers', initial: 5, min: 1, max: 100, step: 1 },
  },
  program: {
    locks: { print_lock: { guards: [] } },
    routines: {
      *process(scope, doc: string) {
        yield* wait(scope.parameters.seconds, 'sleep');
        yield* mark('done');
        return `${doc} processed.`;
      },
      *work(scope, doc: string, name: string) {
        const locked = scope.mode.lock;
        yield* withLockIf(locked, 'print_lock', () => print(`${name} running`, 'say-running'), 'say-running');
        yield* invoke(scope, 'process', [doc], 'work');
        yield* withLockIf(
          locked,
          'print_lock',
          () => print(`${name} finished`, 'say-finished'),
          'say-finished',
        );
      },
      *main(scope) {
        const jobs = Array.from({ length: scope.parameters.tasks }, (_, index) => {
          const name = `doc ${index}`;
          const worker = `Worker ${index}`;
          return {
            name,
            call: { routine: 'process', args: [name] },
            thread: { name: worker, call: { routine: 'work', args: [name, worker] } },
          };
        });
        yield* doJobs(scope, {
          jobs,
          workers: scope.parameters.workers,
          consume: (line) => print(String(line), 'print'),
        });
      },
    },
  },
  modes: [
    {
      mode: 'sync',
      title: 'Sync',
      subtitle: () => 'one thread, one after another',
      quoted: { source: 'notebook', seconds: 25.04 },
      listing: ({ tasks, seconds }) => `
        import time

        def process(doc):
            time.sleep(${seconds})  #@ sleep
            return f"{doc} processed."  #@ done

        for doc in [f"doc {i}" for i in range(${tasks})]:
            print(process(doc))  #@ each print
      `,
    },
    {
      mode: 'await-loop',
      title: 'Await loop',
      subtitle: () => 'one event loop, each awaited in turn',
      quoted: { source: 'notebook', seconds: 25.02 },
      listing: ({ tasks, seconds }) => `
        import asyncio

        async def process(doc):
            await asyncio.sleep(${seconds})  #@ sleep
            return f"{doc} processed."  #@ done

        async def main():
            for doc in [f"doc {i}" for i in range(${tasks})]:
                print(await process(doc))  #@ each print

        asyncio.run(main())  #@ run
      `,
    },
    {
      mode: 'async',
      title: 'Async',
      subtitle: () => 'one thread, one event loop',
      quoted: { source: 'notebook', seconds: 5.003 },
      listing: ({ tasks, seconds }) => `
        import asyncio

        async def process(doc):
            await asyncio.sleep(${seconds})  #@ sleep
            return f"{doc} processed."  #@ done

        async def main():
            docs = [f"doc {i}" for i in range(${tasks})]
            lines = await asyncio.gather(  #@ collect
                *(process(doc) for doc in docs))  #@ spawn
            for line in lines:
                print(line)  #@ print

        asyncio.run(main())  #@ run
      `,
    },
    {
      mode: 'threads',
      title: 'Threads',
      subtitle: ({ tasks }, gil) => `${counted(tasks, 'thread')} ${gil ? 'under the GIL' : 'without a GIL'}`,
      quoted: { source: 'notebook', seconds: 5.01 },
      listing: ({ tasks, seconds }) => `
        import threading, time

        def process(doc):
            time.sleep(${seconds})  #@ sleep
            return f"{doc} processed."  #@ done

        def work(doc, name):
            print(f"{name} running")  #@ say-running
            process(doc)  #@ work
            print(f"{name} finished")  #@ say-finished

        threads = []
        for i in range(${tasks}):
            thread = threading.Thread(
                target=work, args=(f"doc {i}", f"Worker {i}"))
            thread.start()  #@ spawn
            threads.append(thread)
        for thread in threads:
            thread.join()  #@ collect
      `,
    },
    {
      mode: 'threads',
      lock: true,
      title: 'Threads + lock',
      subtitle: ({ tasks }) => `${counted(tasks, 'thread')}, printing under a lock`,
      quoted: { source: 'notebook', seconds: 5.01 },
      listing: ({ tasks, seconds }) => `
        import threading, time

        print_lock = threading.Lock()

        def process(doc):
            time.sleep(${seconds})  #@ sleep
            return f"{doc} processed."  #@ done

        def work(doc, name):
            with print_lock:
                print(f"{name} running")  #@ say-running
            process(doc)  #@ work
            with print_lock:
                print(f"{name} finished")  #@ say-finished

        threads = []
        for i in range(${tasks}):
            thread = threading.Thread(
                target=work, args=(f"doc {i}", f"Worker {i}"))
            thread.start()  #@ spawn
            threads.append(thread)
        for thread in threads:
            thread.join()  #@ collect
      `,
    },
    {
      mode: 'processes',
      title: 'Processes',
      subtitle: ({ workers }, gil) =>
        `${counted(workers, 'process', 'processes')}, ${gil ? 'a GIL' : 'a memory'} each`,
      listing: ({ tasks, seconds, workers }) => `
        import time
        from concurrent.futures import ProcessPoolExecutor

        def process(doc):
            time.sleep(${seconds})  #@ sleep
            return f"{doc} processed."  #@ done

        if __name__ == "__main__":
            docs = [f"doc {i}" for i in range(${tasks})]
            with ProcessPoolExecutor(max_workers=${workers}) as pool:  #@ spawn
                for line in pool.map(process, docs):  #@ collect
                    print(line)  #@ print
      `,
    },
  ],
  lesson: {
    questions: [
      {
        kind: 'duration',
        mode: 'async',
        prompt:
          'Five coroutines are gathered on one event loop, in one thread. Each waits five seconds. How long do they take?',
        because:
          'Each await gives the thread back to the loop, which begins the next. They all wait at the same time.',
      },
      {
        kind: 'duration',
        mode: 'await-loop',
        prompt:
          'The same coroutines, but a for loop awaits each before it calls the next. How long do they take?',
        because:
          'Only one coroutine has been begun at any time, so the event loop has nothing to switch to. It is the sync program with more words.',
      },
    ],
    notes: [
      {
        mode: 'sync',
        at: { event: 'wait', actor: 'doc 0' },
        text: 'time.sleep blocks the only thread there is. The other documents have not been begun.',
      },
      {
        mode: 'await-loop',
        at: { event: 'wait', actor: 'doc 0' },
        text: 'await gives the loop back, but nothing else has been given to it. It can only wait as well.',
      },
      {
        mode: 'async',
        at: { event: 'wait', actor: 'doc 0' },
        text: 'Here await gives the loop back. It runs doc 1 at the same moment, then doc 2, and so on.',
      },
      {
        mode: 'threads',
        at: { event: 'wait', actor: 'doc 0' },
        text: 'A thread that sleeps lets go of the GIL, so the next one can run. Waiting needs no GIL.',
      },
      {
        mode: 'threads+lock',
        at: { event: 'acquire', actor: 'doc 0' },
        text: 'The lock is held for a line of output, not while waiting. That is why it costs nothing to see.',
      },
      {
        mode: 'processes',
        at: { event: 'start', actor: 'SpawnProcess-1' },
        text: 'A process is a new interpreter with a GIL and a memory of its own, and has to be started first. Here it is spawned, as on Windows and macOS; Linux forked until Python 3.13, and uses a fork server from 3.14.',
      },
    ],
    takeaway:
      'Waits overlap when each has been begun before the others end: as tasks, threads or processes. Awaiting each in a loop begins none of them early, and gains nothing.',
    skin: restaurant,
  },
});
