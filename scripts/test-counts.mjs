import { readFileSync, rmSync } from 'node:fs';
import { root } from './commands.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** Where the stages that run tests leave their JSON reports, relative to the repository. */
export const reports = {
  unit: 'node_modules/.cache/interleave/unit.json',
  e2e: 'node_modules/.cache/interleave/e2e.json',
  decks: 'node_modules/.cache/interleave/decks.json',
};

/** Removes the reports of an earlier run, so that none is read as this run's. */
export function removeReports() {
  for (const path of Object.values(reports)) rmSync(root + path, { force: true });
}

/**
 * How many tests of a stage passed and failed. A stage that failed without a failed test of its own (a lint error, a
 * file that does not load, a server that does not start) counts as one failed.
 *
 * @param {string} stage its name
 * @param {boolean} succeeded whether it ended well
 * @returns {Counts}
 */
export function countsOf(stage, succeeded) {
  const counts = readCounts(stage);
  return succeeded || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

/**
 * @param {string} stage
 * @returns {Counts} none where the stage leaves no report
 */
function readCounts(stage) {
  let report;
  try {
    report = JSON.parse(readFileSync(root + reports[/** @type {keyof typeof reports} */ (stage)], 'utf8'));
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
  // Vitest's report, else Playwright's.
  return stage === 'unit'
    ? {
        passed: report.numPassedTests,
        failed: report.numFailedTests,
        skipped: report.numPendingTests + report.numTodoTests,
      }
    : {
        passed: report.stats.expected,
        failed: report.stats.unexpected + report.stats.flaky,
        skipped: report.stats.skipped,
      };
}
