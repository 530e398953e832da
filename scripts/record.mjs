/**
 * npm run record: has python3 run every listing that uses threads or processes, and keeps what it prints in
 * tests/conformance/recordings.json. To be run when such a listing has changed; needs Linux and Python 3.11 or newer.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'vite';
import { root, tool } from './commands.mjs';

const FILE = 'tests/conformance/recordings.json';

const runs = await runsToRecord();
console.log(`Recording ${runs.length} listings …`);
const { status, stdout } = spawnSync('python3', [`${root}tests/conformance/record.py`], {
  input: JSON.stringify(runs),
  encoding: 'utf8',
  stdio: ['pipe', 'pipe', 'inherit'],
});
if (status !== 0) throw new Error('record.py failed: is python3 there?');

const observed = JSON.parse(stdout);
const recordings = Object.fromEntries(
  runs.map(({ name, listing }) => [name, { listing: listing.trimEnd().split('\n'), ...observed[name] }]),
);
writeFileSync(root + FILE, `${JSON.stringify(recordings, null, 2)}\n`);
process.exitCode = tool('biome', ['format', '--write', FILE]) ? 0 : 1;

/**
 * The catalogue's listings that are recorded. It is TypeScript, which Vite loads.
 *
 * @returns {Promise<{ name: string, listing: string }[]>}
 */
async function runsToRecord() {
  const server = await createServer({
    root,
    configFile: false,
    appType: 'custom',
    logLevel: 'error',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  try {
    const { offeredRuns, isRecorded, listingOf } = await server.ssrLoadModule(
      '/tests/conformance/offered-runs.ts',
    );
    /** @type {{ name: string }[]} */
    const offered = await offeredRuns();
    return offered.filter(isRecorded).map((run) => ({ name: run.name, listing: listingOf(run) }));
  } finally {
    await server.close();
  }
}
