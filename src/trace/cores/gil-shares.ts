import { countBelow } from '../../base/binary-search.ts';
import { type Seconds, seconds } from '../../base/units.ts';
import { type ActorId, isGil } from '../actors.ts';
import { EVENT_CODE, isEndCode, isStateCode, REASON_CODE } from '../events.ts';
import type { Trace } from '../trace.ts';

/**
 * How a thread has spent its life up to a moment, in program seconds. The three add up to its life.
 *
 * - `holding`: it had the GIL.
 * - `wanting`: it could have run, but another thread had the GIL.
 * - `without`: it did not need it: it waited, was blocked, or was being started.
 */
export interface ThreadShares {
  readonly thread: ActorId;
  readonly holding: Seconds;
  readonly wanting: Seconds;
  readonly without: Seconds;
}

type Situation = 'holding' | 'wanting' | 'without' | 'ended';

/** The situations of one thread, and the sums up to each. */
class Life {
  readonly #events: number[] = [];
  readonly #times: number[] = [];
  readonly #situations: Situation[] = [];
  readonly #holding: number[] = [];
  readonly #wanting: number[] = [];
  readonly #without: number[] = [];
  holds = false;
  wants = false;

  /** What it is in, from this event on. */
  note(index: number, time: number, hasEnded: boolean): void {
    const situation = hasEnded ? 'ended' : this.holds ? 'holding' : this.wants ? 'wanting' : 'without';
    const latest = this.#situations.at(-1);
    if (situation === latest || latest === 'ended') return;
    const { holding, wanting, without } = this.sumsAt(index, time);
    this.#events.push(index);
    this.#times.push(time);
    this.#situations.push(situation);
    this.#holding.push(holding);
    this.#wanting.push(wanting);
    this.#without.push(without);
  }

  sumsAt(count: number, time: number): Omit<ThreadShares, 'thread'> {
    const last = countBelow(this.#events, count) - 1;
    const passed = time - (this.#times[last] ?? time);
    const situation = this.#situations[last];
    const sum = (sums: readonly number[], during: Situation): Seconds =>
      seconds((sums[last] ?? 0) + (situation === during ? passed : 0));
    return {
      holding: sum(this.#holding, 'holding'),
      wanting: sum(this.#wanting, 'wanting'),
      without: sum(this.#without, 'without'),
    };
  }

  hasBegun(count: number): boolean {
    return countBelow(this.#events, count) > 0;
  }
}

/** How threads spend their lives with regard to the GIL of their process. Events are applied one after another. */
export class GilShares {
  readonly #lives = new Map<ActorId, Life>();

  /** Applies one event. */
  apply({ events, actors }: Trace, index: number): void {
    const code = events.kind[index] as number;
    const actor = events.actor[index] as ActorId;
    const isChange = isStateCode(code);
    if (!isChange && code !== EVENT_CODE.acquire && code !== EVENT_CODE.release) return;
    if (actors[actor]?.kind !== 'thread') return;
    const life = this.#lives.get(actor) ?? new Life();
    this.#lives.set(actor, life);
    if (isChange) {
      life.wants = code === EVENT_CODE.ready && events.value[index] === REASON_CODE.gil;
    } else {
      const subject = actors[events.subject[index] as ActorId];
      if (!subject || !isGil(subject)) return;
      life.holds = code === EVENT_CODE.acquire;
    }
    life.note(index, events.time[index] as number, isEndCode(code));
  }

  /** How a thread has spent its life; `null` before its beginning. */
  at(thread: ActorId, count: number, time: Seconds): ThreadShares | null {
    const life = this.#lives.get(thread);
    return life?.hasBegun(count) ? { thread, ...life.sumsAt(count, time) } : null;
  }
}
