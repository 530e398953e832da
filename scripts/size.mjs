/**
 * Weighs dist/: the gzipped JavaScript that the page, and the frame for slides, need until they can be used (an entry and
 * everything that it imports statically) must each stay within a budget. Workers and lazily loaded files are shown, not
 * counted.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { root } from './commands.mjs';

/** What is weighed: the manifest that names its files, its entry there, and its budget in kilobytes. */
const entries = [
  { manifest: 'manifest.json', entry: 'index.html', budget: 140 },
  { manifest: 'frame-manifest.json', entry: 'embed.html', budget: 110 },
];
const dist = `${root}dist/`;

/** @typedef {{ file: string, imports?: string[] }} Chunk */

const weighed = entries.map(({ manifest: name, entry, budget }) => {
  /** @type {Record<string, Chunk>} */
  const manifest = JSON.parse(readFileSync(`${dist}.vite/${name}`, 'utf8'));
  const files = filesOf(manifest, entry);
  return { entry, budget, files, chunks: new Set(Object.values(manifest).map(({ file }) => file)) };
});

const rows = readdirSync(`${dist}assets`)
  .filter((name) => name.endsWith('.js'))
  .map((name) => `assets/${name}`)
  .map((file) => ({ file, kind: kindOf(file), size: gzipSync(readFileSync(dist + file)).length / 1000 }))
  .sort((a, b) => a.kind.localeCompare(b.kind) || b.size - a.size);

for (const { file, kind, size } of rows) {
  console.log(`${kind.padEnd(22)} ${size.toFixed(1).padStart(7)} kB  ${file}`);
}
for (const { entry, budget, files } of weighed) {
  const total = rows.filter(({ file }) => files.has(file)).reduce((sum, { size }) => sum + size, 0);
  console.log(`${entry}: JavaScript to first interactive, gzip: ${total.toFixed(1)} kB of ${budget} kB`);
  if (total <= budget) continue;
  console.error(`Over the budget by ${(total - budget).toFixed(1)} kB.`);
  process.exitCode = 1;
}

/**
 * The files of an entry and of all it imports statically.
 *
 * @param {Record<string, Chunk>} manifest
 * @param {string} key the entry's in the manifest
 * @param {Set<string>} files those that are known already
 */
function filesOf(manifest, key, files = new Set()) {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`The manifest has no ${key}.`);
  if (files.has(chunk.file)) return files;
  files.add(chunk.file);
  for (const imported of chunk.imports ?? []) filesOf(manifest, imported, files);
  return files;
}

/** @param {string} file */
function kindOf(file) {
  const users = weighed.filter(({ files }) => files.has(file)).map(({ entry }) => entry);
  if (users.length > 0) return users.join(' ');
  return weighed.some(({ chunks }) => chunks.has(file)) ? 'lazy' : 'worker';
}
