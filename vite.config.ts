import { existsSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { contentSecurityPolicy, developmentSecurityPolicy, isolationHeaders } from './headers.ts';

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

export default defineConfig({
  base: './',
  appType: 'mpa',
  plugins: [react(), policyInPage(), keptAssets()],
  build: {
    target: ['chrome120', 'firefox121', 'safari17.2'],
    manifest: true,
    sourcemap: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: 'index.html' },
      output: {
        codeSplitting: {
          // What the first picture needs is fetched at once anyway: in one chunk it compresses better than in thirty.
          groups: [{ name: 'first', tags: ['$initial'], test: /node_modules|src\/(?!app\/main)/ }],
        },
      },
    },
  },
  worker: {
    format: 'es',
    rolldownOptions: { output: { entryFileNames: 'assets/[name]-worker-[hash].js' } },
  },
  server: {
    headers: { ...isolationHeaders, 'Content-Security-Policy': developmentSecurityPolicy },
  },
  preview: {
    headers: { ...isolationHeaders, 'Content-Security-Policy': contentSecurityPolicy },
  },
});
