import type { ParameterValues } from '../../program/program.ts';
import type { ParameterTable } from '../../program/scenario.ts';

/** So many of what a workload has several of still show what they can do to each other; and, if need be, so many. */
const FEW = 3;
const FEWEST = 2;

/**
 * Parameters with which a workload has far fewer schedules: few of what it counts first, and of all else that it counts as
 * few as can be. Only those that change; none where it is as small as that.
 */
export function smallerParameters(table: ParameterTable, values: ParameterValues): ParameterValues {
  const counts = Object.entries(table).flatMap(([name, parameter]) =>
    parameter.kind === 'integer' && parameter.step === 1 ? [{ name, min: parameter.min }] : [],
  );
  const few = Number(values[counts[0]?.name ?? '']) > FEW ? FEW : FEWEST;
  const smaller = counts.map(
    ({ name, min }, index) => [name, index === 0 ? Math.max(min, few) : min] as const,
  );
  return Object.fromEntries(smaller.filter(([name, value]) => value < Number(values[name])));
}
