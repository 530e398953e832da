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

export default defineConfig({
  base: './',
  appType: 'mpa',
  plugins: [react(), policyInPage()],
  build: {
    target: ['chrome120', 'firefox121', 'safari17.2'],
    manifest: true,
    sourcemap: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { index: 'index.html' } },
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
