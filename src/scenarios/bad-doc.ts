import { createTask, gather, invoke, job, mark, print, taskGroup, wait } from '../program/actions.ts';
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
  title: 'One bad document',
  claim:
    'Number 2 fails. In turn, the rest never starts; gathered, the rest goes on; in a group, it is cancelled.',
  parameters: {
    'task-group': { kind: 'switch', label: 'TaskGroup', initial: false },
  },
  program: {
    routines: {
      *fetch(scope, n: number) {
        yield* wait(0.1 * n, 'sleep');
        yield* mark('check');
        if (n === 2) {
          yield* mark('raise');
          throw new PythonError('ValueError', `Bad doc ${n}`);
        }
        if (scope.mode.id === 'async') yield* print(`fetched doc ${n}`, 'fetched');
        yield* mark('return');
        return `doc ${n}`;
      },
      *main(scope) {
        if (scope.mode.id === 'sync') yield* inTurn(scope);
        else if (scope.parameters['task-group']) yield* grouped(scope);
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
      title: 'Async',
      subtitle: (parameters) => (parameters['task-group'] ? 'five tasks in a group' : 'five tasks, gathered'),
      listing: (parameters) => (parameters['task-group'] ? GROUP_LISTING : GATHER_LISTING),
    },
  ],
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
