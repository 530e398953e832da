/**
 * Weighs dist/: the gzipped JavaScript that the page needs until it can be used (its entry and everything the entry
 * imports statically) must stay within the budget. Workers and lazily loaded files are shown, not counted.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { root } from './commands.mjs';

const budget = 140;
const dist = `${root}dist/`;

/** @typedef {{ file: string, imports?: string[] }} Chunk */

/** @type {Record<string, Chunk>} */
const manifest = JSON.parse(readFileSync(`${dist}.vite/manifest.json`, 'utf8'));

/** The files of the entry and of all it imports statically. */
const first = new Set();
follow('index.html');

const files = readdirSync(`${dist}assets`)
  .filter((name) => name.endsWith('.js'))
  .map((name) => `assets/${name}`);
const rows = files
  .map((file) => ({ file, kind: kindOf(file), size: gzipSync(readFileSync(dist + file)).length / 1000 }))
  .sort((a, b) => a.kind.localeCompare(b.kind) || b.size - a.size);
const total = rows.filter(({ kind }) => kind === 'first').reduce((sum, { size }) => sum + size, 0);

for (const { file, kind, size } of rows) {
  console.log(`${kind.padEnd(7)} ${size.toFixed(1).padStart(7)} kB  ${file}`);
}
console.log(`JavaScript to first interactive, gzip: ${total.toFixed(1)} kB of ${budget} kB`);
if (total > budget) {
  console.error(`Over the budget by ${(total - budget).toFixed(1)} kB.`);
  process.exit(1);
}

/**
 * Adds a chunk and what it imports statically.
 *
 * @param {string} key its key in the manifest
 */
function follow(key) {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`The manifest has no ${key}.`);
  if (first.has(chunk.file)) return;
  first.add(chunk.file);
  for (const imported of chunk.imports ?? []) follow(imported);
}

/** @param {string} file */
function kindOf(file) {
  if (first.has(file)) return 'first';
  return Object.values(manifest).some((chunk) => chunk.file === file) ? 'lazy' : 'worker';
}
