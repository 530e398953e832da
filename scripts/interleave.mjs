/** npm run interleave -- …: the command line, bundled when its sources have changed. */
import { pathToFileURL } from 'node:url';
import { commandLine, ensureCommandLine } from './command-line.mjs';
import { root } from './commands.mjs';
import { ensureInstalled } from './install.mjs';

ensureInstalled();
await ensureCommandLine();
await import(pathToFileURL(root + commandLine).href);
