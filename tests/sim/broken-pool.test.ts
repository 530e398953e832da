import { describe, expect, it } from 'vitest';
import { mapPool, print, wait, withPool } from '../../src/program/actions.ts';
import type {
  EffectResult,
  FutureHandle,
  JobHandle,
  PoolHandle,
  PoolKind,
  Routine,
} from '../../src/program/effects.ts';
import { describeError } from '../../src/program/errors.ts';
import type { Program } from '../../src/program/program.ts';
import { representation } from '../../src/program/representation.ts';
import { EVENT_KINDS } from '../../src/trace/events.ts';
import { violations } from '../../src/trace/invariants.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { printedLines } from './output.ts';
import { runProgram } from './run-program.ts';

const TERMINATED =
  'A process in the process pool was terminated abruptly while the future was running or pending.';
const ATTRIBUTE = "AttributeError: Can't get attribute 'nap' on <module '__main__' (built-in)>";

function* nap() {
  yield* wait(1);
  return 'rested';
}

function* outcomeOf(job: JobHandle): Routine<EffectResult> {
  try {
    return yield { kind: 'result', job };
  } catch (error) {
    return describeError(error);
  }
}

const naps = (pool: PoolKind, count: number, importable: boolean): Program => ({
  routines: {
    nap,
    *main() {
      const calls = Array.from({ length: count }, (_, index) => ({
        name: `nap ${index}`,
        call: { routine: 'nap', args: [], importable },
      }));
      yield* print(representation(yield* withPool(pool, 2, (handle) => mapPool(handle, calls))));
    },
  },
});

/** Who ended in which way: `fail Process: Type: message`. */
const endsOf = ({ events, actors, texts }: Trace, kinds: readonly string[]): string[] =>
  Array.from({ length: events.length }, (_, index) => index).flatMap((index) => {
    const kind = EVENT_KINDS[events.kind[index] as number] as string;
    const actor = actors[events.actor[index] as number];
    if (!kinds.includes(actor?.kind ?? '') || !['fail', 'cancel', 'finish'].includes(kind)) return [];
    const error = kind === 'fail' ? `: ${texts[events.value[index] as number]}` : '';
    return [`${kind} ${actor?.name}${error}`];
  });

describe('a function that worker processes cannot import', () => {
  it('breaks the pool: the worker dies, and every call fails', () => {
    const trace = runProgram(naps('processes', 3, false), { mode: 'processes' });
    expect(violations(trace)).toEqual([]);
    expect(trace.error).toEqual({ type: 'BrokenProcessPool', message: TERMINATED });
    expect(printedLines(trace)).toEqual([]);
    expect(endsOf(trace, ['task'])).toEqual(
      [0, 1, 2].map((n) => `fail nap ${n}: BrokenProcessPool: ${TERMINATED}`),
    );
    const processes = endsOf(trace, ['process']);
    expect(processes[0]).toBe(`fail SpawnProcess-1: ${ATTRIBUTE}`);
    expect(processes.slice(1)).toEqual(['cancel SpawnProcess-2', 'finish MainProcess']);
  });

  it('does not matter to threads, which have it in their memory', () => {
    const trace = runProgram(naps('threads', 3, false), { mode: 'threads' });
    expect(trace.error).toBeNull();
    expect(printedLines(trace).map(([, text]) => text)).toEqual(["['rested', 'rested', 'rested']"]);
  });

  it('leaves results that were there before, and makes the pool refuse what comes after', () => {
    const program: Program = {
      routines: {
        nap,
        *main() {
          const pool = (yield { kind: 'open-pool', pool: 'processes', workers: 2 }) as PoolHandle;
          function* submit(importable: boolean): Routine<JobHandle> {
            const call = { routine: 'nap', args: [], importable };
            return (yield { kind: 'submit', pool, call, job: 'nap' }) as JobHandle;
          }
          const good = yield* submit(true);
          yield { kind: 'result', job: good };
          const bad = yield* submit(false);
          const told: EffectResult[] = [];
          for (const job of [bad, good]) told.push(yield* outcomeOf(job));
          try {
            yield* submit(true);
          } catch (error) {
            told.push(describeError(error));
          }
          yield { kind: 'close-pool', pool };
          yield* print(told.join('\n'));
        },
      },
    };
    const trace = runProgram(program, { mode: 'processes' });
    expect(violations(trace)).toEqual([]);
    expect(printedLines(trace).map(([, text]) => text)).toEqual([
      `BrokenProcessPool: ${TERMINATED}\nrested\nBrokenProcessPool: A child process terminated abruptly, the process pool is not usable anymore`,
    ]);
  });

  it('is raised in the coroutine that awaits the call', () => {
    const program: Program = {
      routines: {
        nap,
        *main() {
          const pool = (yield { kind: 'open-pool', pool: 'processes', workers: 1 }) as PoolHandle;
          const call = { routine: 'nap', args: [], importable: false };
          const future = (yield { kind: 'run-in-executor', pool, call, job: 'nap' }) as FutureHandle;
          yield { kind: 'await', future };
        },
      },
    };
    const trace = runProgram(program, { mode: 'async+processes' });
    expect(violations(trace)).toEqual([]);
    expect(trace.error?.type).toBe('BrokenProcessPool');
  });
});
