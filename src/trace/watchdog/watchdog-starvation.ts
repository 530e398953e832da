import { timeText } from '../../base/time-text.ts';
import { type Seconds, seconds } from '../../base/units.ts';
import { type Actor, type ActorId, isGil, NO_ACTOR } from '../actors.ts';
import { EVENT_CODE, isEndCode, isStateCode, REASON_CODE } from '../events.ts';
import type { Phrase } from '../phrase.ts';
import type { Trace } from '../trace.ts';
import { NOTHING, type Report, type Watcher } from './watchdog-report.ts';

/** How often somebody has to be overtaken, for each of those who overtake. A fair coin would not do it in a lifetime. */
const OVERTAKINGS = 20;

/** How many times its usual turn, for each that is in front, is far too long to wait. */
const FAR_LONGER = 20;

/** Turns before which nobody can say what is usual. */
const TURNS_TO_KNOW = 10;

/** The shortest that a wait is reported for being long, in program seconds. */
const SHORTEST = 0.1;

/** Stands for the cores together: whoever waits for one takes any. */
const CORES = -2 as ActorId;

interface Waiter {
  readonly since: number;
  /** How many stood in front, or had it. */
  readonly ahead: number;
  readonly overtakers: Set<ActorId>;
  overtakings: number;
  /** Whether it has been overtaken too often. */
  isPassedOver: boolean;
}

/** Who waits for one resource, in the order in which they asked, and how long turns with it take. */
class Line {
  readonly waiters = new Map<ActorId, Waiter>();
  readonly #turns = new Map<ActorId, number>();
  #count = 0;
  #total = 0;
  #longest = 0;

  ask(actor: ActorId, time: number): void {
    if (this.waiters.has(actor)) return;
    this.waiters.set(actor, {
      since: time,
      ahead: Math.max(1, this.waiters.size + this.#turns.size),
      overtakers: new Set(),
      overtakings: 0,
      isPassedOver: false,
    });
  }

  /** Somebody has it: overtakes all who asked before. Gives its own waiting, now over. */
  get(actor: ActorId, time: number): Waiter | undefined {
    for (const [other, waiter] of this.waiters) {
      if (other === actor) break;
      waiter.overtakings++;
      waiter.overtakers.add(actor);
      if (waiter.overtakings >= OVERTAKINGS * waiter.overtakers.size) waiter.isPassedOver = true;
    }
    this.#turns.set(actor, time);
    const waiter = this.waiters.get(actor);
    this.waiters.delete(actor);
    return waiter;
  }

  letGo(actor: ActorId, time: number): void {
    const begun = this.#turns.get(actor);
    if (begun === undefined) return;
    this.#turns.delete(actor);
    const length = time - begun;
    this.#count++;
    this.#total += length;
    this.#longest = Math.max(this.#longest, length);
  }

  /** From how long on a wait is far too long. The longest turn counts as no usual one. */
  limitFor({ ahead }: Waiter): number {
    if (this.#count < TURNS_TO_KNOW) return Number.POSITIVE_INFINITY;
    const usual = (this.#total - this.#longest) / (this.#count - 1);
    return Math.max(SHORTEST, FAR_LONGER * ahead * usual);
  }
}

/**
 * Starvation at a lock, a GIL, the cores or an executor: somebody has asked for it and not got it, and meanwhile
 *
 * - has been overtaken, by others who asked later and had it first, twenty times for each of those others; or
 * - has waited more than 0.1 s and more than twenty times the length of a usual turn for each that stood in front or had it
 *   when it asked. A usual turn is the mean of all that are over, of which there must be ten, without the longest one. Of
 *   cores and executors it is not known whether a long turn is unusual: for these the first rule alone holds.
 *
 * The steps of a replay have a length that means nothing: there the first rule alone holds, which counts turns.
 *
 * Who is in a circle of waiting starves too, but a run that ended by a deadlock is told as that.
 */
export class Starvation implements Watcher {
  readonly #lines = new Map<ActorId, Line>();
  /** What each actor is in line for. */
  readonly #waitsFor = new Map<ActorId, ActorId>();

  note(trace: Trace, event: number): readonly Report[] {
    const { events, actors } = trace;
    const code = events.kind[event] as number;
    const actor = events.actor[event] as ActorId;
    const subject = events.subject[event] as ActorId;
    const time = events.time[event] as number;
    if (isStateCode(code)) return this.#change(trace, code, actor, subject, time, events.value[event] ?? 0);
    switch (code) {
      case EVENT_CODE.request:
        if (!isGilOf(actors, subject)) this.#ask(subject, actor, time);
        return NOTHING;
      case EVENT_CODE.acquire:
        return this.#get(trace, subject, actor, time);
      case EVENT_CODE.release:
        this.#lines.get(subject)?.letGo(actor, time);
        return NOTHING;
      default:
        return NOTHING;
    }
  }

  ongoing(trace: Trace, time: Seconds): readonly Report[] {
    if (trace.error?.type === 'Deadlock') return NOTHING;
    const reports: Report[] = [];
    for (const [resource, line] of this.#lines) {
      for (const [actor, waiter] of line.waiters) {
        const report = reportOf(trace, resource, line, actor, waiter, time, null);
        if (report) reports.push(report);
      }
    }
    return reports;
  }

  #change(
    trace: Trace,
    code: number,
    actor: ActorId,
    subject: ActorId,
    time: number,
    reason: number,
  ): readonly Report[] {
    const { actors } = trace;
    const kind = actors[actor]?.kind;
    const waitsFor = this.#waitsFor.get(actor);
    if (code === EVENT_CODE.ready && kind === 'thread') {
      if (reason === REASON_CODE.gil) this.#ask(subject, actor, time);
      if (reason === REASON_CODE.core) this.#ask(CORES, actor, time);
      return NOTHING;
    }
    if (code === EVENT_CODE.ready && reason === REASON_CODE.pool && subject !== NO_ACTOR) {
      this.#ask(subject, actor, time);
      return NOTHING;
    }
    if (isEndCode(code)) {
      if (waitsFor !== undefined) this.#lines.get(waitsFor)?.waiters.delete(actor);
      this.#waitsFor.delete(actor);
      return NOTHING;
    }
    const isPool = waitsFor !== undefined && actors[waitsFor]?.kind === 'pool';
    if (isPool && code !== EVENT_CODE.ready) return this.#get(trace, waitsFor, actor, time);
    if (code === EVENT_CODE.run && kind === 'thread' && subject !== NO_ACTOR && this.#lines.has(CORES)) {
      return this.#get(trace, CORES, actor, time);
    }
    return NOTHING;
  }

  #ask(resource: ActorId, actor: ActorId, time: number): void {
    let line = this.#lines.get(resource);
    if (!line) {
      line = new Line();
      this.#lines.set(resource, line);
    }
    line.ask(actor, time);
    this.#waitsFor.set(actor, resource);
  }

  #get(trace: Trace, resource: ActorId, actor: ActorId, time: number): readonly Report[] {
    const line = this.#lines.get(resource);
    const waiter = line?.get(actor, time);
    if (!line || !waiter) return NOTHING;
    this.#waitsFor.delete(actor);
    const report = reportOf(trace, resource, line, actor, waiter, time, seconds(time));
    return report ? [report] : NOTHING;
  }
}

const isGilOf = (actors: readonly Actor[], lock: ActorId): boolean => {
  const actor = actors[lock];
  return actor !== undefined && isGil(actor);
};

function reportOf(
  { actors, provenance }: Trace,
  resource: ActorId,
  line: Line,
  actor: ActorId,
  waiter: Waiter,
  now: number,
  to: Seconds | null,
): Report | null {
  const { since, isPassedOver, overtakings } = waiter;
  const isReplay = provenance === 'replayed';
  const limit = resource === CORES || isReplay ? Number.POSITIVE_INFINITY : line.limitFor(waiter);
  if (!isPassedOver && now - since <= limit) return null;
  const until = to === null ? 'on' : `to ${timeText(to)} s`;
  const when = isReplay ? '' : ` from ${timeText(since)} s ${until}`;
  const how = isPassedOver
    ? `, overtaken ${overtakings} times by others who asked later`
    : `, more than ${FAR_LONGER} times as long as usual`;
  return {
    kind: 'starvation',
    from: seconds(since),
    to,
    actors: [actor],
    phrase: [actor, ' waits for ', ...named(actors, resource), `${when}${how}`],
  };
}

function named(actors: readonly Actor[], resource: ActorId): Phrase {
  if (resource === CORES) return ['a core'];
  const actor = actors[resource];
  if (actor?.kind === 'pool') return ['a worker of ', resource];
  return actor && isGil(actor) ? ['the ', resource] : [resource];
}
