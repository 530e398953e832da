import { existsSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import {
  build,
  defineConfig,
  type InlineConfig,
  mergeConfig,
  type Plugin,
  type Rolldown,
  type UserConfig,
} from 'vite';
import {
  contentSecurityPolicy,
  developmentSecurityPolicy,
  isolationHeaders,
  openHeaders,
} from './headers.ts';
import { hostModules } from './scripts/host-modules.mjs';

/** Writes the strict policy into each built page. */
function policyInPage(): Plugin {
  return {
    name: 'interleave:policy-in-page',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
        injectTo: 'head-prepend',
      },
    ],
  };
}

/**
 * Lets browsers keep the files whose names carry a hash of what is in them, as static hosts do: a hundred workers then
 * start from one copy of their script, without asking the server a hundred times whether it has changed.
 */
function keptAssets(): Plugin {
  return {
    name: 'interleave:kept-assets',
    configurePreviewServer({ middlewares, config }) {
      middlewares.use((request, response, next) => {
        const { pathname } = new URL(request.url ?? '/', 'http://localhost');
        if (/^\/assets\/[\w.-]+$/.test(pathname) && existsSync(`${config.build.outDir}${pathname}`)) {
          response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
        }
        next();
      });
    },
  };
}

/** Builds something else into the same folder once the page is there. */
function builtBeside(other: UserConfig): Plugin {
  let outDir: string;
  return {
    name: 'interleave:built-beside',
    apply: 'build',
    configResolved(config) {
      outDir = config.build.outDir;
    },
    async closeBundle(error) {
      if (error) return;
      const inline: InlineConfig = { configFile: false, logLevel: 'warn', build: { outDir } };
      await build(mergeConfig<UserConfig, InlineConfig>(other, inline));
    },
  };
}

/** The browsers that everything built runs in. */
const target = ['chrome120', 'firefox121', 'safari17.2'];

/** What the page and the frame are built alike in. */
const common = {
  base: './',
  appType: 'mpa',
  build: {
    target,
    rolldownOptions: { checks: { pluginTimings: false } },
    sourcemap: true,
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      // What is loaded lazily brings its styles along and asks for its scripts itself: their names weigh more in what is
      // loaded first than is gained by asking a little earlier.
      resolveDependencies: (_file, dependencies, { hostType }) =>
        hostType === 'html' ? dependencies : dependencies.filter((file) => file.endsWith('.css')),
    },
  },
  worker: {
    format: 'es',
    rolldownOptions: { output: { entryFileNames: 'assets/[name]-worker-[hash].js' } },
  },
} satisfies UserConfig;

/**
 * What the first picture needs is fetched at once anyway: in one chunk it compresses better than in thirty.
 *
 * @param entry the module that everything begins with, which stays a chunk of its own.
 */
const inOneChunk = (entry: string): Rolldown.OutputOptions => ({
  codeSplitting: {
    groups: [{ name: 'first', tags: ['$initial'], test: new RegExp(`node_modules|src/(?!${entry})`) }],
  },
});

/**
 * The frame for slides, built apart and put beside the page. There React's components are drawn by Preact: a slide has little
 * time, React alone would be about half of what it fetches first, and it has no use for what React does more.
 */
const frame = mergeConfig<UserConfig, UserConfig>(common, {
  publicDir: false,
  plugins: [react(), policyInPage()],
  resolve: {
    alias: [
      { find: /^react(?:-dom)?$/, replacement: 'preact/compat' },
      { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
      { find: /^react\/jsx-runtime$/, replacement: 'preact/jsx-runtime' },
    ],
  },
  build: {
    emptyOutDir: false,
    manifest: '.vite/frame-manifest.json',
    rolldownOptions: { input: { embed: 'embed.html' }, output: inOneChunk('embed/page/main') },
  },
});

export default defineConfig(
  mergeConfig<UserConfig, UserConfig>(common, {
    plugins: [react(), policyInPage(), keptAssets(), hostModules(target), builtBeside(frame)],
    build: {
      manifest: true,
      rolldownOptions: { input: { index: 'index.html' }, output: inOneChunk('app/main') },
    },
    server: {
      headers: { ...isolationHeaders, 'Content-Security-Policy': developmentSecurityPolicy },
    },
    preview: {
      headers: { ...isolationHeaders, ...openHeaders, 'Content-Security-Policy': contentSecurityPolicy },
    },
  }),
);
