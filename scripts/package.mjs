/** npm pack, before it packs: builds the page, and into lib/ the command line and the types of what decks import. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { ensureBuilt } from './build.mjs';
import { ensureCommandLine } from './command-line.mjs';
import { root, tool } from './commands.mjs';
import { ensureInstalled } from './install.mjs';

const types = `${root}lib/types/`;

try {
  ensureInstalled();
  ensureBuilt();
  await ensureCommandLine();
  writeTypes();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** Types name the files that they are types of: TypeScript leaves the names of the sources in them. */
function writeTypes() {
  rmSync(types, { recursive: true, force: true });
  if (!tool('tsc', ['-p', 'tsconfig.package.json'])) throw new Error('The types could not be written.');
  for (const name of readdirSync(types, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.d.ts')) continue;
    const text = readFileSync(types + name, 'utf8');
    writeFileSync(types + name, text.replace(/((?:from|import) ?\(?'\.[^']+)\.ts'/g, "$1.js'"));
  }
}
