import { assertNever } from '../src/base/assert-never.ts';
import type { Seconds } from '../src/base/units.ts';
import { formatTraces } from '../src/io/trace-json.ts';
import { catalogue, SECTIONS } from '../src/scenarios/catalogue.ts';
import { stepAt, stepsInWords } from '../src/timeline/step-clock.ts';
import { createOutputReader } from '../src/trace/output.ts';
import { modelledRuns, noticesOf } from './modelled-runs.ts';
import { render } from './render.ts';
import type { Request, Workload } from './request.ts';

/** What a command gives: text for the terminal, and files to write. */
export interface Result {
  readonly text: string;
  readonly files: readonly { readonly name: string; readonly content: string }[];
  /** Sentences about what is not as it was asked for. */
  readonly notices: readonly string[];
}

const HELP = `Interleave: the same workload in sync, async, threads and processes, on one clock.

  interleave list [--json]
  interleave simulate WORKLOAD [--mode MODE[,MODE …]] [--json] [PARAMETERS]
  interleave render WORKLOAD [--mode MODE[,MODE …]] [--at SECONDS | --steps] --out FILE.svg
                    [--width 1200] [--theme light|dark|projector] [--address URL] [PARAMETERS]
  interleave render FILE.json [--at SECONDS | --steps] --out FILE.svg …

Modes and parameters are called as links call them: --mode threads+lock --tasks 3 --cores 4 --gil 0 --seed 2
Without --mode: those that are on when the workload is opened. --steps writes FILE-001.svg, FILE-002.svg …
Runs are modelled: the simulator makes them, on a virtual clock. With --schedule, as links have one, a mode is replayed
step by step, and --at counts steps. FILE.json is a trace: of this program, or in the Trace Event Format.

Exit codes: 0, 2 for what cannot be done as it is written.
`;

/** Does what is asked. Pure: it reads and writes no files. @throws UsageError for what turns out impossible. */
export function perform(request: Request): Result {
  switch (request.command) {
    case 'help':
      return { text: HELP, files: [], notices: [] };
    case 'list':
      return { text: listing(request.json), files: [], notices: [] };
    case 'simulate':
      return simulation(request.workload, request.json);
    case 'render':
      return render(request.source, request.picture);
    default:
      return assertNever(request);
  }
}

function listing(json: boolean): string {
  const entries = catalogue.filter(({ kind }) => kind === 'workload');
  if (json) {
    return `${JSON.stringify(
      entries.map(({ id, section, title, claim }) => ({ id, section, title, claim })),
      null,
      2,
    )}\n`;
  }
  const width = Math.max(...entries.map(({ id }) => id.length));
  const sections = SECTIONS.map(({ id: section, title }) => {
    const own = entries.filter((entry) => entry.section === section);
    const lines = own.map((entry) => `  ${entry.id.padEnd(width)}  ${entry.title}`);
    return lines.length === 0 ? '' : `${title}\n${lines.join('\n')}\n`;
  });
  return sections.filter((section) => section !== '').join('\n');
}

function simulation(workload: Workload, json: boolean): Result {
  const runs = modelledRuns(workload);
  const notices = noticesOf(workload, runs);
  if (json) return { text: formatTraces(runs.map(({ trace }) => trace)), files: [], notices };
  const text = runs
    .map(({ title, trace, stepped }) => {
      const timeText = (time: Seconds): string => (stepped ? String(stepAt(stepped, time)) : time.toFixed(2));
      const lines = createOutputReader().read(trace);
      const output = lines.map((line) => `  ${timeText(line.time).padStart(8)}  ${line.text}`);
      const error = trace.error ? [`  ${trace.error.type}: ${trace.error.message}`] : [];
      const how = stepped ? `${stepsInWords(stepped)}, replayed` : `${trace.duration.toFixed(2)} s, modelled`;
      return [`${title}: ${how}`, ...output, ...error, ''].join('\n');
    })
    .join('\n');
  return { text, files: [], notices };
}
