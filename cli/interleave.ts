import { writeFileSync } from 'node:fs';
import { readRequest, UsageError } from './request.ts';
import { perform } from './run.ts';

/** Runs a command line. @returns the exit code: 0, or 2 where it cannot be done as it is written. */
export async function interleave(args: readonly string[]): Promise<number> {
  try {
    const { text, files } = perform(await readRequest(args));
    for (const { name, content } of files) writeFileSync(name, content);
    process.stdout.write(text);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError) && !isFileError(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

const isFileError = (error: unknown): error is Error => error instanceof Error && 'syscall' in error;
