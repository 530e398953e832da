import { lazy, type ReactNode, Suspense, useMemo } from 'react';
import { CodePanel, type VisitorsByLine } from '../../panels/CodePanel.tsx';
import { SharedPanel } from '../../panels/SharedPanel.tsx';
import { NEUTRAL_HUE } from '../../trace/lanes/lanes.ts';
import { createAccessReader } from '../../trace/state/last-accesses.ts';
import { useMoments } from '../playhead/moment.ts';
import { stateAt } from '../playhead/state-reader.ts';
import { shownLanes } from '../state/lane-sources.ts';
import { shownTrace } from '../state/stage-state.ts';
import { player, useStage } from '../state/stage-store.ts';
import { useActorNames } from '../state/story.ts';
import { createTraceReaders } from '../state/trace-readers.ts';
import { GroupChooser } from './GroupChooser.tsx';
import { sharedAt } from './shared.ts';
import { visitorsAt } from './visitors.ts';

const OpenFrames = lazy(() => import('./OpenFrames.tsx'));

const NOBODY: VisitorsByLine = new Map();

const accessReaderOf = createTraceReaders(createAccessReader);

/** A line of a group's listing that the reader has asked for, while the playhead stays where it was then. */
export interface SoughtLine {
  readonly group: string;
  readonly line: number;
  readonly time: number;
  readonly step: number | null;
}

/** Whether the playhead is where it was when a line was asked for. */
function isStillThere({ time, step }: SoughtLine): boolean {
  const now = player.store.getState();
  return now.time === time && now.step === step;
}

/** The listing of one mode, with the lines its actors are on at the playhead and what they share. */
export function CodeTab({ line = null }: { readonly line?: SoughtLine | null }): ReactNode {
  const groups = useStage((state) => state.groups);
  const selected = useStage((state) => state.selected);
  const engine = useStage((state) => state.page.engine);
  const parameters = useStage((state) => state.page.parameters);
  const moments = useMoments();
  const namesOf = useActorNames();
  const group = groups.find(({ key }) => key === selected) ?? groups[0];
  const listing = useMemo(() => group?.offer.listing(parameters), [group?.offer, parameters]);
  if (!group || !listing) return null;
  const trace = shownTrace(group, engine);
  const moment = moments.find((candidate) => candidate.trace.actors === trace?.actors);
  const state = moment && stateAt(moment);
  const sought = line?.group === group.key && isStillThere(line) ? line.line : null;
  const nameOf = namesOf(moment?.trace.actors ?? []);
  const shared = moment && state && sharedAt(moment.trace, state, nameOf);
  const values = new Map(shared?.variables.map(({ key, value }) => [key, value]));
  const lanes = shownLanes(group, engine);
  const visitors =
    moment &&
    state &&
    visitorsAt({
      trace: moment.trace,
      state,
      accesses: accessReaderOf(moment.trace).read(moment.trace),
      variableValue: (variable) => values.get(variable) ?? null,
      nameOf,
      hueOf: (actor) => lanes?.hueOf(actor) ?? NEUTRAL_HUE,
    });
  return (
    <>
      <GroupChooser label="Listing" groups={groups} chosen={group.key} />
      {listing.lines.length === 0 ? (
        <Suspense>{moment && state && <OpenFrames trace={moment.trace} state={state} />}</Suspense>
      ) : (
        <CodePanel listing={listing} visitors={visitors ?? NOBODY} sought={sought} />
      )}
      {shared && <SharedPanel {...shared} />}
    </>
  );
}
