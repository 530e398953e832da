import { build } from 'vite';

/** The modules that other pages load, by the names under which they are found beside the page. */
const modules = {
  'player.js': 'src/embed/element/player.ts',
  'reveal.js': 'src/embed/reveal/reveal.ts',
};

/**
 * Builds the modules that other pages load together with the page: under names that never change, each with all it needs,
 * for a deck names their address and nothing else.
 *
 * @param {readonly string[]} target the browsers they have to run in
 * @returns {import('vite').Plugin}
 */
export function hostModules(target) {
  return {
    name: 'interleave:host-modules',
    apply: 'build',
    async generateBundle() {
      for (const [fileName, entry] of Object.entries(modules)) {
        for (const [name, source] of await built(fileName, entry, target)) {
          this.emitFile({ type: 'asset', fileName: name, source });
        }
      }
    },
  };
}

/**
 * @param {string} fileName
 * @param {string} entry
 * @param {readonly string[]} target
 * @returns {Promise<[name: string, source: string | Uint8Array][]>} the module and its source map
 */
async function built(fileName, entry, target) {
  const result = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: [...target],
      sourcemap: true,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: entry,
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: fileName },
      },
    },
  });
  if (Array.isArray(result) || !('output' in result))
    throw new Error(`${entry} was not built into one module.`);
  return result.output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]);
}
