import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { boundedTool } from './commands.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Longest time for Playwright's download: about 170 MB on a slow line. */
const downloadSeconds = 300;

/**
 * The Chromium to test with that is on this machine already: the one INTERLEAVE_CHROMIUM names, else Playwright's own,
 * else the first on the PATH.
 *
 * @returns {Promise<string | undefined>} its path
 * @throws {Error} where INTERLEAVE_CHROMIUM names something that does not run
 */
export async function findBrowser() {
  const named = process.env.INTERLEAVE_CHROMIUM;
  if (named) {
    if (runs(named)) return named;
    throw new Error(`INTERLEAVE_CHROMIUM names ${named}, which does not run.`);
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [await playwrightsOwn(), ...onPath].find(runs);
}

/**
 * The Chromium to test with, fetched where the machine has none: by Playwright's download, else from the system's
 * packages.
 *
 * @returns {Promise<string>} its path
 * @throws {Error} in words for the terminal, where there is no way to a browser
 */
export async function ensureBrowser() {
  const found = (await findBrowser()) ?? (await download()) ?? (await installPackage());
  if (found) return found;
  throw new Error(
    [
      'No Chromium to test with. Tried: the PATH, Playwright’s download, the system’s package.',
      'Install one (Debian: sudo apt-get install chromium), or name one: INTERLEAVE_CHROMIUM=/path/to/chromium',
    ].join('\n'),
  );
}

async function download() {
  console.log('No Chromium here: trying Playwright’s download …');
  await boundedTool('playwright', ['install', 'chromium'], {
    seconds: downloadSeconds,
    environment: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' },
  });
  return findBrowser();
}

async function installPackage() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  console.log('The download did not work: trying apt-get install chromium …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' });
  spawnSync('apt-get', ['install', '-y', '-qq', 'chromium'], { env, stdio: 'ignore' });
  return findBrowser();
}

async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test');
  return chromium.executablePath();
}

/**
 * A file of that name is not enough: it may be a stub, or lack its libraries.
 *
 * @param {string | undefined} path
 */
function runs(path) {
  if (!path) return false;
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}
