import { readFileSync } from 'node:fs';
import { npm, root } from './commands.mjs';

/** @typedef {{ version?: string, optional?: boolean }} LockedPackage */

/**
 * Installs the packages of a folder's package-lock.json unless its node_modules holds exactly these already.
 *
 * @param {string} [folder] relative to the repository, with a trailing slash; the repository itself unless told
 * @returns {boolean} true: they are there
 * @throws {Error} in words for the terminal, where Node is too old or npm fails
 */
export function ensureInstalled(folder = '') {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Error(`Interleave needs Node 20.19 or newer; this is ${process.versions.node}.`);
  }
  if (isInstalled(folder)) return true;
  console.log(`Installing packages (npm ci${folder && ` in ${folder}`}) …`);
  const options = ['--include=dev', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  if (!npm(['ci', ...options], folder)) {
    throw new Error('npm ci failed: is the package registry reachable?');
  }
  return true;
}

/**
 * npm writes node_modules/.package-lock.json last: it names what is there, and is missing after a broken install.
 *
 * @param {string} folder
 */
function isInstalled(folder) {
  const wanted = lockedPackages(`${folder}package-lock.json`);
  const present = lockedPackages(`${folder}node_modules/.package-lock.json`);
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || present[path]?.version === version || (optional === true && !(path in present)),
  );
}

/**
 * @param {string} path
 * @returns {Record<string, LockedPackage>}
 */
function lockedPackages(path) {
  try {
    return JSON.parse(readFileSync(root + path, 'utf8')).packages;
  } catch {
    return {};
  }
}
