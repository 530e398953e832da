import { root } from './commands.mjs';
import { isUpToDate } from './up-to-date.mjs';

/** The command line in one file, which needs nothing but Node; relative to the repository. */
export const commandLine = 'lib/interleave.js';

/** Bundles the command line unless that was done after the last change to its sources. */
export async function ensureCommandLine() {
  if (isUpToDate(commandLine, ['src', 'cli'])) return;
  const { build } = await import('vite');
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: 'cli/interleave.ts',
      target: 'node20',
      outDir: 'lib',
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: 'interleave.js', codeSplitting: false } },
    },
  });
}
