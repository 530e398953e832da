import { tool } from './commands.mjs';
import { isUpToDate } from './up-to-date.mjs';

const inputs = [
  'src',
  'public',
  'index.html',
  'embed.html',
  'headers.ts',
  'vite.config.ts',
  'scripts/host-modules.mjs',
  'package-lock.json',
];

/** What is written last, and removed first: the frame is built after the page. */
const output = 'dist/.vite/frame-manifest.json';

/**
 * Builds the page into dist/ unless it was built after the last change to what it is built from.
 *
 * @throws {Error} where the build fails; Vite has said why
 */
export function ensureBuilt() {
  if (isUpToDate(output, inputs)) return;
  console.log('Building the page …');
  if (!tool('vite', ['build', '--logLevel', 'warn'])) throw new Error('The build failed.');
}
