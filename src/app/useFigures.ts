import { useRef } from 'react';
import { createStatisticsReader, type StatisticsReader } from '../trace/statistics.ts';
import { type Figures, figuresOf } from './figures.ts';
import { useStage } from './stage.ts';
import { shownTrace } from './stage-state.ts';

/** The figures of every group on the stage, read again whenever a live trace has grown. */
export function useFigures(): readonly Figures[] {
  const groups = useStage((state) => state.groups);
  const engine = useStage((state) => state.page.engine);
  useStage((state) => state.revision);
  const readers = useRef(new Map<string, StatisticsReader>());
  return figuresOf(groups, engine, (group) => {
    const trace = shownTrace(group, engine);
    if (!trace) return null;
    let reader = readers.current.get(group.key);
    if (!reader) {
      reader = createStatisticsReader();
      readers.current.set(group.key, reader);
    }
    return reader.read(trace);
  });
}
