import type { ImportedRun } from '../../io/imported-run.ts';
import { initialPageState, MACHINE_PARAMETERS, type PageState, SEED } from '../../io/page-state.ts';
import { formatValue, readNumber, readParameter } from '../../io/page-values.ts';
import { type Mode, modeKey } from '../../program/modes.ts';
import type { Parameter, Scenario } from '../../program/scenario.ts';
import type { Trace } from '../../trace/trace.ts';

/** The key of the mode that a trace names: it has the bare id, and lock and variant as parameters. */
export const modeKeyOf = ({ mode, params }: Trace): string =>
  `${mode}${params.lock ? '+lock' : ''}${typeof params.variant === 'string' ? `:${params.variant}` : ''}`;

/** The modes of a workload that runs are of, in its order; `null` where it does not offer one, or two are of the same. */
export function modesOf(runs: readonly ImportedRun[], scenario: Scenario): readonly Mode[] | null {
  const keys = new Set(runs.map(({ trace }) => modeKeyOf(trace)));
  const modes = scenario.modes.map(({ mode }) => mode).filter((mode) => keys.has(modeKey(mode)));
  return modes.length === runs.length ? modes : null;
}

/** A page that is set as a run was, and a sentence for each setting that it cannot have. */
interface SettingsRead {
  readonly settings: Pick<PageState, 'parameters' | 'machine' | 'seed' | 'unit'>;
  readonly problems: readonly string[];
}

/** Reads the settings of a run of a workload, as those of a link are read. */
export function settingsOf(trace: Trace, scenario: Scenario): SettingsRead {
  const problems: string[] = [];
  const initial = initialPageState(scenario);
  const settingOf = (name: string, parameter: Parameter): number | boolean => {
    const stated = trace.params[name];
    if (stated === undefined) return parameter.initial;
    const text = typeof stated === 'string' ? stated : formatValue(stated);
    const { value, problem } = readParameter(name, text, parameter);
    if (problem !== null) problems.push(problem);
    return value;
  };
  const { seed } = trace;
  const readSeed = readNumber('seed', formatValue(seed), SEED);
  return {
    settings: {
      parameters: Object.fromEntries(
        Object.entries(scenario.parameters).map(([name, parameter]) => [name, settingOf(name, parameter)]),
      ),
      machine: {
        cores: Number(settingOf('cores', MACHINE_PARAMETERS.cores)),
        gil: settingOf('gil', MACHINE_PARAMETERS.gil) === true,
        switchInterval: Number(settingOf('switch-interval', MACHINE_PARAMETERS['switch-interval'])),
      },
      seed: readSeed.value,
      unit: initial.unit,
    },
    problems,
  };
}
