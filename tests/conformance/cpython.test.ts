import { describe, expect, it } from 'vitest';
import { MODE_IDS, type Mode } from '../../src/program/modes.ts';
import type { ParameterValues } from '../../src/program/program.ts';
import { initialValues } from '../../src/program/scenario.ts';
import { INITIAL_MACHINE } from '../../src/runtime/settings.ts';
import { loadScenario } from '../../src/scenarios/catalogue.ts';
import { simulate } from '../../src/sim/simulate.ts';
import { type PrintedLine, printedLines } from '../sim/output.ts';
import golden from './golden.json' with { type: 'json' };

/** What CPython 3.11 printed, with times in seconds to a tenth. */
interface Recording {
  readonly elapsed: number;
  readonly lines: readonly PrintedLine[];
  readonly error: string | null;
  /** Whether the order of lines that fall at the same moment is free. */
  readonly anyOrder: boolean;
}

interface Case {
  readonly recording: keyof typeof golden;
  readonly scenario: string;
  readonly lock?: boolean;
  readonly variant?: string;
  readonly parameters?: ParameterValues;
  /** How many tenths the recording machine took besides waiting: the model, whose machine is idle, takes fewer. */
  readonly overhead?: number;
}

const CASES: readonly Case[] = [
  { recording: 'documents.sync', scenario: 'documents' },
  { recording: 'documents.await-loop', scenario: 'documents' },
  { recording: 'documents.async', scenario: 'documents' },
  { recording: 'documents.threads', scenario: 'documents' },
  { recording: 'print-lock.threads', scenario: 'documents', lock: true },
  { recording: 'hello.async', scenario: 'hello' },
  { recording: 'gather.async', scenario: 'gather' },
  { recording: 'create-task.async', scenario: 'create-task' },
  { recording: 'await-in-turn.async', scenario: 'await-in-turn' },
  { recording: 'check-then-read.sync', scenario: 'check-then-read' },
  { recording: 'check-then-read.async', scenario: 'check-then-read' },
  { recording: 'bad-doc.sync', scenario: 'bad-doc' },
  { recording: 'bad-doc.async', scenario: 'bad-doc' },
  { recording: 'bad-doc.task-group', scenario: 'bad-doc', variant: 'task-group' },
  { recording: 'vanishing-workers.threads', scenario: 'vanishing-workers' },
  { recording: 'async-race.async', scenario: 'async-race' },
  { recording: 'async-lock.async', scenario: 'async-race', lock: true, parameters: { seconds: 1 } },
  { recording: 'blocking-call.async', scenario: 'blocking-call' },
  { recording: 'missing-await.async', scenario: 'missing-await', parameters: { 'whole-object': false } },
  { recording: 'nested-run.async', scenario: 'nested-run' },
  { recording: 'io-pool-5.threads', scenario: 'io-pool' },
  { recording: 'io-pool-20.threads', scenario: 'io-pool', variant: 'more-workers', overhead: 1 },
  { recording: 'io-pool-100x10.threads', scenario: 'io-pool-100', overhead: 1 },
];

const tenths = (seconds: number): number => Math.round(seconds * 10) / 10;

/** The recorded time where a modelled one is no later and earlier by the overhead at most, else the modelled one. */
function aligned(modelled: number, recorded: number | undefined, overhead = 0): number {
  const time = tenths(modelled);
  if (recorded === undefined) return time;
  const early = Math.round((recorded - time) * 10);
  return early >= 0 && early <= overhead ? recorded : time;
}

/** Lines of the same moment in alphabetical order; the order of moments stays. */
const sortedWithinMoments = (lines: readonly PrintedLine[]): PrintedLine[] =>
  [...lines].sort(([time, text], [otherTime, otherText]) => time - otherTime || (text < otherText ? -1 : 1));

async function run({ recording, scenario: id, lock = false, variant, parameters }: Case) {
  const scenario = await loadScenario(id);
  if (!scenario) throw new Error(`There is no scenario ${id}.`);
  const way = recording.slice(recording.indexOf('.') + 1);
  const mode: Mode = {
    id: MODE_IDS.find((candidate) => candidate === way) ?? 'async',
    lock,
    ...(variant !== undefined && { variant }),
  };
  return simulate(scenario, mode, {
    parameters: { ...initialValues(scenario.parameters), ...parameters },
    machine: INITIAL_MACHINE,
    seed: 1,
  });
}

describe('the simulator prints what CPython printed, when CPython printed it', () => {
  it.each(CASES)('$recording', async (example) => {
    const expected = golden[example.recording] as unknown as Recording;
    const trace = await run(example);
    const { overhead } = example;
    const lines = printedLines(trace).map(
      ([time, text], index): PrintedLine => [aligned(time, expected.lines[index]?.[0], overhead), text],
    );
    if (expected.anyOrder) expect(sortedWithinMoments(lines)).toEqual(sortedWithinMoments(expected.lines));
    else expect(lines).toEqual(expected.lines);
    expect(aligned(trace.duration, expected.elapsed, overhead)).toBe(expected.elapsed);
    expect(trace.error && `${trace.error.type}: ${trace.error.message}`).toBe(expected.error);
  });

  it('in every recording there is', () => {
    const compared = new Set<string>(CASES.map(({ recording }) => recording));
    expect(Object.keys(golden).filter((recording) => !compared.has(recording))).toEqual([]);
  });
});
