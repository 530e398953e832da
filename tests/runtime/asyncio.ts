import { print, wait } from '../../src/program/actions.ts';
import type { Routine, Value } from '../../src/program/effects.ts';
import { CancelledError, PythonError } from '../../src/program/errors.ts';
import type { Program } from '../../src/program/program.ts';
import { violations } from '../../src/trace/invariants.ts';
import { printedLines } from '../sim/output.ts';
import { runProgram } from '../sim/run-program.ts';

type Shared = Omit<Program, 'routines'> & { readonly routines?: Omit<Program['routines'], 'main'> };

/**
 * Runs a coroutine as the main of an event loop; gives the lines it printed, and last the error it ended by, if any.
 *
 * @throws Error when the trace breaks an invariant.
 */
export function asyncioRun(main: () => Routine, shared: Shared = {}): string[] {
  const trace = runProgram({ ...shared, routines: { ...shared.routines, main } }, { mode: 'async' });
  const permits = Object.fromEntries(
    Object.entries(shared.locks ?? {}).map(([name, lock]) => [name, lock.permits ?? 1]),
  );
  const broken = violations(trace, permits);
  if (broken.length > 0) throw new Error(broken.join('\n'));
  const lines = printedLines(trace).map(([, text]) => text);
  return trace.error ? [...lines, `${trace.error.type}: ${trace.error.message}`] : lines;
}

/** Sleeps, and says how that went. */
export function* nap(name: string, seconds: number, result: Value = null): Routine {
  yield* print(`${name} starts`);
  try {
    yield* wait(seconds);
  } catch (error) {
    if (error instanceof CancelledError) yield* print(`${name} cancelled`);
    throw error;
  }
  yield* print(`${name} ends`);
  return result;
}

/** Runs a body that is expected to be cancelled, then the handler; another error goes on its way. */
export function* exceptCancelled(body: Routine<unknown>, handler: () => Routine<unknown>): Routine {
  try {
    yield* body;
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    yield* handler();
  }
}

/** Runs a body that is expected to raise an exception of a type, then the handler; another error goes on its way. */
export function* except(
  type: string,
  body: Routine<unknown>,
  handler: (error: PythonError) => Routine<unknown>,
): Routine {
  try {
    yield* body;
  } catch (error) {
    if (!(error instanceof PythonError) || error.type !== type) throw error;
    yield* handler(error);
  }
}
