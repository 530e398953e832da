import type { ReactNode } from 'react';
import { type ModeOutput, OutputPanel } from '../../panels/OutputPanel.tsx';
import { useMoments } from '../../stage/playhead/moment.ts';
import { stateAt } from '../../stage/playhead/state-reader.ts';
import { standardError } from '../../stage/state/errors.ts';
import { shownTrace } from '../../stage/state/stage-state.ts';
import { useStage } from '../../stage/state/stage-store.ts';
import { createTraceReaders } from '../../stage/state/trace-readers.ts';
import { createOutputReader } from '../../trace/output.ts';

const outputReaderOf = createTraceReaders(createOutputReader);

/** What every mode on the stage has printed, and said on the standard error, up to the playhead. */
export function OutputTab(): ReactNode {
  const groups = useStage((state) => state.groups);
  const engine = useStage((state) => state.page.engine);
  const moments = useMoments();
  const outputs = groups.map((group): ModeOutput => {
    const output = { key: group.key, mode: group.offer.title };
    const actors = shownTrace(group, engine)?.actors;
    const moment = moments.find((candidate) => candidate.trace.actors === actors);
    if (!moment) return { ...output, lines: [] };
    const all = outputReaderOf(moment.trace).read(moment.trace);
    // At the end a last line is shown even if its newline never came.
    const isEnd = moment.count === moment.trace.events.length;
    const printed = all.slice(0, isEnd ? all.length : stateAt(moment).printed);
    const complained = standardError(moment.trace).filter(({ event }) => event < moment.count);
    const lines = [...printed, ...complained.map((line) => ({ ...line, isError: true }))]
      .toSorted((one, other) => one.event - other.event)
      .map((line, index) => ({
        key: `${group.key} ${index}`,
        time: line.time,
        text: line.text,
        isError: 'isError' in line,
      }));
    return { ...output, lines };
  });
  return <OutputPanel outputs={outputs} />;
}
