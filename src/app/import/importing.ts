import { proxy, releaseProxy, wrap } from 'comlink';
import { createStore } from 'zustand/vanilla';
import { countText } from '../../base/count-text.ts';
import { cleanName } from '../../io/clean-text.ts';
import { type ImportResult, LARGEST_FILE } from '../../io/imported-run.ts';
import { startWorker } from '../../live/page/start-worker.ts';
import { showRuns } from '../../stage/imported/show-runs.ts';
import type { Importer } from './import.worker.ts';
import workerAddress from './import.worker.ts?worker&url';

/** How far an import has come; `null` while there is none. */
type ImportState =
  | { readonly phase: 'reading'; readonly file: string /** From 0 to 1. */; readonly share: number }
  | { readonly phase: 'failed'; readonly file: string; readonly problem: string }
  | { readonly phase: 'shown'; readonly file: string }
  | null;

export const importStore = createStore<{ readonly now: ImportState }>(() => ({ now: null }));

let stop: () => void = () => {};

/** Ends the import under way, and puts away what there is to say of the last. What is on the stage stays. */
export function dismissImport(): void {
  stop();
  importStore.setState({ now: null });
}

const PASTED = 'Pasted text';

/** Reads a text as if it were a file. */
export const importText = (text: string): Promise<void> => importFile(new File([text], PASTED));

/** Reads the file that is dropped or pasted. Of several none is read: each would take the place of the one before. */
export function importFiles(files: readonly File[]): void {
  const [file] = files;
  if (file && files.length === 1) void importFile(file);
  else {
    stop();
    const problem = 'One file is read at a time.';
    importStore.setState({ now: { phase: 'failed', file: `${files.length} files`, problem } });
  }
}

/**
 * Reads a file in a worker of its own, in place of any other that is being read, and shows its runs. What is on the stage
 * stays until they are there, and where something is wrong with the file.
 */
export async function importFile(file: File): Promise<void> {
  stop();
  const name = cleanName(file.name) || 'The file';
  const fail = (problem: string): void =>
    importStore.setState({ now: { phase: 'failed', file: name, problem } });
  if (file.size > LARGEST_FILE) {
    const megabytes = (bytes: number): string => countText(Math.ceil(bytes / 2 ** 20));
    fail(`The file has ${megabytes(file.size)} MB; at most ${megabytes(LARGEST_FILE)} MB are read.`);
    return;
  }
  importStore.setState({ now: { phase: 'reading', file: name, share: 0 } });
  const worker = startWorker(workerAddress, 'import');
  const remote = wrap<Importer>(worker);
  let isStopped = false;
  const dismiss = (): void => {
    if (isStopped) return;
    isStopped = true;
    remote[releaseProxy]();
    worker.terminate();
  };
  stop = dismiss;
  try {
    const onRead = proxy((bytes: number) => {
      const share = bytes / Math.max(1, file.size);
      if (!isStopped) importStore.setState({ now: { phase: 'reading', file: name, share } });
    });
    const result: ImportResult = await Promise.race([
      remote.read(file, titleOf(name), onRead),
      failureOf(worker),
    ]);
    if (isStopped) return;
    if (result.kind === 'problem') fail(result.problem);
    else {
      await showRuns({ title: name, origin: `Read from “${name}”.` }, result);
      importStore.setState({ now: { phase: 'shown', file: name } });
    }
  } catch (error) {
    if (!isStopped) fail(`The file cannot be read: ${error instanceof Error ? error.message : error}`);
  }
  dismiss();
}

/** A file’s name without what says of which kind it is. */
const titleOf = (name: string): string => name.replace(/(?:\.trace-events|\.trace)?\.json$/i, '') || name;

const failureOf = (worker: Worker): Promise<never> =>
  new Promise((_, reject) => {
    worker.addEventListener('error', () => reject(new Error('the worker that reads it has ended.')));
  });
