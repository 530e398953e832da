import { readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { contentSecurityPolicy, isolationHeaders } from '../../../headers.ts';

/** The harness page, served twice: with the headers that allow shared memory, and without any. */
export interface Site {
  readonly isolated: string;
  readonly plain: string;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

/** Builds the harness and serves it. */
export async function serveHarness(): Promise<Site> {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const outDir = `${root}node_modules/.cache/interleave/live-harness-${process.pid}`;
  await build({
    root,
    configFile: false,
    base: './',
    logLevel: 'warn',
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, rolldownOptions: { input: 'tests/e2e/live/harness.html' } },
  });
  const isolated = await serve(outDir, {
    ...isolationHeaders,
    'Content-Security-Policy': contentSecurityPolicy,
  });
  const plain = await serve(outDir, {});
  return {
    isolated: addressOf(isolated),
    plain: addressOf(plain),
    close: async () => {
      for (const server of [isolated, plain]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
      await rm(outDir, { recursive: true });
    },
  };
}

async function serve(folder: string, headers: Readonly<Record<string, string>>): Promise<Server> {
  const server = createServer(async ({ url = '/' }, response) => {
    // A URL's path never climbs above its root.
    const { pathname } = new URL(url, 'http://localhost');
    try {
      const content = await readFile(folder + pathname);
      response.writeHead(200, {
        ...headers,
        'Content-Type': types[extname(pathname)] ?? 'application/octet-stream',
      });
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

const addressOf = (server: Server): string =>
  `http://127.0.0.1:${(server.address() as AddressInfo).port}/tests/e2e/live/harness.html`;
