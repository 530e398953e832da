import { lazy, type ReactNode, Suspense, useState } from 'react';
import { createPortal } from 'react-dom';
import type { NamedTrace } from '../../io/format-trace-events.ts';
import { shownTrace } from '../../stage/state/stage-state.ts';
import { notify, shownTraces, stageStore } from '../../stage/state/stage-store.ts';
import type { Trace } from '../../trace/trace.ts';
import { exportedName } from '../export/exported-name.ts';
import { saveText } from '../export/save.ts';
import { MenuButton, MenuItem } from './MenuButton.tsx';

const ExportDialog = lazy(() => import('../export/ExportDialog.tsx'));

/** The traces to export; says so where there are none. */
function tracesToExport(): readonly Trace[] {
  const traces = shownTraces();
  if (traces.length === 0) {
    notify('There is no run to export yet: press Run first, or switch to Model.');
  }
  return traces;
}

async function exportTraceJson(): Promise<void> {
  const traces = tracesToExport();
  if (traces.length === 0) return;
  const { formatTraces } = await import('../../io/trace-json.ts');
  saveText(exportedName('json'), 'application/json', formatTraces(traces));
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
  const { formatTraceEvents } = await import('../../io/format-trace-events.ts');
  saveText(exportedName('trace-events.json'), 'application/json', formatTraceEvents(namedRuns()));
}

async function exportSpans(): Promise<void> {
  if (tracesToExport().length === 0) return;
  const { formatSpans } = await import('../../io/format-spans.ts');
  saveText(exportedName('csv'), 'text/csv', formatSpans(namedRuns()));
}

async function exportPicture(): Promise<void> {
  if (tracesToExport().length === 0) return;
  const { stageAsSvg } = await import('../../stage/picture/stage-picture.ts');
  saveText(exportedName('svg'), 'image/svg+xml', stageAsSvg());
}

/** What can be taken away from the stage: at once, or as a dialog has it. */
export default function ExportMenu({ face }: { readonly face: ReactNode }): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <MenuButton label="Export" face={face}>
        <MenuItem onSelect={() => void exportTraceJson()}>Trace JSON</MenuItem>
        <MenuItem onSelect={() => void exportTraceEvents()}>Trace Event JSON, for Perfetto</MenuItem>
        <MenuItem onSelect={() => void exportSpans()}>Table of states (CSV)</MenuItem>
        <MenuItem onSelect={() => void exportPicture()}>Picture (SVG)</MenuItem>
        <MenuItem onSelect={() => setIsOpen(tracesToExport().length > 0)}>Picture, video or GIF …</MenuItem>
      </MenuButton>
      {/* Beside the page, because this menu is part of its banner, and a dialog has a header of its own. */}
      {isOpen &&
        createPortal(
          <Suspense>
            <ExportDialog onClose={() => setIsOpen(false)} />
          </Suspense>,
          document.body,
        )}
    </>
  );
}
