/**
 * npm test: installs what is missing, then runs every stage in order and stops at the first that fails.
 *
 *   node scripts/test.mjs                         all stages
 *   node scripts/test.mjs build e2e -g cancel     those stages; what follows goes to the last one's tool
 *
 * The last line of output is `N passed, N failed`, and `, N skipped` where tests were skipped.
 */
import { ensureBrowser } from './browser.mjs';
import { tool } from './commands.mjs';
import { ensureInstalled } from './install.mjs';
import { freePorts } from './ports.mjs';
import { ensureSlidevDeck } from './slidev-deck.mjs';
import { countsOf, removeReports, reports } from './test-counts.mjs';

/** @typedef {import('./test-counts.mjs').Counts} Counts */

/**
 * A stage, given the words for its tool; it says whether it ended well.
 *
 * @typedef {(rest: readonly string[]) => boolean | Promise<boolean>} Stage
 */

const vitestReporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reports.unit}`];

/** @type {Readonly<Record<string, Stage>>} */
const stages = {
  install: () => ensureInstalled(),
  lint: (rest) => tool('biome', ['check', '--error-on-warnings', '.', ...rest]),
  types: (rest) => tool('tsc', ['-b', ...rest]),
  unit: (rest) => tool('vitest', ['run', ...vitestReporters, ...rest]),
  build: (rest) => tool('vite', ['build', '--logLevel', 'warn', ...rest]),
  size: () => tool('size', []),
  e2e: endToEnd,
  decks: inDecks,
};

const { names, rest } = chosenStages(process.argv.slice(2));
removeReports();
/** @type {Counts} */
const totals = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const summary = [];

for (const [index, name] of names.entries()) {
  const stage = stages[name];
  if (stage === undefined || totals.failed > 0) {
    summary.push(`– ${name.padEnd(6)}  not run`);
    continue;
  }
  console.log(`\n── ${name} ──`);
  const began = performance.now();
  const succeeded = await attempt(() => stage(index === names.length - 1 ? rest : []));
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  summary.push(`${succeeded ? '✓' : '✗'} ${name.padEnd(6)} ${seconds.padStart(6)} s`);
  const counts = countsOf(name, succeeded);
  totals.passed += counts.passed;
  totals.failed += counts.failed;
  totals.skipped += counts.skipped;
}

const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
console.log(`\n${summary.join('\n')}\n\n${totals.passed} passed, ${totals.failed} failed${skipped}`);
process.exitCode = totals.failed > 0 ? 1 : 0;

/** @param {readonly string[]} rest */
async function endToEnd(rest) {
  const browser = await ensureBrowser('chromium');
  const [isolated, plain] = await freePorts(2);
  return tool('playwright', ['test', ...rest], {
    INTERLEAVE_CHROMIUM: browser,
    INTERLEAVE_ISOLATED_PORT: String(isolated),
    INTERLEAVE_PLAIN_PORT: String(plain),
  });
}

/** @param {readonly string[]} rest */
async function inDecks(rest) {
  const [chromium, firefox] = [await ensureBrowser('chromium'), await ensureBrowser('firefox')];
  ensureSlidevDeck();
  return tool('playwright', ['test', '--config', 'playwright.decks.config.ts', ...rest], {
    INTERLEAVE_CHROMIUM: chromium,
    INTERLEAVE_FIREFOX: firefox,
  });
}

/**
 * @param {readonly string[]} args
 * @returns {{ names: string[], rest: string[] }} stages first, then words for the last one's tool
 */
function chosenStages(args) {
  const end = args.findIndex((arg) => !(arg in stages));
  const names = args.slice(0, end === -1 ? args.length : end);
  const wanted = names.length > 0 ? ['install', ...names] : Object.keys(stages);
  return { names: wanted, rest: args.slice(names.length) };
}

/**
 * @param {() => boolean | Promise<boolean>} run
 * @returns {Promise<boolean>} false too where it throws, whose message it prints
 */
async function attempt(run) {
  try {
    return await run();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}
