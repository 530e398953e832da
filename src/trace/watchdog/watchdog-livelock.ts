import { timeText } from '../../base/time-text.ts';
import { seconds } from '../../base/units.ts';
import type { ActorId } from '../actors.ts';
import { EVENT_CODE, isEndCode, isStateCode } from '../events.ts';
import { listOf } from '../phrase.ts';
import type { Trace } from '../trace.ts';
import { NOTHING, type Report, type Watcher } from './watchdog-report.ts';

/** How often everything has to come round again. */
const REPETITIONS = 3;

/** Combinations that are remembered; whoever goes through more of them gets somewhere. */
const MOST_COMBINATIONS = 4096;

/** What one actor has done since there was last any progress. */
interface Doings {
  /** The stretch without progress that this is about. */
  stretch: number;
  /** How often it wrote after having waited. */
  rounds: number;
  /** How often it read what another had written. */
  regards: number;
  hasWaited: boolean;
}

/** A variable as it was left by its last writer. */
interface Written {
  readonly text: number;
  readonly by: ActorId;
  readonly stretch: number;
}

/**
 * Livelock: actors that keep running, each with regard to the others, and get nowhere.
 *
 * Progress is whatever is new: a line of output whose text the run has not had yet, an item put into or taken out of a queue,
 * more progress told, an actor created or ended, or a combination of values of the shared variables that has not been there
 * before. A livelock is a stretch without progress in which
 *
 * - the combinations of values have come round three times over: there were three times as many writes as there were
 *   different combinations; and
 * - two or more actors have each written three times, each time after having waited or lost their turn since the last, and
 *   have each read three times what another had written in that stretch.
 *
 * Who only looks again and again, as one that polls, is in none: it changes nothing. Nor is who pays no regard to others.
 */
export class Livelocks implements Watcher {
  /** By variable. */
  readonly #values = new Map<ActorId, Written>();
  readonly #doings = new Map<ActorId, Doings>();
  readonly #progress = new Map<ActorId, number>();
  readonly #texts = new Set<number>();
  #known = new Set<number>();
  #combination = 0;
  #stretch = 0;
  #since = 0;
  #writes = 0;
  readonly #visited = new Set<number>();
  /** Whether there is a livelock. */
  #isFound = false;
  /** Whether times mean something: those of a replay do not. */
  #isTimed = true;

  note({ events, provenance }: Trace, event: number): readonly Report[] {
    this.#isTimed = provenance !== 'replayed';
    const code = events.kind[event] as number;
    const actor = events.actor[event] as ActorId;
    const subject = events.subject[event] as ActorId;
    const value = events.value[event] as number;
    const time = events.time[event] as number;
    if (isStateCode(code)) {
      if (isEndCode(code)) return this.#progressAt(time);
      const isPause = code === EVENT_CODE.wait || code === EVENT_CODE.block || code === EVENT_CODE.ready;
      const doings = isPause ? this.#doings.get(actor) : undefined;
      if (doings) doings.hasWaited = true;
      return NOTHING;
    }
    switch (code) {
      case EVENT_CODE.print:
      case EVENT_CODE.output: {
        if (this.#texts.has(value)) return NOTHING;
        this.#texts.add(value);
        return this.#progressAt(time);
      }
      case EVENT_CODE.progress: {
        if (value <= (this.#progress.get(actor) ?? 0)) return NOTHING;
        this.#progress.set(actor, value);
        return this.#progressAt(time);
      }
      case EVENT_CODE.create:
      case EVENT_CODE.put:
      case EVENT_CODE.get:
        return this.#progressAt(time);
      case EVENT_CODE.read:
        this.#read(actor, subject);
        return NOTHING;
      case EVENT_CODE.write:
        return this.#write(actor, subject, value, time);
      default:
        return NOTHING;
    }
  }

  ongoing(): readonly Report[] {
    return this.#isFound ? [this.#report(null)] : NOTHING;
  }

  #read(actor: ActorId, variable: ActorId): void {
    const written = this.#values.get(variable);
    if (written && written.by !== actor && written.stretch === this.#stretch) this.#doingsOf(actor).regards++;
  }

  #write(actor: ActorId, variable: ActorId, text: number, time: number): readonly Report[] {
    const before = this.#values.get(variable);
    this.#combination += share(variable, text) - (before ? share(variable, before.text) : 0);
    const isNew = !this.#known.has(this.#combination);
    const over = isNew ? this.#progressAt(time) : NOTHING;
    if (isNew) {
      if (this.#known.size >= MOST_COMBINATIONS) this.#known = new Set();
      this.#known.add(this.#combination);
    }
    this.#values.set(variable, { text, by: actor, stretch: this.#stretch });
    if (isNew) return over;
    this.#writes++;
    this.#visited.add(this.#combination);
    const doings = this.#doingsOf(actor);
    if (doings.hasWaited) doings.rounds++;
    doings.hasWaited = false;
    if (!this.#isFound && this.#isLivelock()) this.#isFound = true;
    return NOTHING;
  }

  #isLivelock(): boolean {
    return this.#writes >= REPETITIONS * this.#visited.size && this.#members().length > 1;
  }

  #members(): readonly ActorId[] {
    return [...this.#doings]
      .filter(
        ([, { stretch, rounds, regards }]) =>
          stretch === this.#stretch && rounds >= REPETITIONS && regards >= REPETITIONS,
      )
      .map(([actor]) => actor);
  }

  #doingsOf(actor: ActorId): Doings {
    let doings = this.#doings.get(actor);
    if (doings?.stretch !== this.#stretch) {
      doings = { stretch: this.#stretch, rounds: 0, regards: 0, hasWaited: doings?.hasWaited ?? false };
      this.#doings.set(actor, doings);
    }
    return doings;
  }

  /** Something new: a stretch without progress is over, and with it its livelock. */
  #progressAt(time: number): readonly Report[] {
    const report = this.#isFound ? [this.#report(time)] : NOTHING;
    this.#isFound = false;
    this.#stretch++;
    this.#since = time;
    this.#writes = 0;
    this.#visited.clear();
    return report;
  }

  #report(to: number | null): Report {
    const actors = this.#members();
    const until = to === null ? 'on' : `to ${timeText(to)} s`;
    const when = this.#isTimed ? `, from ${timeText(this.#since)} s ${until}` : '';
    return {
      kind: 'livelock',
      from: seconds(this.#since),
      to: to === null ? null : seconds(to),
      actors,
      phrase: [
        ...listOf(actors),
        ` do the same again and again${when}: all run and give way to each other, and nothing comes of it`,
      ],
    };
  }
}

/** A number for a variable having a value, such that sums of these tell combinations apart but for rare chance. */
function share(variable: ActorId, text: number): number {
  let mixed = Math.imul(variable + 1, 0x9e3779b1) ^ Math.imul(text + 1, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
