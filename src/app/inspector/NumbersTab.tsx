import { lazy, type ReactNode, Suspense } from 'react';
import type { PageState } from '../../io/page-state.ts';
import { type NumberGroup, NumbersPanel } from '../../panels/NumbersPanel.tsx';
import type { ModeOffer } from '../../program/scenario.ts';
import { formatCount, formatLatency, formatRatio, formatShare, formatTime } from '../../stage/format.ts';
import { useComparedChoice } from '../../stage/state/comparison.ts';
import { completeTrace } from '../../stage/state/critical-path.ts';
import type { Figures } from '../../stage/state/figures.ts';
import { provenanceOf } from '../../stage/state/provenance.ts';
import { quotedFor } from '../../stage/state/stage-state.ts';
import { useStage } from '../../stage/state/stage-store.ts';
import { useActorNames } from '../../stage/state/story.ts';
import { useFigures } from '../../stage/state/useFigures.ts';
import { SPAN_STATES } from '../../trace/spans.ts';
import { boundRows, criticalPathRows } from './critical-rows.ts';
import { replayRows } from './replay-rows.ts';

const ComparedNumbers = lazy(() => import('../compare/ComparedNumbers.tsx'));

const inSeconds = (time: number | null | undefined): string | null =>
  time === null || time === undefined ? null : `${formatTime(time)} s`;

/** The difference of a measured time from the predicted one, with its sign. */
function difference(measured: number, predicted: number): string {
  const seconds = measured - predicted;
  return `${seconds < 0 ? '−' : '+'}${formatTime(Math.abs(seconds))} s`;
}

function numbersOf(
  { group, shown, predicted, isComplete, starting, speedUp }: Figures,
  { engine, parameters }: PageState,
  quoted: ModeOffer['quoted'],
  namesOf: ReturnType<typeof useActorNames>,
): NumberGroup {
  const isLive = engine === 'live';
  const model = group.model?.machine.description;
  const complete = completeTrace(group, engine);
  const linesOfPython = group.offer.listing(parameters).lines.filter((line) => line.trim()).length;
  const named = {
    key: group.key,
    title: group.offer.title,
    provenance: provenanceOf(group, engine).label,
  };
  const lines = { label: 'Lines of Python', note: 'blank ones left out', figure: formatCount(linesOfPython) };
  if (group.replay) return { ...named, rows: [...replayRows(group.replay, shown), lines], shares: [] };
  return {
    ...named,
    rows: [
      {
        label: group.imported ? 'Elapsed, imported' : isLive ? 'Elapsed, measured' : 'Elapsed',
        figure: inSeconds(shown?.elapsed),
        ...(!isLive && model && { note: model }),
      },
      ...(isLive
        ? [
            {
              label: 'Elapsed, by the model',
              figure: inSeconds(predicted),
              ...(model && { note: model }),
            },
            {
              label: 'Measured − model',
              figure: shown && predicted !== null && isComplete ? difference(shown.elapsed, predicted) : null,
            },
            {
              label: 'Start-up of workers',
              note: 'before the clock started',
              figure: inSeconds(shown?.startUp),
            },
          ]
        : []),
      ...(quoted
        ? [
            {
              label: `Measured by the ${quoted.source}`,
              note: 'on its author’s machine',
              figure: `${quoted.seconds} s`,
            },
          ]
        : []),
      {
        label: 'Longest start-up of a task',
        note: 'within the elapsed time: spawning, sending',
        figure: shown && starting > 0 ? inSeconds(starting) : null,
      },
      ...(shown?.latencies
        ? [
            {
              label: 'Median latency',
              note: `of ${formatCount(shown.latencies.count)} messages, from due to answered`,
              figure: formatLatency(shown.latencies.median),
            },
            { label: 'Worst latency', figure: formatLatency(shown.latencies.worst) },
          ]
        : []),
      ...(complete ? criticalPathRows(complete, namesOf(complete.actors)) : []),
      ...(group.model ? boundRows(group.model, namesOf(group.model.actors)) : []),
      { label: 'Speed-up against sync', figure: speedUp === null ? null : formatRatio(speedUp) },
      {
        label: 'Core use',
        note: shown ? `of ${shown.cores} ${shown.cores === 1 ? 'core' : 'cores'}` : 'share of all cores',
        figure: shown && formatShare(shown.coreUse),
      },
      { label: 'GIL hand-overs', figure: shown && formatCount(shown.gilSwitches) },
      ...(isLive
        ? []
        : [{ label: 'Context switches of cores', figure: shown && formatCount(shown.coreSwitches) }]),
      lines,
    ],
    shares: shown ? SPAN_STATES.map((state) => ({ state, share: shown.shares[state] })) : [],
  };
}

/** The numbers of every mode on the stage. */
export function NumbersTab(): ReactNode {
  const state = useStage((whole) => whole);
  const figures = useFigures();
  const namesOf = useActorNames();
  const isCompared = useComparedChoice(state.page.engine) !== 'off';
  const selected = state.groups.find(({ key }) => key === state.selected);
  return (
    <>
      {isCompared && selected && (
        <Suspense>
          <ComparedNumbers group={selected} />
        </Suspense>
      )}
      <NumbersPanel
        groups={figures.map((figure) =>
          numbersOf(figure, state.page, quotedFor(state, figure.group.offer), namesOf),
        )}
      />
    </>
  );
}
