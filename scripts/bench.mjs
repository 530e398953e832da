/**
 * npm run bench: takes the figures of bench/*.bench.ts (in Node) and bench/*.browser.ts (in Chromium, against the
 * production build) one file after another, and prints them as one table.
 *
 *   npm run bench -- simulator     only the files whose name contains one of the words
 */
import { readdirSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { pathToFileURL } from 'node:url';
import { ensureBrowser } from './browser.mjs';
import { chromiumOptions } from './chromium-options.mjs';
import { root } from './commands.mjs';
import { ensureInstalled } from './install.mjs';
import { freePorts } from './ports.mjs';

/** @typedef {import('../bench/figure.ts').Figure} Figure */

const cache = `${root}node_modules/.cache/interleave/bench`;
const words = process.argv.slice(2);

ensureInstalled();
const files = readdirSync(`${root}bench`).filter(
  (name) => words.length === 0 || words.some((word) => name.includes(word)),
);
const figures = [
  ...(await nodeFigures(files.filter((name) => name.endsWith('.bench.ts')))),
  ...(await browserFigures(files.filter((name) => name.endsWith('.browser.ts')))),
];
printTable(figures);
process.exitCode = figures.every(({ passed }) => passed) ? 0 : 1;

/**
 * @param {readonly string[]} names
 * @returns {Promise<Figure[]>}
 */
async function nodeFigures(names) {
  const figures = [];
  for (const name of names) {
    console.log(`${name} …`);
    /** @type {{ figures: import('../bench/figure.ts').NodeFigures }} */
    const bench = await bundled(name);
    figures.push(...(await bench.figures()));
  }
  return figures;
}

/**
 * @param {readonly string[]} names
 * @returns {Promise<Figure[]>}
 */
async function browserFigures(names) {
  if (names.length === 0) return [];
  const executablePath = await ensureBrowser('chromium');
  const { chromium } = await import('@playwright/test');
  const site = await serveBenchSite();
  const figures = [];
  try {
    for (const name of names) {
      console.log(`${name} …`);
      /** @type {{ figures: import('../bench/figure.ts').BrowserFigures }} */
      const bench = await bundled(name);
      const browser = await chromium.launch({ executablePath, args: chromiumOptions });
      try {
        figures.push(...(await bench.figures(await browser.newPage(), site.address)));
      } finally {
        await browser.close();
      }
    }
  } finally {
    await site.close();
  }
  return figures;
}

/**
 * Bundles a bench into one module that this Node can load, and loads it.
 *
 * @param {string} name its file in bench/
 */
async function bundled(name) {
  const { build } = await import('vite');
  const outDir = `${cache}/node`;
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: `bench/${name}`,
      target: 'node20',
      outDir,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: `${name}.mjs` } },
    },
  });
  return import(pathToFileURL(`${outDir}/${name}.mjs`).href);
}

/** Builds the page, and the pages of bench/ beside it, and serves them with the isolation headers. */
async function serveBenchSite() {
  const { build, preview } = await import('vite');
  const outDir = `${cache}/site`;
  const pages = readdirSync(`${root}bench`).filter((name) => name.endsWith('.html'));
  const input = Object.fromEntries(pages.map((name) => [`bench-${name.slice(0, -5)}`, `bench/${name}`]));
  const options = { outDir, emptyOutDir: true, sourcemap: false, rolldownOptions: { input } };
  await build({ root, logLevel: 'warn', build: options });
  const [port = 0] = await freePorts(1);
  const server = await preview({
    root,
    logLevel: 'warn',
    build: { outDir },
    preview: { host: '127.0.0.1', port },
  });
  return { address: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

/** @param {readonly Figure[]} figures */
function printTable(figures) {
  const load = loadavg()[0]?.toFixed(1);
  console.log(
    `\n${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, load ${load}, Node ${process.version}\n`,
  );
  const rows = figures.map(({ what, measured, unit, bar, passed }) => [
    what,
    `${measured.toLocaleString('en', { maximumSignificantDigits: 4 })} ${unit}`,
    bar,
    bar === '' ? '' : passed ? 'met' : 'MISSED',
  ]);
  const table = [['what', 'measured', 'bar', 'verdict'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  for (const row of table) {
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
}
