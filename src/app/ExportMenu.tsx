import type { ReactNode } from 'react';
import type { NamedTrace } from '../io/format-trace-events.ts';
import type { Trace } from '../trace/trace.ts';
import { MenuButton, MenuItem } from './MenuButton.tsx';
import { saveText } from './save.ts';
import { notify, shownTraces, stageStore } from './stage.ts';
import { shownTrace } from './stage-state.ts';

/** The traces to export; says so where there are none. */
function tracesToExport(): readonly Trace[] {
  const traces = shownTraces();
  if (traces.length === 0) {
    notify('There is no run to export yet: press Run first, or switch to Model.');
  }
  return traces;
}

function fileName(extension: string): string {
  const { scenario, engine } = stageStore.getState().page;
  return `interleave-${scenario}-${engine}.${extension}`;
}

async function exportTraceJson(): Promise<void> {
  const traces = tracesToExport();
  if (traces.length === 0) return;
  const { formatTraces } = await import('../io/trace-json.ts');
  saveText(fileName('json'), 'application/json', formatTraces(traces));
}

/** The runs on the stage, by the titles of their groups. */
function namedRuns(): readonly NamedTrace[] {
  const { groups, page } = stageStore.getState();
  return groups.flatMap((group) => {
    const trace = shownTrace(group, page.engine);
    return trace ? [{ title: group.offer.title, trace }] : [];
  });
}

async function exportTraceEvents(): Promise<void> {
  if (tracesToExport().length === 0) return;
  const { formatTraceEvents } = await import('../io/format-trace-events.ts');
  saveText(fileName('trace-events.json'), 'application/json', formatTraceEvents(namedRuns()));
}

async function exportSpans(): Promise<void> {
  if (tracesToExport().length === 0) return;
  const { formatSpans } = await import('../io/format-spans.ts');
  saveText(fileName('csv'), 'text/csv', formatSpans(namedRuns()));
}

async function exportPicture(): Promise<void> {
  if (tracesToExport().length === 0) return;
  const { stagePicture } = await import('./stage-picture.ts');
  saveText(fileName('svg'), 'image/svg+xml', stagePicture());
}

/** What can be taken away from the stage. */
export default function ExportMenu({ face }: { readonly face: ReactNode }): ReactNode {
  return (
    <MenuButton label="Export" face={face}>
      <MenuItem onSelect={() => void exportTraceJson()}>Trace JSON</MenuItem>
      <MenuItem onSelect={() => void exportTraceEvents()}>Trace Event JSON, for Perfetto</MenuItem>
      <MenuItem onSelect={() => void exportSpans()}>Table of states (CSV)</MenuItem>
      <MenuItem onSelect={() => void exportPicture()}>Picture (SVG)</MenuItem>
    </MenuButton>
  );
}
