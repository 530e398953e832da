import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { InterleavePlayer } from '../../src/embed/element/player.ts';
import { expect, test } from './page.ts';
import { startStaticHost } from './servers/static-host.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

let folder: string;
/** The files in the package. */
let packed: readonly string[];

/** Runs npm without a network. @returns what it printed */
function npm(args: readonly string[], cwd: string): string {
  const script = process.env.npm_execpath;
  const [command, first] = script ? [process.execPath, [script]] : ['npm', []];
  return execFileSync(command, [...first, '--offline', ...args], { cwd, encoding: 'utf8', stdio: 'pipe' });
}

test.describe.configure({ mode: 'serial' });

test.beforeAll(() => {
  test.setTimeout(120_000);
  folder = mkdtempSync(join(tmpdir(), 'interleave-package-'));
  const printed = npm(['pack', '--json', '--pack-destination', folder], root);
  // What packing prepares says something first.
  const [{ filename, files }] = JSON.parse(printed.slice(printed.search(/^\[/m)));
  packed = files.map(({ path }: { path: string }) => path);
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'deck', private: true, type: 'module' }),
  );
  npm(['install', '--no-audit', '--no-fund', `./${filename}`], folder);
});

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the package has what decks load, the command line and their types, and nothing to build them from', () => {
  expect(packed).toEqual(
    expect.arrayContaining([
      'dist/embed.html',
      'dist/index.html',
      'dist/player.js',
      'dist/reveal.js',
      'lib/interleave.js',
      'lib/types/element/player.d.ts',
      'lib/types/reveal/reveal.d.ts',
      'LICENSE',
      'README.md',
      'package.json',
    ]),
  );
  const strays = packed.filter(
    (path) => !/^(?:dist|lib)\/|^(?:LICENSE|README\.md|package\.json)$/.test(path),
  );
  expect(strays).toEqual([]);
  expect(packed.filter((path) => /^dist\/assets\/.*\.map$|^dist\/\.vite\//.test(path))).toEqual([]);
});

test('its types are those of a strict program', () => {
  const program = `
    import InterleaveReveal from 'interleave/reveal';
    import { type FrameState, InterleavePlayer } from 'interleave';
    import type { RevealPlugin } from 'reveal.js';

    export const plugin: RevealPlugin = InterleaveReveal();
    const player = document.createElement('interleave-player');
    export const same: InterleavePlayer = player;
    player.addEventListener('statechange', ({ detail }) => {
      const state: FrameState = detail;
      console.log(state.modes.length);
    });
    player.addEventListener('error', ({ detail }) => console.log(detail.message.length));
    player.addEventListener('timeupdate', () => console.log(player.currentTime.toFixed(2)));
    player.addEventListener('focus', (event) => console.log(event.relatedTarget));
    export const playing: Promise<void> = player.play();
    // @ts-expect-error: the time of a player that is there is a number
    player.currentTime = 'later';
    // @ts-expect-error: how long a run is cannot be set
    player.duration = 3;
  `;
  writeFileSync(join(folder, 'deck.ts'), program);
  const compilerOptions = {
    strict: true,
    module: 'esnext',
    moduleResolution: 'bundler',
    target: 'es2022',
    lib: ['es2022', 'dom', 'dom.iterable'],
    types: [],
    noEmit: true,
    paths: { 'reveal.js': [`${root}node_modules/reveal.js/dist/reveal.d.ts`] },
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['deck.ts'] }));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  let complaints = '';
  try {
    execFileSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
  } catch (error) {
    complaints = error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
  }
  expect(complaints).toBe('');
});

test('its command line lists and draws', () => {
  const interleave = (...args: string[]): string => npm(['exec', '--', 'interleave', ...args], folder);
  expect(interleave('list')).toContain('lost-update');
  interleave('render', 'lost-update', '--mode', 'threads', '--out', 'lost-update.svg');
  const [, title] =
    /<svg [^>]+><title>([^<]+)</.exec(readFileSync(join(folder, 'lost-update.svg'), 'utf8')) ?? [];
  expect(title).toBe('Lost updates');
});

test('it can be imported where there is no page', () => {
  const imports = "await import('interleave'); await import('interleave/reveal'); console.log('there');";
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', imports], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(printed).toBe('there\n');
});

test('what is in it plays, put beside a deck', async ({ page }) => {
  const host = await startStaticHost({
    folders: {
      '/interleave/': join(folder, 'node_modules/interleave/dist/'),
      '/': fileURLToPath(new URL('pages/', import.meta.url)),
    },
    substitutions: { 'https://interleave.example/': '/interleave/' },
  });
  await page.goto(`http://127.0.0.1:${host.port}/host.html`);
  const state = await page.evaluate(() => {
    const player = document.createElement('interleave-player');
    player.setAttribute('scenario', 'gather');
    player.setAttribute('engine', 'model');
    document.body.append(player);
    return customElements.whenDefined(player.localName).then(() => (player as InterleavePlayer).getState());
  });
  expect(state).toMatchObject({ scenario: 'gather', notices: [] });
  await host.close();
});
