import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { boundedTool } from './commands.mjs';

/** @typedef {'chromium' | 'firefox'} Engine */

/**
 * @typedef {object} Browser
 * @property {string} name as people write it
 * @property {string} variable the environment variable that names one
 * @property {readonly string[]} commands what it may be called on the PATH
 * @property {string} systemPackage Debian's
 * @property {() => Promise<string>} [playwrightsOwn] where Playwright's download puts it, if it offers one that will do
 */

/** @type {Readonly<Record<Engine, Browser>>} */
const browsers = {
  chromium: {
    name: 'Chromium',
    variable: 'INTERLEAVE_CHROMIUM',
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    systemPackage: 'chromium',
    playwrightsOwn: async () => (await import('@playwright/test')).chromium.executablePath(),
  },
  // Playwright's Firefox is a patched one; decks are shown in the one that people have.
  firefox: {
    name: 'Firefox',
    variable: 'INTERLEAVE_FIREFOX',
    commands: ['firefox-esr', 'firefox'],
    systemPackage: 'firefox-esr',
  },
};

/** Longest time for Playwright's download: about 170 MB on a slow line. */
const downloadSeconds = 300;

/**
 * The browser to test with that is on this machine already: the one its variable names (INTERLEAVE_CHROMIUM,
 * INTERLEAVE_FIREFOX), else Playwright's own Chromium, else the first on the PATH.
 *
 * @param {Engine} engine
 * @returns {Promise<string | undefined>} its path
 * @throws {Error} where the variable names something that does not run
 */
export async function findBrowser(engine) {
  const { variable, commands, playwrightsOwn } = browsers[engine];
  const named = process.env[variable];
  if (named) {
    if (runs(named)) return named;
    throw new Error(`${variable} names ${named}, which does not run.`);
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = commands.flatMap((command) => folders.map((folder) => join(folder, command)));
  return [await playwrightsOwn?.(), ...onPath].find(runs);
}

/**
 * The browser to test with, fetched where the machine has none: by Playwright's download where it has one, else from
 * the system's packages.
 *
 * @param {Engine} engine
 * @returns {Promise<string>} its path
 * @throws {Error} in words for the terminal, where there is no way to a browser
 */
export async function ensureBrowser(engine) {
  const found = (await findBrowser(engine)) ?? (await download(engine)) ?? (await installPackage(engine));
  if (found) return found;
  const { name, variable, systemPackage } = browsers[engine];
  throw new Error(
    [
      `No ${name} to test with, and no way found to install one.`,
      `Install it (Debian: sudo apt-get install ${systemPackage}), or name one: ${variable}=/path/to/${engine}`,
    ].join('\n'),
  );
}

/** @param {Engine} engine */
async function download(engine) {
  if (!browsers[engine].playwrightsOwn) return undefined;
  console.log(`${browsers[engine].name} is missing: trying Playwright’s download …`);
  await boundedTool('playwright', ['install', engine], {
    seconds: downloadSeconds,
    environment: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' },
  });
  return findBrowser(engine);
}

/** @param {Engine} engine */
async function installPackage(engine) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  const { name, systemPackage } = browsers[engine];
  console.log(`${name} is missing: trying apt-get install ${systemPackage} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' });
  spawnSync('apt-get', ['install', '-y', '-qq', systemPackage], { env, stdio: 'ignore' });
  return findBrowser(engine);
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
