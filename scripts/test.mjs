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
import { countsOf, removeReports, reports } from './test-counts.mjs';

/** @typedef {import('./test-counts.mjs').Counts} Counts */

/**
 * @typedef {object} Stage
 * @property {(rest: readonly string[]) => boolean | Promise<boolean>} run
 * @property {keyof typeof reports} [runner] the test runner whose report counts
 */

const vitestReporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reports.vitest}`];

/** @type {Readonly<Record<string, Stage>>} */
const stages = {
  install: { run: ensureInstalled },
  lint: { run: (rest) => tool('biome', ['check', '--error-on-warnings', '.', ...rest]) },
  types: { run: (rest) => tool('tsc', ['-b', ...rest]) },
  unit: { runner: 'vitest', run: (rest) => tool('vitest', ['run', ...vitestReporters, ...rest]) },
  build: { run: (rest) => tool('vite', ['build', '--logLevel', 'warn', ...rest]) },
  size: { run: () => tool('size', []) },
  e2e: { runner: 'playwright', run: endToEnd },
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
  const succeeded = await attempt(() => stage.run(index === names.length - 1 ? rest : []));
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  summary.push(`${succeeded ? '✓' : '✗'} ${name.padEnd(6)} ${seconds.padStart(6)} s`);
  const counts = countsOf(succeeded, stage.runner);
  totals.passed += counts.passed;
  totals.failed += counts.failed;
  totals.skipped += counts.skipped;
}

const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
console.log(`\n${summary.join('\n')}\n\n${totals.passed} passed, ${totals.failed} failed${skipped}`);
process.exitCode = totals.failed > 0 ? 1 : 0;

/** @param {readonly string[]} rest */
async function endToEnd(rest) {
  const browser = await ensureBrowser();
  const [isolated, plain] = await freePorts(2);
  return tool('playwright', ['test', ...rest], {
    INTERLEAVE_CHROMIUM: browser,
    INTERLEAVE_ISOLATED_PORT: String(isolated),
    INTERLEAVE_PLAIN_PORT: String(plain),
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
