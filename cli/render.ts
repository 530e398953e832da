import { type Seconds, seconds } from '../src/base/units.ts';
import { fileNumber } from '../src/io/file-number.ts';
import { isBestByTask } from '../src/io/imported-run.ts';
import { pictureAsSvg } from '../src/io/picture.ts';
import { coloursOf } from '../src/stage/picture/picture-colours.ts';
import { composePicture, type PictureClock, type PicturedRun } from '../src/timeline/composition.ts';
import { stepAt, stepsInWords, stepsOf } from '../src/timeline/step-clock.ts';
import { createLaneReader } from '../src/trace/lanes/lanes.ts';
import { mergeSteps, timesOfSteps } from '../src/trace/steps.ts';
import type { Trace } from '../src/trace/trace.ts';
import { modelledRuns, noticesOf } from './modelled-runs.ts';
import { type PictureRequest, type TraceFile, UsageError, type Workload } from './request.ts';
import type { Result } from './run.ts';

/** What there is to picture. */
interface Pictured {
  readonly traces: readonly Trace[];
  readonly runs: readonly PicturedRun[];
  /** What the axis counts instead of seconds. */
  readonly clock: PictureClock | null;
  readonly notices: readonly string[];
}

/** Draws runs: one picture, or one of each step. @throws UsageError where the runs are over before the moment asked for. */
export function render(source: Workload | TraceFile, picture: PictureRequest): Result {
  const { traces, runs, clock, notices } = source.kind === 'file' ? ofFile(source) : ofWorkload(source);
  const time = momentOf(picture, runs, clock);
  const { theme, width, address, out } = picture;
  const composed = composePicture({
    title: source.title,
    runs,
    ...coloursOf(theme),
    width,
    address,
    clock,
  });
  const moments = picture.steps ? timesOfSteps(mergeSteps(traces)) : [time];
  const files = moments.map((moment, index) => ({
    name: picture.steps ? out.replace(/\.svg$/, `-${fileNumber(index + 1, moments.length)}.svg`) : out,
    content: pictureAsSvg(composed, moment),
  }));
  const [first, last] = [files[0]?.name, files.at(-1)?.name];
  const text = files.length === 1 ? `${first}\n` : `${first} … ${last}, ${files.length} files\n`;
  return { text, files, notices };
}

function ofWorkload(workload: Workload): Pictured {
  const { hidesMain } = workload.scenario;
  const modelled = modelledRuns(workload);
  const runs = modelled.map(
    ({ title, trace, stepped }): PicturedRun => ({
      title,
      provenance: stepped ? 'Replayed' : 'Modelled',
      elapsed: trace.duration,
      elapsedText: stepped ? stepsInWords(stepped) : undefined,
      lanes: createLaneReader({ grouping: 'task', hidesMain }).read(trace),
    }),
  );
  const [run] = modelled.length === 1 ? modelled.flatMap(({ stepped }) => stepped ?? []) : [];
  const clock = run
    ? { steps: stepsOf(run), momentText: (time: Seconds) => `step ${stepAt(run, time)}` }
    : null;
  return { traces: modelled.map(({ trace }) => trace), runs, clock, notices: noticesOf(workload, modelled) };
}

function ofFile({ runs, hidesMain, notices }: TraceFile): Pictured {
  const pictured = runs.map(({ title, trace, stated }): PicturedRun => {
    const grouping = stated !== null || isBestByTask(trace) ? 'task' : 'thread';
    const lanes = createLaneReader({ grouping, hidesMain }).read(trace);
    return { title, provenance: 'Imported', elapsed: trace.duration, lanes };
  });
  return { traces: runs.map(({ trace }) => trace), runs: pictured, clock: null, notices };
}

/** The moment asked for, in program seconds. */
function momentOf(
  { at }: PictureRequest,
  runs: readonly PicturedRun[],
  clock: PictureClock | null,
): Seconds | null {
  if (at === null) return null;
  const time = seconds(at * (clock?.steps.duration ?? 1));
  const end = Math.max(...runs.map(({ elapsed }) => elapsed));
  if (time > end + Number.EPSILON) {
    const over = clock ? clock.momentText(seconds(end)) : `${end.toFixed(2)} s`;
    throw new UsageError(`--at ${at} is after the end, at ${over}.`);
  }
  return time;
}
