import { DEADLOCK_DURATION } from '../../src/runtime/deadlock.ts';
import { INITIAL_MACHINE } from '../../src/runtime/settings.ts';
import { simulate } from '../../src/sim/simulate.ts';
import { EVENT_CODE } from '../../src/trace/events.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { type PrintedLine, printedLines } from '../sim/output.ts';
import { FREE_OF_COST } from '../sim/run-program.ts';
import type { OfferedRun } from './offered-runs.ts';

/** What can be seen of a run from outside: the page's and CPython's are to be the same. */
export interface Observed {
  readonly lines: readonly PrintedLine[];
  readonly warnings: readonly PrintedLine[];
  readonly error: string | null;
  readonly elapsed: number;
}

/** What the model shows of a run, on a machine whose services cost nothing. */
export function modelled({ scenario, offer, parameters }: OfferedRun): Observed {
  return observedIn(
    simulate(scenario, offer.mode, { parameters, machine: INITIAL_MACHINE, seed: 1, costs: FREE_OF_COST }),
  );
}

/** What a trace shows of its run. */
export function observedIn(trace: Trace): Observed {
  const { events, texts, error, duration } = trace;
  const warnings: PrintedLine[] = [];
  for (let index = 0; index < events.length; index++) {
    if (events.kind[index] !== EVENT_CODE.warn) continue;
    warnings.push([events.time[index] as number, texts[events.value[index] as number] ?? '']);
  }
  // CPython's clock stops when the deadlock begins.
  const elapsed = error?.type === 'Deadlock' ? duration - DEADLOCK_DURATION : duration;
  return { lines: printedLines(trace), warnings, error: error && lastLine(error), elapsed };
}

/** How a traceback ends. A deadlock is told apart from other errors by its name alone: CPython would say nothing. */
const lastLine = ({ type, message }: { readonly type: string; readonly message: string }): string =>
  message && type !== 'Deadlock' ? `${type}: ${message}` : type;

/** The same with times in hundredths of a second, and without what differs from run to run: addresses and thread idents. */
export function comparable({ lines, warnings, error, elapsed }: Observed): Observed {
  return {
    lines: lines.map(comparableLine),
    warnings: warnings.map(comparableLine),
    error,
    elapsed: hundredths(elapsed),
  };
}

const comparableLine = ([time, text]: PrintedLine): PrintedLine => [
  hundredths(time),
  text.replace(/0x[0-9a-f]+/g, '0x…').replace(/ID \d+/g, 'ID …'),
];

const hundredths = (seconds: number): number => Math.round(seconds * 100) / 100;
