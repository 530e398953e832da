import { isForeign } from '../foreign-run.ts';
import type { ParameterValue, Trace } from '../trace.ts';

/** What one run was set to and the other was not. */
export interface SettingDifference {
  /** A parameter of the workload or of the machine by the name that links carry, or `seed` or `unit`. */
  readonly name: string;
  /** `null` where the run has no such setting. */
  readonly from: ParameterValue | null;
  readonly to: ParameterValue | null;
}

/**
 * The settings in which two runs differ: parameters, cores, seed and, between live runs, the unit.
 *
 * Cores are those of the machine: a live run takes the cores it is given, whatever was asked of the model. Of a run that tells
 * of no settings none differ.
 */
export function compareSettings(from: Trace, to: Trace): readonly SettingDifference[] {
  if (isForeign(from) || isForeign(to)) return [];
  const one = settingsOf(from);
  const other = settingsOf(to);
  const bothLive = from.machine.unit !== undefined && to.machine.unit !== undefined;
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return names
    .filter((name) => one[name] !== other[name] && (name !== 'unit' || bothLive))
    .map((name) => ({ name, from: one[name] ?? null, to: other[name] ?? null }));
}

const settingsOf = ({
  params,
  machine,
  seed,
}: Trace): Readonly<Record<string, ParameterValue | undefined>> => ({
  ...params,
  cores: machine.cores,
  unit: machine.unit,
  seed,
});
