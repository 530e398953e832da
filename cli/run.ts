import { assertNever } from '../src/base/assert-never.ts';
import { pictureAsSvg } from '../src/io/picture.ts';
import { formatTraces } from '../src/io/trace-json.ts';
import { catalogue, SECTIONS } from '../src/scenarios/catalogue.ts';
import { simulate } from '../src/sim/simulate.ts';
import { coloursOf } from '../src/stage/picture/picture-colours.ts';
import { composePicture, type PicturedRun } from '../src/timeline/composition.ts';
import { createLaneReader } from '../src/trace/lanes/lanes.ts';
import { createOutputReader } from '../src/trace/output.ts';
import { mergeSteps, timesOfSteps } from '../src/trace/steps.ts';
import type { Trace } from '../src/trace/trace.ts';
import type { PictureRequest, Request, Workload } from './request.ts';

/** What a command gives: text for the terminal, and files to write. */
export interface Result {
  readonly text: string;
  readonly files: readonly { readonly name: string; readonly content: string }[];
}

const HELP = `Interleave: the same workload in sync, async, threads and processes, on one clock.

  interleave list [--json]
  interleave simulate WORKLOAD [--mode MODE[,MODE …]] [--json] [PARAMETERS]
  interleave render WORKLOAD [--mode MODE[,MODE …]] [--at SECONDS | --steps] --out FILE.svg
                    [--width 1200] [--theme light|dark|projector] [--address URL] [PARAMETERS]

Modes and parameters are called as links call them: --mode threads+lock --tasks 3 --cores 4 --gil 0 --seed 2
Without --mode: those that are on when the workload is opened. --steps writes FILE-001.svg, FILE-002.svg …
Runs are modelled: the simulator makes them, on a virtual clock.
`;

/** Does what is asked. Pure: it reads and writes no files. */
export function perform(request: Request): Result {
  switch (request.command) {
    case 'help':
      return { text: HELP, files: [] };
    case 'list':
      return { text: listing(request.json), files: [] };
    case 'simulate':
      return { text: simulation(request.workload, request.json), files: [] };
    case 'render':
      return render(request.workload, request.picture);
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

interface Run {
  readonly title: string;
  readonly trace: Trace;
}

function runsOf({ scenario, page }: Workload): readonly Run[] {
  const { parameters, machine, seed } = page;
  return page.modes.map((mode) => {
    const trace = simulate(scenario, mode, { parameters, machine, seed });
    const offer = scenario.modes.find((candidate) => candidate.mode === mode);
    return { title: offer?.title ?? mode.id, trace };
  });
}

function simulation(workload: Workload, json: boolean): string {
  const runs = runsOf(workload);
  if (json) return formatTraces(runs.map(({ trace }) => trace));
  return runs
    .map(({ title, trace }) => {
      const lines = createOutputReader().read(trace);
      const output = lines.map(({ time, text }) => `  ${time.toFixed(2).padStart(8)}  ${text}`);
      const error = trace.error ? [`  ${trace.error.type}: ${trace.error.message}`] : [];
      return [`${title}: ${trace.duration.toFixed(2)} s, modelled`, ...output, ...error, ''].join('\n');
    })
    .join('\n');
}

function render(workload: Workload, picture: PictureRequest): Result {
  const runs = runsOf(workload);
  const { hidesMain } = workload.scenario;
  const pictured = runs.map(
    ({ title, trace }): PicturedRun => ({
      title,
      provenance: 'Modelled',
      elapsed: trace.duration,
      lanes: createLaneReader({ grouping: 'task', hidesMain }).read(trace),
    }),
  );
  const composed = composePicture({
    title: workload.title,
    runs: pictured,
    ...coloursOf(picture.theme),
    width: picture.width,
    address: picture.address,
  });
  const times = timesOfSteps(mergeSteps(runs.map(({ trace }) => trace)));
  const files = picture.steps
    ? times.map((time, index) => ({
        name: numbered(picture.out, index + 1),
        content: pictureAsSvg(composed, time),
      }))
    : [{ name: picture.out, content: pictureAsSvg(composed, workload.page.time) }];
  const [first, last] = [files[0]?.name, files.at(-1)?.name];
  return { text: files.length === 1 ? `${first}\n` : `${first} … ${last}, ${files.length} files\n`, files };
}

const numbered = (name: string, number: number): string =>
  name.replace(/\.svg$/, `-${`${number}`.padStart(3, '0')}.svg`);
