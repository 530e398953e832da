import { root, toolQuietly } from './commands.mjs';
import { ensureInstalled } from './install.mjs';
import { isUpToDate } from './up-to-date.mjs';

const folder = 'tests/decks/slidev/';

/** Where the built deck lies, relative to the repository. */
export const slidevDeck = 'node_modules/.cache/interleave/slidev';

/**
 * Installs Slidev and builds the deck of the tests with it, unless both are up to date. Slidev has a package.json of its
 * own: it is half a gigabyte that nothing but these tests needs.
 *
 * @throws {Error} where either fails; npm or Slidev has said why
 */
export function ensureSlidevDeck() {
  ensureInstalled(folder);
  const inputs = ['slides.md', 'index.html', 'package-lock.json'].map((name) => folder + name);
  if (isUpToDate(`${slidevDeck}/index.html`, inputs)) return;
  console.log('Building the Slidev deck …');
  const options = ['--base', '/slidev/', '--out', root + slidevDeck];
  if (!toolQuietly('slidev', ['build', `${folder}slides.md`, ...options])) {
    throw new Error('Slidev could not build its deck.');
  }
}
