import type { ReactNode } from 'react';
import { MenuButton, MenuItem } from './MenuButton.tsx';
import { saveText } from './save.ts';
import { notify, shownTraces, stageStore } from './stage.ts';

async function exportTraceJson(): Promise<void> {
  const traces = shownTraces();
  if (traces.length === 0) {
    notify('There is no run to export yet: press Run first, or switch to Model.');
    return;
  }
  const { formatTraces } = await import('../io/trace-json.ts');
  const { scenario, engine } = stageStore.getState().page;
  saveText(`interleave-${scenario}-${engine}.json`, 'application/json', formatTraces(traces));
}

/** What can be taken away from the stage. */
export default function ExportMenu({ face }: { readonly face: ReactNode }): ReactNode {
  return (
    <MenuButton label="Export" face={face}>
      <MenuItem onSelect={() => void exportTraceJson()}>Trace JSON</MenuItem>
    </MenuButton>
  );
}
