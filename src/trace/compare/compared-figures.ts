import { type Actor, type ActorId, type ActorKind, GIL_NAME } from '../actors.ts';
import { isCoroutine } from '../call-stacks.ts';
import { EVENT_CODE } from '../events.ts';
import { createStatisticsReader } from '../statistics.ts';
import type { Trace } from '../trace.ts';
import { type Aspect, type FigureDifference, figure } from './difference.ts';
import type { MatchedActors } from './matched-actors.ts';
import { type TimeKind, timeSpent } from './time-spent.ts';

/** An actor has most of a difference that has more than this share of it. */
const MOST = 2 / 3;

interface Spent {
  readonly kind: TimeKind | 'running-or-core';
  readonly lock: string | null;
  readonly by: Map<ActorId, number>;
}

/** What the time of two runs was spent on, their elapsed times and their latencies. */
export function compareTimes(from: Trace, to: Trace, matched: MatchedActors): readonly FigureDifference[] {
  const tellsCores = hasKind(from, 'core') && hasKind(to, 'core');
  const one = spentIn(from, tellsCores);
  const other = spentIn(to, tellsCores);
  const before = createStatisticsReader().read(from);
  const after = createStatisticsReader().read(to);
  return [
    figure('elapsed', 'time', before.elapsed, after.elapsed),
    ...[...new Set([...one.keys(), ...other.keys()])].sort().map((key): FigureDifference => {
      const was = one.get(key);
      const is = other.get(key);
      const { kind, lock } = (was ?? is) as Spent;
      const difference = figure(kind, 'time', total(was), total(is));
      const actors = { from: [...(was?.by.keys() ?? [])], to: [...(is?.by.keys() ?? [])] };
      const sign = Math.sign(difference.difference);
      const changes = changesByActor(was, is, from, to, matched);
      const leading = changes.filter(({ change }) => change * sign > MOST * Math.abs(difference.difference));
      const isOfMany = Math.max(actors.from.length, actors.to.length) > 1;
      const mostly = isOfMany && leading.length === 1 ? (leading[0]?.name ?? null) : null;
      return { ...difference, subject: lock, actors, mostly };
    }),
    ...(before.latencies && after.latencies
      ? [
          figure('median-latency', 'time', before.latencies.median, after.latencies.median),
          figure('worst-latency', 'time', before.latencies.worst, after.latencies.worst),
        ]
      : []),
  ];
}

/** By how much each actor has spent more in the other run; whom only one run has, all that it spent. */
function changesByActor(
  was: Spent | undefined,
  is: Spent | undefined,
  from: Trace,
  to: Trace,
  { pairs, onlyFrom, onlyTo }: MatchedActors,
): readonly { readonly name: string; readonly change: number }[] {
  const spentBefore = (actor: ActorId): number => was?.by.get(actor) ?? 0;
  const spentAfter = (actor: ActorId): number => is?.by.get(actor) ?? 0;
  const nameIn = ({ actors }: Trace, actor: ActorId): string => actors[actor]?.name ?? '';
  const changes = [
    ...pairs.map(([one, other]) => ({
      name: nameIn(from, one),
      change: spentAfter(other) - spentBefore(one),
    })),
    ...onlyFrom.map((actor) => ({ name: nameIn(from, actor), change: -spentBefore(actor) })),
    ...onlyTo.map((actor) => ({ name: nameIn(to, actor), change: spentAfter(actor) })),
  ];
  return changes.filter(({ change }) => change !== 0);
}

/** What the time of a run was spent on, by kind and lock. */
function spentIn(trace: Trace, tellsCores: boolean): ReadonlyMap<string, Spent> {
  const found = new Map<string, Spent>();
  for (const { kind, lock, by } of timeSpent(trace)) {
    const isMerged = !tellsCores && (kind === 'running' || kind === 'core');
    const merged = isMerged ? 'running-or-core' : kind;
    const key = `${merged} ${lock ?? ''}`;
    const spent = found.get(key) ?? { kind: merged, lock, by: new Map<ActorId, number>() };
    found.set(key, spent);
    for (const [actor, time] of by) spent.by.set(actor, (spent.by.get(actor) ?? 0) + time);
  }
  return found;
}

const total = (spent: Spent | undefined): number =>
  [...(spent?.by.values() ?? [])].reduce((sum, time) => sum + time, 0);

const hasKind = ({ actors }: Trace, kind: ActorKind): boolean => actors.some((actor) => actor.kind === kind);

/** Calls that a trace tells as tasks are tasks only on an event loop: elsewhere they are jobs of a thread or a pool. */
const COUNTED: readonly (readonly [Aspect, (actors: readonly Actor[], actor: Actor) => boolean])[] = [
  ['processes', (_, { kind }) => kind === 'process'],
  ['threads', (_, { kind }) => kind === 'thread'],
  ['tasks', (actors, { id }) => isCoroutine(actors, id)],
  ['jobs', (actors, { id, kind }) => kind === 'task' && !isCoroutine(actors, id)],
];

/** What is counted in two runs: actors, hand-overs, context switches and bytes. */
export function compareCounts(from: Trace, to: Trace, matched: MatchedActors): readonly FigureDifference[] {
  const before = createStatisticsReader().read(from);
  const after = createStatisticsReader().read(to);
  const hasGil = ({ actors }: Trace): boolean => actors.some(({ name }) => name === GIL_NAME);
  return [
    ...COUNTED.map(([aspect, isOne]) => {
      const one = from.actors.filter((actor) => isOne(from.actors, actor)).map(({ id }) => id);
      const other = to.actors.filter((actor) => isOne(to.actors, actor)).map(({ id }) => id);
      const onlyFrom = new Set(matched.onlyFrom);
      const onlyTo = new Set(matched.onlyTo);
      return {
        ...figure(aspect, 'count', one.length, other.length),
        actors: { from: one.filter((id) => onlyFrom.has(id)), to: other.filter((id) => onlyTo.has(id)) },
      };
    }),
    ...(hasGil(from) && hasGil(to)
      ? [figure('gil-turns', 'count', before.gilSwitches, after.gilSwitches)]
      : []),
    ...(hasKind(from, 'core') && hasKind(to, 'core')
      ? [figure('context-switches', 'count', before.coreSwitches, after.coreSwitches)]
      : []),
    figure('bytes', 'bytes', bytesSent(from), bytesSent(to)),
  ];
}

function bytesSent({ events }: Trace): number {
  let bytes = 0;
  for (let index = 0; index < events.length; index++) {
    if (events.kind[index] === EVENT_CODE.send) bytes += events.value[index] as number;
  }
  return bytes;
}
