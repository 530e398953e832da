import { print, read, wait, write } from '../program/actions.ts';
import type { ThreadHandle } from '../program/effects.ts';
import type { Lesson } from '../program/lesson.ts';
import { representation } from '../program/representation.ts';
import { defineScenario } from '../program/scenario.ts';

const lesson: Lesson = {
  questions: [
    {
      kind: 'printed',
      mode: 'threads',
      line: -1,
      prompt: 'The first run of the cell starts five workers. What does the last run print?',
      instead: ["run 2: 5 workers, doc is now 'doc 4'", "run 2: 5 workers, doc is now '4'"],
      because:
        'The loop goes through the characters of doc and binds doc to each of them. After the first run doc is "4", one character, so the next run starts one thread.',
    },
    {
      kind: 'choice',
      prompt: 'Why does the second run start fewer threads than the first?',
      options: [
        'A race: some threads start before the loop has moved on',
        'The loop variable and the thing it loops over have the same name',
        'The threads of the first run still hold the print lock',
      ],
      answer: 1,
      because:
        'Every write to doc comes from the main thread, in the order of the program. It happens the same way every time, which a race does not.',
    },
  ],
  notes: [
    {
      mode: 'threads',
      at: { event: 'write', at: 'earlier', nth: -1 },
      text: 'An earlier cell looped over the documents. Its loop variable is still there: doc is "doc 4", five characters.',
    },
    {
      mode: 'threads',
      at: { event: 'read', at: 'each' },
      text: 'enumerate(doc) is asked for the items of a text: its characters "d", "o", "c", " " and "4". Five items, so five threads, by coincidence.',
    },
    {
      mode: 'threads',
      at: { event: 'write', at: 'each' },
      text: 'The loop binds doc to its first item. The text it goes through stays as it is, but its name now stands for "d".',
    },
    {
      mode: 'threads',
      at: { event: 'write', at: 'each', nth: 4 },
      text: 'The last item: from here on doc is "4".',
    },
    {
      mode: 'threads',
      at: { event: 'read', at: 'each', nth: 1 },
      text: 'The cell is run again. doc is "4", one character: one item, one thread.',
    },
  ],
  takeaway:
    'Workers that vanish the same way every time are no race. Here a loop rebinds the name it loops over: for i, doc in enumerate(doc).',
  corrections: [
    {
      source: 'notebook',
      claim:
        'The cell starts five workers the first time and one the second because of a race between the threads.',
      finding:
        'It is not a race. All writes to doc are made by the main thread, in the order of the program, and no worker touches it. The loop rebinds doc, so the second run goes through the one character "4". Change the seed or run it live: it is one worker every time.',
      evidence: { mode: 'threads', at: { event: 'read', at: 'each', nth: 1 } },
    },
  ],
};

export const vanishingWorkers = defineScenario({
  id: 'vanishing-workers',
  parameters: {
    runs: { kind: 'integer', label: 'runs of the cell', initial: 2, min: 1, max: 5, step: 1 },
    seconds: { kind: 'number', label: 'each waits', unit: 's', initial: 5, min: 0, max: 60, step: 0.1 },
  },
  program: {
    variables: { doc: null },
    routines: {
      *work(scope, name: string) {
        yield* wait(scope.parameters.seconds, 'sleep');
        yield* print(`${name} finished`, 'finished');
      },
      *main(scope) {
        for (let number = 0; number < 5; number++) yield* write('doc', `doc ${number}`, 'earlier');
        for (let run = 1; run <= scope.parameters.runs; run++) {
          const threads: ThreadHandle[] = [];
          const characters = [...(yield* read<string>('doc', 'each'))];
          for (const [index, character] of characters.entries()) {
            yield* write('doc', character, 'each');
            const name = `Worker ${index}`;
            const call = { routine: 'work', args: [name] };
            const job = `run ${run}, ${representation(character)}`;
            threads.push((yield { kind: 'start-thread', call, name, job, at: 'spawn' }) as ThreadHandle);
          }
          for (const thread of threads) yield { kind: 'join-thread', thread, at: 'collect' };
          const doc = representation(yield* read<string>('doc', 'count'));
          yield* print(`run ${run}: ${threads.length} workers, doc is now ${doc}`, 'count');
        }
      },
    },
  },
  modes: [
    {
      mode: 'threads',
      title: 'Threads',
      subtitle: () => 'a thread for each item of doc',
      listing: ({ runs, seconds }) => `
        import threading, time

        def work(name):
            time.sleep(${seconds})  #@ sleep
            print(f"{name} finished")  #@ finished

        # An earlier cell.
        for doc in [f"doc {i}" for i in range(5)]:
            pass  #@ earlier

        # The cell, run again and again.
        for attempt in range(1, ${runs + 1}):
            threads = []
            for i, doc in enumerate(doc):  #@ each
                name = f"Worker {i}"
                thread = threading.Thread(target=work, args=(name,))
                thread.start()  #@ spawn
                threads.append(thread)
            for thread in threads:
                thread.join()  #@ collect
            print(f"run {attempt}: {len(threads)} workers, "
                  f"doc is now {doc!r}")  #@ count
      `,
    },
  ],
  lesson,
});
