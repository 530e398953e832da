import { createRandom } from '../src/base/random.ts';
import { seconds } from '../src/base/units.ts';
import { type ActorId, type ActorKind, NO_ACTOR } from '../src/trace/actors.ts';
import { TraceBuilder } from '../src/trace/builder.ts';
import { REASON_CODE } from '../src/trace/events.ts';
import { createStateReader } from '../src/trace/state/state-reader.ts';
import type { Trace } from '../src/trace/trace.ts';
import type { Figure } from './figure.ts';

const EVENTS = 1_000_000;

/** Questions at random places, and steps in a row in each direction. */
const QUESTIONS = 1000;
const ROUNDS = 4;
const STEPS = 20_000;

/** A hundred actors that run, wait, call, print and take locks, one event after another. */
function longTrace(): Trace {
  const builder = new TraceBuilder();
  const random = createRandom(1);
  const many = (kind: ActorKind, count: number): ActorId[] =>
    Array.from({ length: count }, (_, index) => builder.actor(kind, `${kind} ${index}`, NO_ACTOR, NO_ACTOR));
  const [cores, locks, variables] = [many('core', 4), many('lock', 4), many('variable', 2)];
  const flows = [...many('thread', 30), ...many('task', 60)];
  const pick = (actors: readonly ActorId[]): ActorId => actors[random.below(actors.length)] ?? NO_ACTOR;
  const texts = Array.from({ length: 50 }, (_, index) => builder.text(`text ${index}`));
  const text = (): number => texts[random.below(texts.length)] ?? 0;
  const happenings: readonly ((actor: ActorId) => void)[] = [
    (actor) => builder.record('run', actor, pick(cores)),
    (actor) => builder.record('ready', actor, NO_ACTOR, REASON_CODE.core),
    (actor) => builder.record('wait', actor, NO_ACTOR, REASON_CODE.sleep),
    (actor) => builder.record('line', actor, NO_ACTOR, 1 + random.below(40)),
    (actor) => builder.record('line', actor, NO_ACTOR, 1 + random.below(40)),
    (actor) => builder.record('print', actor, NO_ACTOR, text()),
    (actor) => builder.record('write', actor, pick(variables), text()),
    (actor) => {
      const name = text();
      builder.record('call', actor, NO_ACTOR, name);
      builder.record('return', actor, NO_ACTOR, name);
    },
    (actor) => {
      const lock = pick(locks);
      for (const kind of ['request', 'acquire', 'release'] as const) builder.record(kind, actor, lock);
    },
  ];
  while (builder.length < EVENTS) {
    builder.now = seconds(builder.now + random.next() * 1e-4);
    happenings[random.below(happenings.length)]?.(pick(flows));
  }
  return builder.view({
    scenario: 'bench',
    mode: 'threads',
    provenance: 'modelled',
    params: {},
    seed: 1,
    machine: { cores: 4 },
  });
}

const timed = (act: () => void): number => {
  const began = performance.now();
  act();
  return performance.now() - began;
};

const median = (times: readonly number[]): number =>
  [...times].sort((one, other) => one - other)[times.length >> 1] ?? Number.NaN;

/** How long the state of a million events takes to find: anywhere, a step on, a step back. */
export async function figures(): Promise<Figure[]> {
  const trace = longTrace();
  const { length } = trace.events;
  const reader = createStateReader();
  const random = createRandom(2);
  const first = timed(() => reader.at(trace, length));
  const places = Array.from({ length: QUESTIONS }, () => random.below(length));
  const rounds = Array.from({ length: ROUNDS }, () =>
    places.map((count) => timed(() => reader.at(trace, count))),
  );
  // A machine that does something else meanwhile does not do so at the same place each time.
  const anywhere = places.map((_, index) => Math.min(...rounds.map((times) => times[index] ?? Number.NaN)));
  const steps = (by: 1 | -1): number[] => {
    const from = length >> 1;
    reader.at(trace, from);
    return Array.from({ length: STEPS }, (_, step) => timed(() => reader.at(trace, from + by * (step + 1))));
  };
  steps(1);
  steps(-1);
  const [on, back] = [median(steps(1)), median(steps(-1))];
  const what = 'state of a trace of 1,000,000 events and 100 actors';
  const worst = Math.max(...anywhere);
  const ms = (name: string, measured: number): Figure => ({
    what: `${what}, ${name}`,
    measured,
    unit: 'ms',
    bar: '',
    passed: true,
  });
  return [
    ms('the last one, read for the first time', first),
    { ...ms(`anywhere, slowest of ${QUESTIONS} places`, worst), bar: '≤ 5 ms', passed: worst <= 5 },
    ms('a step on, median', on),
    { ...ms('a step back, median', back), bar: '≤ 1.5 × a step on', passed: back <= 1.5 * on },
  ];
}
