import { readFile } from 'node:fs/promises';
import { loadPyodide } from 'pyodide';
import type { PrintedLine } from '../sim/output.ts';

/** What became of a program that CPython executed under a virtual clock. */
export interface Execution {
  /** When it ended, in seconds of the virtual clock. */
  readonly elapsed: number;
  readonly lines: readonly PrintedLine[];
  /** What was warned of, for example `RuntimeWarning: coroutine 'f' was never awaited`, and when. */
  readonly warnings: readonly PrintedLine[];
  /** What else was written to the standard error. */
  readonly errors: readonly string[];
  /** The last line of the traceback that it ended by; `Deadlock` where it would have waited for ever. */
  readonly error: string | null;
}

/** Executes a program as `__main__`. */
export type Python = (source: string) => Execution;

const FOLDER = '/home/pyodide';

/** Loads CPython, compiled to WebAssembly, into this process, and the harness that gives it a virtual clock. */
export async function loadPython(): Promise<Python> {
  const [pyodide, harness] = await Promise.all([
    loadPyodide(),
    readFile(new URL('virtual_python.py', import.meta.url), 'utf8'),
  ]);
  pyodide.FS.writeFile(`${FOLDER}/virtual_python.py`, harness);
  const { run } = pyodide.pyimport('virtual_python') as { run: (source: string) => string };
  return (source) => JSON.parse(run(source)) as Execution;
}
