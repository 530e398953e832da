import { once } from 'node:events';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

/** @type {Readonly<Record<string, string>>} */
const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/**
 * @typedef {object} StaticHostOptions
 * @property {Readonly<Record<string, string>>} folders what is served: folders by path, both with a slash at the end;
 *   the first whose path an address begins with
 * @property {Readonly<Record<string, string>>} [headers] sent with every file, besides its content type
 * @property {Readonly<Record<string, string>>} [substitutions] words in pages and scripts, and what stands there instead
 * @property {number} [port] any free one unless told
 */

/**
 * Serves folders as a simple static host does, on this machine alone.
 *
 * @param {StaticHostOptions} options
 * @returns {Promise<{ port: number, close: () => Promise<void> }>}
 */
export async function startStaticHost({ folders, headers = {}, substitutions = {}, port = 0 }) {
  const server = createServer((request, response) => {
    const file = fileOf(new URL(request.url ?? '/', 'http://localhost').pathname, folders);
    if (file === undefined) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found');
      return;
    }
    const extension = extname(file);
    response.writeHead(200, { 'Content-Type': types[extension] ?? 'application/octet-stream', ...headers });
    if (extension === '.html' || extension === '.js') {
      response.end(substituted(readFileSync(file, 'utf8'), substitutions));
    } else {
      createReadStream(file).pipe(response);
    }
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  return {
    port: address.port,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/**
 * @param {string} pathname
 * @param {Readonly<Record<string, string>>} folders
 * @returns {string | undefined} the file at that address, if there is one
 */
function fileOf(pathname, folders) {
  // A path that starts at the root cannot climb above it.
  const path = normalize(decodeURIComponent(pathname.endsWith('/') ? `${pathname}index.html` : pathname));
  for (const [prefix, folder] of Object.entries(folders)) {
    if (!path.startsWith(prefix)) continue;
    const file = join(folder, path.slice(prefix.length));
    return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
  }
  return undefined;
}

/**
 * @param {string} text
 * @param {Readonly<Record<string, string>>} substitutions
 */
function substituted(text, substitutions) {
  return Object.entries(substitutions).reduce(
    (changed, [word, replacement]) => changed.replaceAll(word, replacement),
    text,
  );
}
