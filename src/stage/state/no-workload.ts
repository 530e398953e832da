import type { Scenario } from '../../program/scenario.ts';

/** Stands where a workload is expected, while there is none. */
export const NO_WORKLOAD: Scenario = {
  id: 'none',
  parameters: {},
  modes: [],
  computes: false,
  hidesMain: false,
  programFor: () => ({ routines: { *main() {} } }),
  lesson: null,
};
