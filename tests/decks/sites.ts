import { fileURLToPath } from 'node:url';
import { preview } from 'vite';
import { freePorts } from '../../scripts/ports.mjs';
import { slidevDeck } from '../../scripts/slidev-deck.mjs';
import { startStaticHost } from '../e2e/servers/static-host.mjs';

/** Who serves a deck: a simple static host, or one that isolates its pages from other origins. */
export type DeckHost = 'plain' | 'isolated';

/**
 * Who serves the page: a host that sends no headers, one that lets other origins read its files, as GitHub Pages does with
 * all, or what `npm start` starts.
 */
export type PageHost = 'bare' | 'open' | 'isolated';

/** Where the decks take their frames from, as written in their files; the deck's host puts the page's origin there. */
const PLACEHOLDER = 'https://interleave.example';

const root = fileURLToPath(new URL('../../', import.meta.url));

const deckFolders = {
  '/reveal.js/': `${root}node_modules/reveal.js/dist/`,
  '/slidev/': `${root}${slidevDeck}/`,
  '/': `${root}tests/decks/pages/`,
};

const ISOLATING = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** The page on either host, and decks on either host with frames from either page: each on a site of its own. */
export class Sites {
  readonly #origins = new Map<string, Promise<string>>();
  readonly #closings: (() => Promise<unknown>)[] = [];

  /** The built page's origin. */
  page(host: PageHost): Promise<string> {
    return this.#once(`page ${host}`, async () => {
      if (host === 'isolated') return this.#servedByVite();
      const headers = host === 'open' ? { 'Access-Control-Allow-Origin': '*' } : {};
      return `http://127.0.0.1:${await this.#served({ folders: { '/': `${root}dist/` }, headers })}`;
    });
  }

  /** A deck's origin. It is of another site than the page's: `localhost` is no subdomain of an address. */
  decks(host: DeckHost, embedsFrom: PageHost): Promise<string> {
    return this.#once(`decks ${host} ${embedsFrom}`, async () => {
      const headers = host === 'isolated' ? ISOLATING : {};
      const substitutions = { [PLACEHOLDER]: await this.page(embedsFrom) };
      return `http://localhost:${await this.#served({ folders: deckFolders, headers, substitutions })}`;
    });
  }

  /** Ends all servers. */
  async close(): Promise<void> {
    await Promise.all(this.#closings.map((close) => close()));
  }

  #once(name: string, start: () => Promise<string>): Promise<string> {
    const known = this.#origins.get(name) ?? start();
    this.#origins.set(name, known);
    return known;
  }

  async #served(options: Parameters<typeof startStaticHost>[0]): Promise<number> {
    const server = await startStaticHost(options);
    this.#closings.push(server.close);
    return server.port;
  }

  async #servedByVite(): Promise<string> {
    const [port = 0] = await freePorts(1);
    const server = await preview({
      root,
      logLevel: 'error',
      preview: { host: '127.0.0.1', port, strictPort: true },
    });
    this.#closings.push(() => server.close());
    return `http://127.0.0.1:${port}`;
  }
}
