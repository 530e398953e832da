import fc from 'fast-check';
import { seconds } from '../../src/base/units.ts';
import { ENGINES, MACHINE_PARAMETERS, type PageState, SEED, THEMES, UNIT } from '../../src/io/page-state.ts';
import { modeKey } from '../../src/program/modes.ts';
import {
  defineScenario,
  type NumberParameter,
  type ParameterTable,
  type Scenario,
} from '../../src/program/scenario.ts';
import { documents } from '../../src/scenarios/documents.ts';

const offer = { title: '', subtitle: () => '', listing: () => 'pass' };

/** A scenario whose modes offer locks in every way: some do, one only has one, and not all are on at first. */
export const race = defineScenario({
  id: 'race',
  parameters: {
    increments: { kind: 'integer', label: '', initial: 100, min: 1, max: 1000, step: 1 },
    pause: { kind: 'number', label: '', initial: 0.5, min: 0, max: 2, step: 0.1 },
    atomic: { kind: 'switch', label: '', initial: false },
  },
  program: { routines: { *main() {} } },
  modes: [
    { ...offer, mode: 'sync' },
    { ...offer, mode: 'async', lock: true, initially: false },
    { ...offer, mode: 'threads' },
    { ...offer, mode: 'threads', lock: true, initially: false },
    { ...offer, mode: 'processes', initially: false },
    { ...offer, mode: 'processes', lock: true },
    { ...offer, mode: 'async+processes', initially: false },
    { ...offer, mode: 'sync', variant: 'again', initially: false },
  ],
});

/** The scenarios of the states below. */
export const scenarios: readonly Scenario[] = [documents, race];

const withinBounds = ({ min, max, kind }: NumberParameter) =>
  kind === 'integer'
    ? fc.integer({ min, max })
    : fc.double({ min, max, noNaN: true }).map((value) => value + 0);

const valuesOf = (table: ParameterTable) =>
  fc.record(
    Object.fromEntries(
      Object.entries(table).map(([name, parameter]) => [
        name,
        parameter.kind === 'switch' ? fc.boolean() : withinBounds(parameter),
      ]),
    ),
    { noNullPrototype: true },
  );

const arbitraryBareState: fc.Arbitrary<Omit<PageState, 'schedule'>> = fc
  .constantFrom(...scenarios)
  .chain((scenario) =>
    fc.record(
      {
        scenario: fc.constant(scenario.id),
        modes: fc.subarray(
          scenario.modes.map((each) => each.mode),
          { minLength: 1 },
        ),
        engine: fc.constantFrom(...ENGINES),
        unit: withinBounds(UNIT),
        autoplay: fc.boolean(),
        seed: withinBounds(SEED),
        parameters: valuesOf(scenario.parameters),
        machine: fc.record(
          {
            cores: withinBounds(MACHINE_PARAMETERS.cores),
            gil: fc.boolean(),
            switchInterval: withinBounds(MACHINE_PARAMETERS['switch-interval']),
          },
          { noNullPrototype: true },
        ),
        time: fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }).map((time) => seconds(time + 0))),
        theme: fc.constantFrom(...THEMES),
        predict: fc.boolean(),
        story: fc.boolean(),
      },
      { noNullPrototype: true },
    ),
  );

/** Any state of a page that can be. */
export const arbitraryPageState: fc.Arbitrary<PageState> = arbitraryBareState.chain((state) =>
  fc
    .option(
      fc.record(
        {
          mode: fc.constantFrom(...state.modes.map(modeKey)),
          steps: fc.array(fc.oneof(fc.nat(4), fc.nat(999)), { maxLength: 40 }),
          isUnfinished: fc.boolean(),
        },
        { noNullPrototype: true },
      ),
    )
    .map((schedule) => ({ ...state, schedule })),
);

/** Any string, and queries in which names that mean something, and others, have values that may. */
export const arbitrarySearch = (
  names: readonly string[],
  values: readonly string[],
): fc.Arbitrary<string> => {
  const name = fc.oneof(fc.constantFrom(...names), fc.string());
  const value = fc.oneof(fc.constantFrom(...values), fc.double().map(String), fc.string({ unit: 'binary' }));
  return fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.tuple(name, value), { maxLength: 8 })
      .map((pairs) => `?${pairs.map((pair) => pair.join('=')).join('&')}`),
  );
};
