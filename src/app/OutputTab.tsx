import { type ReactNode, useRef } from 'react';
import { OutputPanel, type PrintedLine } from '../panels/OutputPanel.tsx';
import { createOutputReader, type OutputReader } from '../trace/output.ts';
import { useMoments, useStateReader } from './moment.ts';
import { useStage } from './stage.ts';
import { shownTrace } from './stage-state.ts';

/** What every mode on the stage has printed up to the playhead, in the order of time. */
export function OutputTab(): ReactNode {
  const groups = useStage((state) => state.groups);
  const engine = useStage((state) => state.page.engine);
  const moments = useMoments();
  const stateAt = useStateReader();
  const readers = useRef(new Map<string, OutputReader>());
  const lines = groups.flatMap((group): readonly PrintedLine[] => {
    const actors = shownTrace(group, engine)?.actors;
    const moment = moments.find((candidate) => candidate.trace.actors === actors);
    if (!moment) return [];
    let reader = readers.current.get(group.key);
    if (!reader) {
      reader = createOutputReader();
      readers.current.set(group.key, reader);
    }
    const { printed } = stateAt(moment);
    return reader
      .read(moment.trace)
      .slice(0, printed)
      .map((line, index) => ({
        key: `${group.key} ${index}`,
        time: line.time,
        text: line.text,
        actor: moment.trace.actors[line.actor]?.name ?? '',
        mode: group.offer.title,
      }));
  });
  return <OutputPanel lines={lines.toSorted((one, other) => one.time - other.time)} />;
}
