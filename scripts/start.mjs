/**
 * npm start: installs what is missing, builds what is out of date, serves the page with the isolation headers.
 *
 *   npm start -- --port 8080      that port, or the next free one (4173 unless told)
 *   npm start -- --host           every network interface, not this machine alone
 */
import { ensureBuilt } from './build.mjs';
import { root } from './commands.mjs';
import { ensureInstalled } from './install.mjs';

try {
  const { host, port } = serverOptions(process.argv.slice(2));
  ensureInstalled();
  ensureBuilt();
  await serve(host, port);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

/**
 * @param {string} host
 * @param {number} port
 */
async function serve(host, port) {
  const { preview } = await import('vite');
  const server = await preview({ root, logLevel: 'warn', preview: { host, port } });
  const [local] = server.resolvedUrls?.local ?? [];
  const address = (local ?? `http://${host}:${port}/`).replace('//127.0.0.1:', '//localhost:');
  console.log(`\nInterleave is running at ${address}  (Ctrl+C stops it)`);
  for (const url of server.resolvedUrls?.network ?? []) {
    console.log(`On the network, without shared memory unless served over https: ${url}`);
  }
}

/**
 * @param {readonly string[]} args
 * @returns {{ host: string, port: number }}
 */
function serverOptions(args) {
  const options = { host: '127.0.0.1', port: 4173 };
  const words = args.flatMap((arg) => arg.split('=', 2));
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const value = words[0]?.startsWith('--') ? undefined : words.shift();
    if (word === '--host') options.host = value ?? '0.0.0.0';
    else if (word === '--port' && /^\d+$/.test(value ?? '')) options.port = Number(value);
    else throw new Error(`Unknown option ${word} ${value ?? ''}: use --host [name] and --port <number>.`);
  }
  return options;
}
