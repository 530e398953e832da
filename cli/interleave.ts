#!/usr/bin/env node
import { readFileSync, writeFileSync } from 'node:fs';
import { readRequest, UsageError } from './request.ts';
import { perform } from './run.ts';

/** Runs a command line. @returns the exit code: 0, or 2 where it cannot be done as it is written. */
async function interleave(args: readonly string[]): Promise<number> {
  try {
    const { text, files, notices } = perform(await readRequest(args, (name) => readFileSync(name)));
    for (const { name, content } of files) writeFileSync(name, content);
    process.stderr.write(notices.map((notice) => `${notice}\n`).join(''));
    process.stdout.write(text);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError) && !isFileError(error)) throw error;
    process.stderr.write(`${isFileError(error) ? fileErrorInWords(error) : error.message}\n`);
    return 2;
  }
}

type FileError = Error & { readonly code?: string; readonly path?: string };

const isFileError = (error: unknown): error is FileError => error instanceof Error && 'syscall' in error;

const FILE_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'it is not allowed',
  EISDIR: 'it is a folder',
  ENOSPC: 'no room is left',
};

const fileErrorInWords = ({ code = '', path, message }: FileError): string =>
  `${path ?? 'The file'}: ${FILE_ERRORS[code] ?? message}.`;

// Whoever reads what is written may have seen enough: `interleave list | head -1`.
process.stdout.on('error', (error: FileError) => {
  if (error.code !== 'EPIPE') throw error;
});
process.exitCode = await interleave(process.argv.slice(2));
