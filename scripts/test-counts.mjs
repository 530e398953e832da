import { readFileSync, rmSync } from 'node:fs';
import { root } from './commands.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** Where the test runners leave their JSON reports, relative to the repository. */
export const reports = {
  vitest: 'node_modules/.cache/interleave/vitest.json',
  playwright: 'node_modules/.cache/interleave/playwright.json',
};

/** Removes the reports of an earlier run, so that none is read as this run's. */
export function removeReports() {
  for (const path of Object.values(reports)) rmSync(root + path, { force: true });
}

/**
 * How many tests of a stage passed and failed. A stage that failed without a failed test of its own (a lint error, a
 * file that does not load, a server that does not start) counts as one failed.
 *
 * @param {boolean} succeeded whether the stage ended well
 * @param {keyof typeof reports} [runner] whose report to read
 * @returns {Counts}
 */
export function countsOf(succeeded, runner) {
  const counts = runner === undefined ? { passed: 0, failed: 0, skipped: 0 } : readCounts(runner);
  return succeeded || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

/**
 * @param {keyof typeof reports} runner
 * @returns {Counts}
 */
function readCounts(runner) {
  let report;
  try {
    report = JSON.parse(readFileSync(root + reports[runner], 'utf8'));
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
  switch (runner) {
    case 'vitest':
      return {
        passed: report.numPassedTests,
        failed: report.numFailedTests,
        skipped: report.numPendingTests + report.numTodoTests,
      };
    case 'playwright':
      return {
        passed: report.stats.expected,
        failed: report.stats.unexpected + report.stats.flaky,
        skipped: report.stats.skipped,
      };
  }
}
