import { describe, expect, it } from 'vitest';
import { modeKey } from '../../src/program/modes.ts';
import { initialValues } from '../../src/program/scenario.ts';
import { INITIAL_MACHINE } from '../../src/runtime/settings.ts';
import { catalogue } from '../../src/scenarios/catalogue.ts';
import { simulate } from '../../src/sim/simulate.ts';
import { EVENT_CODE } from '../../src/trace/events.ts';
import { violations } from '../../src/trace/invariants.ts';

const LINE = EVENT_CODE.line;

const OFFERS = catalogue.flatMap((scenario) =>
  scenario.modes.map((offer) => ({ name: `${scenario.id} in ${modeKey(offer.mode)}`, scenario, offer })),
);

it('names every scenario once', () => {
  expect(new Set(catalogue.map(({ id }) => id)).size).toBe(catalogue.length);
  expect(catalogue[0]?.id).toBe('documents');
});

describe.each(OFFERS)('$name', ({ scenario, offer }) => {
  const initial = initialValues(scenario.parameters);
  const small = 'steps' in initial ? { ...initial, steps: 1000 } : initial;

  it('runs soundly, and stays on the lines of its listing', () => {
    const trace = simulate(scenario, offer.mode, { parameters: small, machine: INITIAL_MACHINE, seed: 1 });
    expect(violations(trace)).toEqual([]);
    const { lines } = offer.listing(small);
    const { kind, value, length } = trace.events;
    const visited = Array.from({ length }, (_, index) => index).filter((index) => kind[index] === LINE);
    expect(visited.length).toBeGreaterThan(0);
    for (const index of visited) expect(lines[(value[index] as number) - 1]?.trim()).toBeTruthy();
  });

  it('has a listing without marks or placeholders', () => {
    const text = offer.listing(initial).lines.join('\n');
    expect(text).not.toMatch(/#@|undefined|NaN/);
    expect(offer.subtitle(initial, true)).not.toMatch(/undefined|NaN/);
  });
});
