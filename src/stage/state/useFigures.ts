import { createStatisticsReader } from '../../trace/statistics.ts';
import { type Figures, figuresOf } from './figures.ts';
import { shownTrace } from './stage-state.ts';
import { useStage } from './stage-store.ts';
import { createTraceReaders } from './trace-readers.ts';

const statisticsReaderOf = createTraceReaders(createStatisticsReader);

/** The figures of every group on the stage, read again whenever a live trace has grown. */
export function useFigures(): readonly Figures[] {
  const groups = useStage((state) => state.groups);
  const engine = useStage((state) => state.page.engine);
  useStage((state) => state.revision);
  return figuresOf(groups, engine, (group) => {
    const trace = shownTrace(group, engine);
    return trace && statisticsReaderOf(trace).read(trace);
  });
}
