import { createTask, gather, invoke, job, mark, print, raise, taskGroup, wait } from '../program/actions.ts';
import type { FutureHandle, Routine, Value } from '../program/effects.ts';
import { PythonError, PythonErrorGroup } from '../program/errors.ts';
import type { ParameterValues, Scope } from '../program/program.ts';
import { representation } from '../program/representation.ts';
import { defineScenario } from '../program/scenario.ts';

const DOCS = [0, 1, 2, 3, 4];

const fetch = (scope: Scope<ParameterValues>, n: number): Routine =>
  scope.routine({ routine: 'fetch', args: [n] });

const stillRunning = (tasks: readonly FutureHandle[]): string =>
  `still running: ${tasks.filter((task) => !task.done).length}`;

/** One after another: the error ends the loop, and with it the run. */
function* inTurn(scope: Scope<ParameterValues>): Routine<void> {
  for (const n of DOCS) {
    const line: Value = yield* job(`doc ${n}`, () => invoke(scope, 'fetch', [n], 'each'));
    yield* print(String(line), 'each');
  }
}

/** Gathered: the error is raised where they are awaited, and the others go on. */
function* gathered(scope: Scope<ParameterValues>): Routine<void> {
  const tasks: FutureHandle[] = [];
  for (const n of DOCS) tasks.push(yield* createTask(fetch(scope, n), `doc ${n}`, 'spawn'));
  try {
    yield* print(representation(yield* gather(tasks, 'gather')), 'gather');
  } catch (error) {
    if (!(error instanceof PythonError) || error.type !== 'ValueError') throw error;
    yield* print(`gather raised ${error.message}`, 'raised');
    yield* print(stillRunning(tasks), 'count');
  }
  yield* wait(1, 'pause');
  yield* print(stillRunning(tasks), 'count-again');
}

/** Gathered, and nobody catches: the error leaves main, and asyncio.run cancels the others as it closes. */
function* uncaught(scope: Scope<ParameterValues>): Routine<void> {
  const tasks: FutureHandle[] = [];
  for (const n of DOCS) tasks.push(yield* createTask(fetch(scope, n), `doc ${n}`, 'spawn'));
  yield* print(representation(yield* gather(tasks, 'gather')), 'gather');
}

/** In a group: the error cancels the others. */
function* grouped(scope: Scope<ParameterValues>): Routine<void> {
  const tasks: FutureHandle[] = [];
  try {
    yield* taskGroup(function* (create) {
      for (const n of DOCS) tasks.push(yield* create(fetch(scope, n), `doc ${n}`, 'spawn'));
    }, 'group');
  } catch (error) {
    if (!(error instanceof PythonErrorGroup)) throw error;
    const messages = error.errors.map(({ message }) => message);
    yield* print(`group raised ${representation(messages)}`, 'raised');
  }
  yield* print(`cancelled: ${tasks.filter((task) => task.cancelled).length}`, 'count');
}

export const badDoc = defineScenario({
  id: 'bad-doc',
  parameters: {},
  program: {
    routines: {
      *fetch(scope, n: number) {
        yield* wait(0.1 * n, 'sleep');
        yield* mark('check');
        if (n === 2) yield* raise(new PythonError('ValueError', `Bad doc ${n}`), 'raise');
        if (scope.mode.id === 'async') yield* print(`fetched doc ${n}`, 'fetched');
        yield* mark('return');
        return `doc ${n}`;
      },
      *main(scope) {
        if (scope.mode.id === 'sync') yield* inTurn(scope);
        else if (scope.mode.variant === 'task-group') yield* grouped(scope);
        else if (scope.mode.variant === 'uncaught') yield* uncaught(scope);
        else yield* gathered(scope);
      },
    },
  },
  modes: [
    {
      mode: 'sync',
      title: 'Sync',
      subtitle: () => 'one after another',
      listing: () => `
        import time

        def fetch(n):
            time.sleep(0.1 * n)  #@ sleep
            if n == 2:  #@ check
                raise ValueError(f"Bad doc {n}")  #@ raise
            return f"doc {n}"  #@ return

        for n in range(5):
            print(fetch(n))  #@ each
      `,
    },
    {
      mode: 'async',
      title: 'Async, gather',
      subtitle: () => 'five tasks, one gather',
      listing: () => GATHER_LISTING,
    },
    {
      mode: 'async',
      variant: 'uncaught',
      title: 'Async, uncaught',
      subtitle: () => 'the same gather, nothing caught',
      listing: () => UNCAUGHT_LISTING,
    },
    {
      mode: 'async',
      variant: 'task-group',
      title: 'Async, TaskGroup',
      subtitle: () => 'five tasks of a TaskGroup',
      listing: () => GROUP_LISTING,
    },
  ],
  lesson: {
    questions: [
      {
        kind: 'choice',
        prompt:
          'Five documents are gathered, number 2 fails at 0.2 s, and main catches the error. What becomes of 3 and 4?',
        options: ['They go on to their end', 'They are cancelled', 'They never start'],
        answer: 0,
        because:
          'gather raises the first error where it is awaited and leaves the other tasks alone. Where nobody catches it, main ends and asyncio.run cancels them; a TaskGroup cancels them itself; one after another, they never start.',
      },
      {
        kind: 'printed',
        mode: 'async:task-group',
        line: -1,
        instead: ['cancelled: 0', 'cancelled: 3'],
        prompt: 'What does the group print last?',
        because: 'Documents 0 and 1 are done by 0.2 s; the group cancels the two that still wait.',
      },
    ],
    notes: [
      {
        mode: 'sync',
        at: { event: 'raise' },
        text: 'The error leaves fetch and then the loop. Documents 3 and 4 have not been asked for, and never will be.',
      },
      {
        mode: 'async',
        at: { event: 'raise', actor: 'doc 2' },
        text: 'The error ends the task doc 2, and nothing else yet: it is kept as the task’s result.',
      },
      {
        mode: 'async',
        at: { event: 'raise', actor: 'main' },
        text: 'Two iterations of the loop later, one for gather and one to wake main, it is raised again where gather is awaited. The traceback has both frames.',
      },
      {
        mode: 'async',
        at: { event: 'print', actor: 'doc 4' },
        text: 'Document 4 knows nothing of it and finishes, though nobody awaits it any more.',
      },
      {
        mode: 'async:uncaught',
        at: { event: 'raise', actor: 'main' },
        text: 'Nothing in main catches it, so it goes on through the loop. The traceback begins in asyncio.run and passes Runner.run and run_until_complete before it comes to main and fetch.',
      },
      {
        mode: 'async:uncaught',
        at: { event: 'cancel', actor: 'doc 3' },
        text: 'It is not gather that cancels document 3: main has ended, and asyncio.run cancels what is left as it closes the loop.',
      },
      {
        mode: 'async:task-group',
        at: { event: 'cancel', actor: 'doc 3' },
        text: 'The group has cancelled document 3: CancelledError is raised at its await.',
      },
      {
        mode: 'async:task-group',
        at: { event: 'raise', actor: 'main' },
        text: 'Once all its tasks have ended the group raises an ExceptionGroup, with one error for each task that failed.',
      },
    ],
    takeaway:
      'An error belongs to the task that raised it and comes out where that task is awaited. gather lets the siblings go on, as long as the loop does; a TaskGroup cancels them and waits until they have ended.',
  },
});

const FETCH_LISTING = `
        import asyncio

        async def fetch(n):
            await asyncio.sleep(0.1 * n)  #@ sleep
            if n == 2:  #@ check
                raise ValueError(f"Bad doc {n}")  #@ raise
            print(f"fetched doc {n}")  #@ fetched
            return f"doc {n}"  #@ return
`;

const GATHER_LISTING = `${FETCH_LISTING}
        async def main():
            tasks = [asyncio.create_task(fetch(n)) for n in range(5)]  #@ spawn
            try:
                print(await asyncio.gather(*tasks))  #@ gather
            except ValueError as error:
                print("gather raised", error)  #@ raised
                print("still running:", sum(not t.done() for t in tasks))  #@ count
            await asyncio.sleep(1)  #@ pause
            print("still running:", sum(not t.done() for t in tasks))  #@ count-again

        asyncio.run(main())  #@ run
`;

const UNCAUGHT_LISTING = `${FETCH_LISTING}
        async def main():
            tasks = [asyncio.create_task(fetch(n)) for n in range(5)]  #@ spawn
            print(await asyncio.gather(*tasks))  #@ gather

        asyncio.run(main())  #@ run
`;

const GROUP_LISTING = `${FETCH_LISTING}
        async def main():
            try:
                async with asyncio.TaskGroup() as group:  #@ group
                    tasks = [group.create_task(fetch(n)) for n in range(5)]  #@ spawn
            except* ValueError as errors:
                print("group raised", [str(e) for e in errors.exceptions])  #@ raised
            print("cancelled:", sum(t.cancelled() for t in tasks))  #@ count

        asyncio.run(main())  #@ run
`;
