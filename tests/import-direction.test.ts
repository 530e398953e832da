import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const allowed: [file: string, imported: string][] = [
  ['src/trace/builder.ts', '../base/units.ts'],
  ['src/timeline/canvas/renderer.dom.ts', 'd3-selection'],
  ['src/timeline/ticks.ts', 'd3-array'],
  ['src/timeline/canvas/draw-list.ts', '../viewport.ts'],
  ['src/live/page/supervisor.ts', 'comlink'],
  ['src/live/worker/tasks.ts', '../../scenarios/catalogue.ts'],
  ['src/app/shell.tsx', '../panels/code.tsx'],
  ['src/app/shell.tsx', 'react'],
  ['src/app/shell.tsx', '../stage/state/stage-store.ts'],
  ['src/embed/page/entry.tsx', '../../stage/state/stage-store.ts'],
  ['src/embed/reveal/plugin.ts', '../element/player.ts'],
  ['src/embed/element/player.ts', '../../base/units.ts'],
];

const forbidden: [file: string, imported: string][] = [
  ['src/base/units.ts', '../trace/events.ts'],
  ['src/trace/builder.ts', '../sim/kernel.ts'],
  ['src/trace/lanes/tasks.ts', '../../program/effects.ts'],
  ['src/program/effects.ts', '../runtime/host.ts'],
  ['src/runtime/host.ts', 'react'],
  ['src/scenarios/documents.ts', '../live/page/supervisor.ts'],
  ['src/sim/kernel.ts', '../scenarios/documents.ts'],
  ['src/sim/kernel.ts', 'zustand/vanilla'],
  ['src/sim/kernel.ts', 'node:fs'],
  ['src/live/worker/tasks.ts', '../../sim/kernel.ts'],
  ['src/live/page/supervisor.ts', 'zustand'],
  ['src/io/trace-json.ts', '../panels/code.tsx'],
  ['src/timeline/ticks.ts', 'd3-selection'],
  ['src/timeline/scale.ts', './canvas/renderer.dom.ts'],
  ['src/timeline/stage.tsx', '../app/store.ts'],
  ['src/player/transport.tsx', '../panels/code.tsx'],
  ['src/panels/code.tsx', '../app/store.ts'],
  ['src/panels/code.tsx', '../stage/state/stage-store.ts'],
  ['src/stage/lanes/Lanes.tsx', '../../app/group-parts.tsx'],
  ['src/stage/state/stage-store.ts', '../../embed/page/entry.tsx'],
  ['src/embed/page/entry.tsx', '../../app/store.ts'],
  ['src/app/share/ShareDialog.tsx', '../../embed/page/entry.tsx'],
  ['src/embed/element/player.ts', '../../io/page-state.ts'],
  ['src/embed/protocol/messages.ts', '../page/entry.tsx'],
  ['src/embed/reveal/plugin.ts', 'reveal.js'],
];

const restricted = restrictedFiles([...allowed, ...forbidden]);

test.each(allowed)('%s may import %s', (file, imported) => {
  expect(restricted).not.toContain(oneImport(file, imported).path);
});

test.each(forbidden)('%s may not import %s', (file, imported) => {
  expect(restricted).toContain(oneImport(file, imported).path);
});

/** A file beside the one named, under a name of its own, with that one import. */
function oneImport(file: string, imported: string) {
  return {
    path: `${dirname(file)}/importing-${imported.replaceAll(/[./]+/g, '-')}-${basename(file)}`,
    text: `import '${imported}';\n`,
  };
}

/** Lints files of one import each, under the layers' rules alone; which were refused? */
function restrictedFiles(cases: readonly (readonly [file: string, imported: string])[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'import-direction-'));
  try {
    cpSync('biome.layers.jsonc', join(folder, 'biome.jsonc'));
    for (const [file, imported] of cases) {
      const { path, text } = oneImport(file, imported);
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const options = ['--only=style/noRestrictedImports', '--reporter=json', '--max-diagnostics=none'];
    const biome = resolve('node_modules/@biomejs/biome/bin/biome');
    const { stdout } = spawnSync(process.execPath, [biome, 'lint', ...options, '.'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const { diagnostics }: { diagnostics: { location: { path: string } }[] } = JSON.parse(stdout);
    return diagnostics.map(({ location }) => location.path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
