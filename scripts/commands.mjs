import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The repository's folder, with a trailing slash. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** The scripts behind the tools: run by this very Node, they need neither a shell nor a PATH. */
const tools = {
  biome: 'node_modules/@biomejs/biome/bin/biome',
  playwright: 'node_modules/@playwright/test/cli.js',
  size: 'scripts/size.mjs',
  slidev: 'tests/decks/slidev/node_modules/@slidev/cli/bin/slidev.mjs',
  tsc: 'node_modules/typescript/bin/tsc',
  vite: 'node_modules/vite/bin/vite.js',
  vitest: 'node_modules/vitest/vitest.mjs',
};

/**
 * Runs a tool in the repository's folder, its output shown.
 *
 * @param {keyof typeof tools} name
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} [environment] added to this process's own
 * @returns {boolean} whether it ended with exit code 0
 */
export function tool(name, args, environment = {}) {
  const { status } = spawnSync(process.execPath, [root + tools[name], ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  return status === 0;
}

/**
 * Runs a tool in the repository's folder, and shows what it says only where it fails.
 *
 * @param {keyof typeof tools} name
 * @param {readonly string[]} args
 * @returns {boolean} whether it ended with exit code 0
 */
export function toolQuietly(name, args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [root + tools[name], ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) console.error(`${stdout}${stderr}`);
  return status === 0;
}

/**
 * Runs npm, its output shown.
 *
 * @param {readonly string[]} args
 * @param {string} [folder] where, relative to the repository
 * @returns {boolean} whether it ended with exit code 0
 */
export function npm(args, folder = '') {
  const script = process.env.npm_execpath;
  const [command, first] = script ? [process.execPath, [script]] : ['npm', []];
  const shell = script === undefined && process.platform === 'win32';
  const cwd = root + folder;
  return spawnSync(command, [...first, ...args], { cwd, stdio: 'inherit', shell }).status === 0;
}

/**
 * Runs a tool quietly and ends it, its children included, once the time is up.
 *
 * @param {keyof typeof tools} name
 * @param {readonly string[]} args
 * @param {{ seconds: number, environment?: Readonly<Record<string, string>> }} limits
 * @returns {Promise<boolean>} whether it ended in time with exit code 0
 */
export async function boundedTool(name, args, { seconds, environment = {} }) {
  const child = spawn(process.execPath, [root + tools[name], ...args], {
    cwd: root,
    stdio: 'ignore',
    detached: process.platform !== 'win32',
    env: { ...process.env, ...environment },
  });
  const timer = setTimeout(() => {
    if (child.pid === undefined) return;
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  }, seconds * 1000);
  try {
    return await new Promise((resolve) => {
      child.once('error', () => resolve(false));
      child.once('exit', (code) => resolve(code === 0));
    });
  } finally {
    clearTimeout(timer);
  }
}
