import type { ReactNode } from 'react';
import { useHasEnded } from '../../stage/playhead/moment.ts';
import { provenanceOf } from '../../stage/state/provenance.ts';
import { type Group, shownTrace } from '../../stage/state/stage-state.ts';
import { useStage } from '../../stage/state/stage-store.ts';
import { useComparedGroup } from './comparison-of.ts';
import { RunHeading } from './RunHeading.tsx';

/** What stands over the lanes of the run that is shown, while another stands under it. */
export default function ShownRunHeading({ group }: { readonly group: Group }): ReactNode {
  const engine = useStage(({ page }) => page.engine);
  const compared = useComparedGroup(group);
  const { kind, label } = provenanceOf(group, engine, useHasEnded(shownTrace(group, engine)));
  return compared?.other && <RunHeading kind={kind} label={label} />;
}
