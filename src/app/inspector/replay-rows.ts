import type { NumberRow } from '../../panels/NumbersPanel.tsx';
import { formatCount } from '../../stage/format.ts';
import type { Replay } from '../../stage/state/stage-state.ts';
import { stepsInWords } from '../../timeline/step-clock.ts';
import type { Statistics } from '../../trace/statistics.ts';

/** The numbers of a replay: what can be counted. How long its steps take means nothing, and so no time and no share of it does. */
export function replayRows({ run }: Replay, shown: Statistics | null): readonly NumberRow[] {
  return [
    {
      label: 'Steps taken',
      note: 'how long a step takes is not known',
      figure: stepsInWords(run),
    },
    { label: 'GIL hand-overs', figure: shown && formatCount(shown.gilSwitches) },
  ];
}
