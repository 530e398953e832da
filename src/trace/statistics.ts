import { type Seconds, seconds } from '../base/units.ts';
import { type Actor, type ActorId, isGil, NO_ACTOR } from './actors.ts';
import { EVENT_CODE, isEndCode, isStateCode } from './events.ts';
import { createGrowingReader, type Reading, type TraceReader } from './growing-reader.ts';
import { SPAN_STATE_CODE, SPAN_STATE_COUNT, SPAN_STATES, type SpanState } from './spans.ts';
import { Succession } from './succession.ts';
import type { Trace } from './trace.ts';

/** How a lifetime is divided among the states: shares from 0 to 1 that add up to 1, or all 0 for no lifetime at all. */
export type Shares = Readonly<Record<SpanState, number>>;

/** How one task or thread spent its time. */
export interface ActorStatistics {
  readonly actor: ActorId;
  readonly name: string;
  /** From its first state to its end, in program seconds. */
  readonly lifetime: Seconds;
  readonly shares: Shares;
}

/** How long messages waited for their answers, in program seconds. */
export interface Latencies {
  /** How many were answered. */
  readonly count: number;
  /** Half of them waited no longer; of an even number the mean of the two in the middle. */
  readonly median: Seconds;
  readonly worst: Seconds;
}

/** What a run amounts to, in numbers. */
export interface Statistics {
  /** From the start of the run to its end, or to now. */
  readonly elapsed: Seconds;
  /** Program seconds that threads ran, added up over all threads. */
  readonly busy: Seconds;
  /** Cores of the machine. */
  readonly cores: number;
  /** `busy` as a share of what all cores could have done: busy ÷ (elapsed × cores), 0 to 1. */
  readonly coreUse: number;
  /** How often a GIL came to another thread than the one that had it before. */
  readonly gilSwitches: number;
  /** How often a core came to another thread than the one it ran before. */
  readonly coreSwitches: number;
  /** Program seconds spent on starting workers before the clock of a live run started. */
  readonly startUp: Seconds;
  /** `null` for a run that answers no messages. */
  readonly latencies: Latencies | null;
  /** Over all tasks together, by lifetime. */
  readonly shares: Shares;
  readonly tasks: readonly ActorStatistics[];
  readonly threads: readonly ActorStatistics[];
}

/** How many times as fast a run is as a reference; `null` when one of them took no time. */
export function speedUp(reference: Seconds, elapsed: Seconds): number | null {
  return reference > 0 && elapsed > 0 ? reference / elapsed : null;
}

/** Makes a reader of the statistics of a growing trace. */
export const createStatisticsReader = (): TraceReader<Statistics> =>
  createGrowingReader(({ actors }) => new Counting(actors));

const NOT_IN_A_STATE = -1;

class Counting implements Reading<Statistics> {
  readonly #actors: readonly Actor[];
  /** `SPAN_STATE_COUNT` numbers an actor: seconds in each state it has left. */
  readonly #spent: number[] = [];
  readonly #state: number[] = [];
  readonly #since: number[] = [];
  readonly #succession = new Succession();
  #gilSwitches = 0;
  #coreSwitches = 0;
  readonly #latencies: number[] = [];
  #summary: Latencies | null = null;

  constructor(actors: readonly Actor[]) {
    this.#actors = actors;
  }

  read(trace: Trace, from: number): Statistics {
    const { events, actors } = trace;
    for (let id = this.#state.length; id < actors.length; id++) {
      this.#state.push(NOT_IN_A_STATE);
      this.#since.push(0);
      for (let code = 0; code < SPAN_STATE_COUNT; code++) this.#spent.push(0);
    }
    for (let index = from; index < events.length; index++) {
      const code = events.kind[index] as number;
      const actor = events.actor[index] as ActorId;
      const subject = events.subject[index] as ActorId;
      if (isStateCode(code)) this.#change(events.time[index] as number, code, actor, subject);
      else if (code === EVENT_CODE.acquire) this.#acquire(actor, subject);
      else if (code === EVENT_CODE.latency) this.#latencies.push(events.value[index] as number);
    }
    if (this.#latencies.length > (this.#summary?.count ?? 0)) this.#summary = summarise(this.#latencies);
    return this.#statistics(trace);
  }

  #change(time: number, code: number, actor: ActorId, subject: ActorId): void {
    const before = this.#state[actor] as number;
    if (before !== NOT_IN_A_STATE) {
      const slot = actor * SPAN_STATE_COUNT + before;
      this.#spent[slot] = (this.#spent[slot] as number) + time - (this.#since[actor] as number);
    }
    this.#state[actor] = isEndCode(code) ? NOT_IN_A_STATE : code;
    this.#since[actor] = time;
    const runsOnCore = code === EVENT_CODE.run && subject !== NO_ACTOR;
    if (runsOnCore && this.#actors[actor]?.kind === 'thread' && this.#succession.comesTo(subject, actor))
      this.#coreSwitches++;
  }

  #acquire(actor: ActorId, lock: ActorId): void {
    const about = this.#actors[lock];
    if (about && isGil(about) && this.#succession.comesTo(lock, actor)) this.#gilSwitches++;
  }

  #statistics(trace: Trace): Statistics {
    const tasks: ActorStatistics[] = [];
    const threads: ActorStatistics[] = [];
    const total = new Float64Array(SPAN_STATE_COUNT);
    let busy = 0;
    for (const actor of trace.actors) {
      if (actor.kind !== 'task' && actor.kind !== 'thread') continue;
      const spent = this.#spentUntil(actor.id, trace.duration);
      const statistics = {
        actor: actor.id,
        name: actor.name,
        lifetime: seconds(sum(spent)),
        shares: sharesOf(spent),
      };
      if (actor.kind === 'thread') {
        threads.push(statistics);
        busy += spent[SPAN_STATE_CODE.running] as number;
      } else {
        tasks.push(statistics);
        for (let code = 0; code < SPAN_STATE_COUNT; code++) {
          total[code] = (total[code] as number) + (spent[code] as number);
        }
      }
    }
    const elapsed = trace.duration;
    const { cores, startUp = 0 } = trace.machine;
    return {
      elapsed,
      busy: seconds(busy),
      cores,
      coreUse: elapsed > 0 && cores > 0 ? busy / (elapsed * cores) : 0,
      gilSwitches: this.#gilSwitches,
      coreSwitches: this.#coreSwitches,
      startUp: seconds(startUp),
      latencies: this.#summary,
      shares: sharesOf(total),
      tasks,
      threads,
    };
  }

  #spentUntil(actor: ActorId, now: number): Float64Array {
    const offset = actor * SPAN_STATE_COUNT;
    const spent = Float64Array.from(this.#spent.slice(offset, offset + SPAN_STATE_COUNT));
    const state = this.#state[actor] as number;
    if (state !== NOT_IN_A_STATE) {
      spent[state] = (spent[state] as number) + Math.max(0, now - (this.#since[actor] as number));
    }
    return spent;
  }
}

const sum = (numbers: Float64Array): number => numbers.reduce((total, number) => total + number, 0);

/** Sums up latencies, at least one, which it puts in order: those of a growing trace are nearly so already. */
function summarise(latencies: number[]): Latencies {
  const count = latencies.length;
  latencies.sort((one, other) => one - other);
  const lower = latencies[Math.floor((count - 1) / 2)] as number;
  const upper = latencies[Math.floor(count / 2)] as number;
  return {
    count,
    median: seconds((lower + upper) / 2),
    worst: seconds(latencies[count - 1] as number),
  };
}

function sharesOf(spent: Float64Array): Shares {
  const lifetime = sum(spent);
  const shares: Record<SpanState, number> = { starting: 0, ready: 0, running: 0, waiting: 0, blocked: 0 };
  if (lifetime > 0)
    SPAN_STATES.forEach((state, code) => {
      shares[state] = (spent[code] as number) / lifetime;
    });
  return shares;
}
