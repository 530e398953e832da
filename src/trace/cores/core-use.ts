import { countUpTo } from '../../base/binary-search.ts';
import { type Seconds, seconds } from '../../base/units.ts';
import { type Actor, type ActorId, NO_ACTOR } from '../actors.ts';
import { EVENT_CODE, isEndCode, isStateCode, REASON_CODE } from '../events.ts';
import { createGrowingReader, type Reading, type TraceReader } from '../growing-reader.ts';
import { StepFunction } from '../step-function.ts';
import { Succession } from '../succession.ts';
import type { Trace } from '../trace.ts';

/**
 * Why a thread stopped running.
 *
 * - `gil`: it had to let the GIL go, and could have run on: another thread had asked for it, its switch interval was over
 *   where nobody can ask, or a schedule had it so.
 * - `time-slice`: its time slice was over and others waited for a core.
 * - `wait`: it waited by itself: for time, a lock, another actor.
 * - `end`: it ended.
 *
 * The first two are forced on it. `/proc/[pid]/status` of Linux tells them apart as nonvoluntary and voluntary switches.
 */
export const STOP_CAUSES = ['gil', 'time-slice', 'wait', 'end'] as const;
export type StopCause = (typeof STOP_CAUSES)[number];

/** How often something happened, by why a thread stopped running. */
export type ByCause = Readonly<Record<StopCause, number>>;

/** A core at one moment. */
export interface CoreAtMoment {
  readonly core: ActorId;
  /** The thread that runs on it; `NO_ACTOR` for none. */
  readonly thread: ActorId;
  /** Since when that thread, or nobody, has been on it. */
  readonly since: Seconds;
  /** How often it has come to another thread than it ran before. */
  readonly switches: number;
  /** How long it has been busy, in program seconds. */
  readonly busy: Seconds;
}

/** Which threads have run, and where. A moment is the number of events that have happened, and the time. */
export interface CoreUse {
  /** In the order of their creation. A live run has none: a browser does not tell which core runs what. */
  readonly cores: readonly ActorId[];
  /** The most threads that ever ran at once. */
  readonly mostRunning: number;
  /** What every core does. O(cores × log(events)). */
  coresAt(count: number, time: Seconds): readonly CoreAtMoment[];
  /** How many threads run; in a modelled run as many as cores are busy. */
  runningAt(count: number): number;
  /** How long threads have run, added up over all of them, in program seconds. */
  usedUntil(time: Seconds): Seconds;
  /** How many threads ran at once on average, in each of so many equal parts of the time from 0 to `until`. */
  averages(parts: number, until: Seconds): readonly number[];
  /** How often threads have stopped running. */
  stopsAt(count: number): ByCause;
  /** How often a core has come to another thread, by why the one before had stopped. */
  switchesAt(count: number): ByCause;
}

/**
 * Makes a reader of how the cores of a growing trace are used. It goes through the events once; a moment is then found by
 * binary search.
 */
export const createCoreUseReader = (): TraceReader<CoreUse> =>
  createGrowingReader(() => new GrowingCoreUse());

/** Who has been on one core: 1 while somebody is, 0 while nobody. */
interface CoreHistory {
  readonly occupied: StepFunction;
  /** For each change of `occupied` the thread, or `NO_ACTOR`. */
  readonly threads: ActorId[];
  /** The events by which it came to another thread. */
  readonly switches: number[];
  /** Why the last thread on it left. */
  left: StopCause;
}

/** Indices of events, by why a thread stopped running. */
const noEvents = (): Record<StopCause, number[]> => ({
  gil: [],
  'time-slice': [],
  wait: [],
  end: [],
});

class GrowingCoreUse implements CoreUse, Reading<CoreUse> {
  readonly cores: ActorId[] = [];
  readonly #histories = new Map<ActorId, CoreHistory>();
  readonly #running = new StepFunction();
  /** By running thread its core, or `NO_ACTOR` where that is not known. */
  readonly #coreOf = new Map<ActorId, ActorId>();
  readonly #succession = new Succession();
  readonly #stops = noEvents();
  readonly #switches = noEvents();
  #known = 0;

  get mostRunning(): number {
    return this.#running.largest;
  }

  read({ actors, events }: Trace, from: number): CoreUse {
    for (; this.#known < actors.length; this.#known++) {
      const actor = actors[this.#known] as Actor;
      if (actor.kind === 'core') this.#meet(actor.id);
    }
    for (let event = from; event < events.length; event++) {
      const code = events.kind[event] as number;
      const actor = events.actor[event] as ActorId;
      if (!isStateCode(code) || actors[actor]?.kind !== 'thread') continue;
      const time = events.time[event] as number;
      if (code === EVENT_CODE.run) this.#run(event, time, actor, events.subject[event] as ActorId);
      else if (this.#coreOf.has(actor))
        this.#stop(event, time, actor, stopCauseOf(code, events.value[event]));
    }
    return this;
  }

  coresAt(count: number, time: Seconds): readonly CoreAtMoment[] {
    return this.cores.map((core) => {
      const { occupied, threads, switches } = this.#history(core);
      return {
        core,
        thread: threads[occupied.changeAt(count)] ?? NO_ACTOR,
        since: seconds(occupied.sinceAt(count) ?? 0),
        switches: countUpTo(switches, count - 1),
        busy: seconds(occupied.areaUntil(time)),
      };
    });
  }

  runningAt(count: number): number {
    return this.#running.valueAt(count);
  }

  usedUntil(time: Seconds): Seconds {
    return seconds(this.#running.areaUntil(time));
  }

  averages(parts: number, until: Seconds): readonly number[] {
    return this.#running.averages(parts, until);
  }

  stopsAt(count: number): ByCause {
    return countsAt(this.#stops, count);
  }

  switchesAt(count: number): ByCause {
    return countsAt(this.#switches, count);
  }

  #meet(core: ActorId): void {
    this.cores.push(core);
    this.#histories.set(core, { occupied: new StepFunction(), threads: [], switches: [], left: 'wait' });
  }

  #history(core: ActorId): CoreHistory {
    if (!this.#histories.has(core)) this.#meet(core);
    return this.#histories.get(core) as CoreHistory;
  }

  #run(event: number, time: number, thread: ActorId, core: ActorId): void {
    const before = this.#coreOf.get(thread);
    this.#coreOf.set(thread, core);
    if (before === undefined) this.#running.change(event, time, this.#coreOf.size);
    if (before === core && this.#isOn(core, thread)) return;
    if (before !== undefined) this.#leave(event, time, thread, before);
    if (core === NO_ACTOR) return;
    const history = this.#history(core);
    if (this.#succession.comesTo(core, thread)) {
      history.switches.push(event);
      this.#switches[history.left].push(event);
    }
    history.occupied.change(event, time, 1);
    history.threads.push(thread);
  }

  #stop(event: number, time: number, thread: ActorId, cause: StopCause): void {
    const core = this.#coreOf.get(thread) ?? NO_ACTOR;
    this.#coreOf.delete(thread);
    this.#running.change(event, time, this.#coreOf.size);
    this.#stops[cause].push(event);
    this.#leave(event, time, thread, core, cause);
  }

  #leave(event: number, time: number, thread: ActorId, core: ActorId, cause: StopCause = 'wait'): void {
    if (!this.#isOn(core, thread)) return;
    const history = this.#history(core);
    history.left = cause;
    history.occupied.change(event, time, 0);
    history.threads.push(NO_ACTOR);
  }

  #isOn(core: ActorId, thread: ActorId): boolean {
    return core !== NO_ACTOR && this.#history(core).threads.at(-1) === thread;
  }
}

/**
 * Why a thread stops running that comes into another state.
 *
 * @param code of the event that brings it there. @param value of that event.
 */
export function stopCauseOf(code: number, value: number | undefined): StopCause {
  if (isEndCode(code)) return 'end';
  if (code !== EVENT_CODE.ready) return 'wait';
  if (value === REASON_CODE.gil) return 'gil';
  return value === REASON_CODE.core ? 'time-slice' : 'wait';
}

const countsAt = (events: Record<StopCause, number[]>, count: number): ByCause => ({
  gil: countUpTo(events.gil, count - 1),
  'time-slice': countUpTo(events['time-slice'], count - 1),
  wait: countUpTo(events.wait, count - 1),
  end: countUpTo(events.end, count - 1),
});
