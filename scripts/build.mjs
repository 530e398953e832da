import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root, tool } from './commands.mjs';

const inputs = ['src', 'public', 'index.html', 'headers.ts', 'vite.config.ts', 'package-lock.json'];

/** Vite writes it last, and removes it first. */
const output = 'dist/.vite/manifest.json';

/**
 * Builds the page into dist/ unless it was built after the last change to what it is built from.
 *
 * @throws {Error} where the build fails; Vite has said why
 */
export function ensureBuilt() {
  const built = modifiedAt(root + output);
  if (built > Math.max(...inputs.map((path) => newest(root + path)))) return;
  console.log('Building the page …');
  if (!tool('vite', ['build', '--logLevel', 'warn'])) throw new Error('The build failed.');
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
