import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './commands.mjs';

/**
 * Whether a file was written after the last change to what it is made from. Paths are relative to the repository.
 *
 * @param {string} output the file that is written last; missing, it is out of date
 * @param {readonly string[]} inputs files, and folders with everything in them
 */
export function isUpToDate(output, inputs) {
  return modifiedAt(root + output) > Math.max(...inputs.map((path) => newest(root + path)));
}

/**
 * When a file, or anything in a folder, last changed. A folder's own time tells of files removed.
 *
 * @param {string} path
 * @returns {number} milliseconds since 1970, 0 where there is nothing
 */
function newest(path) {
  const own = modifiedAt(path);
  if (own === 0 || !statSync(path).isDirectory()) return own;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), own);
}

/** @param {string} path */
function modifiedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
