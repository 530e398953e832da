/** npm run interleave -- …: the command line, bundled when its sources have changed. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { root } from './commands.mjs';
import { ensureInstalled } from './install.mjs';

const outDir = `${root}node_modules/.cache/interleave/cli`;
const bundle = `${outDir}/interleave.mjs`;

ensureInstalled();
if (!existsSync(bundle) || newest(['src', 'cli']) > statSync(bundle).mtimeMs) await bundleCli();
const { interleave } = await import(pathToFileURL(bundle).href);
process.exitCode = await interleave(process.argv.slice(2));

/**
 * @param {readonly string[]} folders
 * @returns {number} when a file in them was changed last
 */
function newest(folders) {
  return Math.max(
    ...folders.flatMap((folder) =>
      readdirSync(root + folder, { recursive: true }).map(
        (name) => statSync(`${root}${folder}/${name}`).mtimeMs,
      ),
    ),
  );
}

async function bundleCli() {
  const { build } = await import('vite');
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: 'cli/interleave.ts',
      target: 'node20',
      outDir,
      emptyOutDir: true,
      rolldownOptions: { output: { entryFileNames: 'interleave.mjs' } },
    },
  });
}
