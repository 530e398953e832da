import { type Seconds, seconds } from '../../base/units.ts';
import { nameOfThread } from '../actor-names.ts';
import { type Actor, type ActorId, isGil, NO_ACTOR } from '../actors.ts';
import { Carrying } from '../carrying.ts';
import { EVENT_CODE, isEndCode, isStateCode } from '../events.ts';
import { GrowingSpans, SPAN_STATE_CODE, type Spans } from '../spans.ts';
import type { EventLog, Trace } from '../trace.ts';
import { GrowingHolds, type Holds, OpenHolds } from './lanes-holds.ts';
import { GrowingProgress, type Progress } from './lanes-progress.ts';
import { Mipmap } from './mipmap.ts';

/** Whose lanes are drawn. */
export const GROUPINGS = ['task', 'thread', 'core'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** The task that a program begins with, where it runs on an event loop. */
export const MAIN_TASK = 'main';

/** Fewer events than this do not repay being counted before they are read. */
const MANY_EVENTS = 4096;

/** Stands for the colour of whoever is no task of its own: the main routine, an idle thread. */
export const NEUTRAL_HUE = -1;

/** An error that ended an actor. */
export interface LaneError {
  /** Program seconds. */
  readonly time: number;
  /** `Type: message`. */
  readonly text: string;
}

/** One lane: what one task, thread or core was doing over time. */
export interface Lane {
  readonly actor: ActorId;
  /** Its label. Threads of several processes are named after their process. */
  readonly name: string;
  /** The colour of its own identity, counted from 0, or `NEUTRAL_HUE`. Palettes repeat. */
  readonly hue: number;
  readonly spans: Spans;
  /** Levels of detail over the spans that are closed. */
  readonly mipmap: Mipmap;
  readonly holds: Holds;
  /** How far its computations were, as far as they told. */
  readonly progress: Progress;
  readonly errors: readonly LaneError[];
  /** How its actor ended, if it has. */
  readonly ended: 'finished' | 'failed' | 'cancelled' | null;
}

/** The lanes of one trace. Their columns grow in place while the trace does; `version` says when to look again. */
export interface LaneSet {
  readonly grouping: Grouping;
  readonly lanes: readonly Lane[];
  /** The names of all rows from the top, where that is not the order of the lanes; a row may have no lane. */
  readonly order?: readonly string[];
  /** Where open spans end: the duration of the trace so far. */
  readonly now: Seconds;
  /** Differs whenever anything that could be drawn does. */
  readonly version: number;
  readonly actors: readonly Actor[];
  /** The colour of an actor: tasks of one name share one, in the order their names first appear. */
  hueOf(actor: ActorId): number;
}

/** What lanes are wanted. */
export interface LaneOptions {
  readonly grouping: Grouping;
  /** Whether lanes by task leave out the task named `main`, which in many programs only waits for the others. */
  readonly hidesMain?: boolean;
}

/** Reads the lanes of a trace, continuing where it stopped when the same trace has grown. */
export interface LaneReader {
  /** The lanes as they are now; the same object as before when nothing has changed. */
  read(trace: Trace): LaneSet;
}

/** Makes a reader. A trace with other actors or fewer events than the last one is read from its beginning. */
export function createLaneReader(options: LaneOptions): LaneReader {
  let growing: GrowingLanes | null = null;
  let version = 0;
  let latest: LaneSet | null = null;
  return {
    read(trace) {
      if (!growing?.continues(trace)) {
        growing = new GrowingLanes(trace.actors, options);
        latest = null;
      }
      const changed = growing.read(trace);
      const now = growing.now(trace);
      if (latest && !changed && latest.now === now) return latest;
      version++;
      const { lanes } = growing;
      const { hueOf } = growing;
      latest = { grouping: options.grouping, lanes, now, version, actors: trace.actors, hueOf };
      return latest;
    },
  };
}

class GrowingLane implements Lane {
  readonly actor: ActorId;
  readonly hue: number;
  readonly spans = new GrowingSpans();
  readonly mipmap = new Mipmap();
  readonly holds = new GrowingHolds();
  readonly progress = new GrowingProgress();
  readonly errors: LaneError[] = [];
  name: string;
  ended: Lane['ended'] = null;

  constructor(actor: Actor, hue: number) {
    this.actor = actor.id;
    this.name = actor.name;
    this.hue = hue;
  }
}

class GrowingLanes {
  readonly lanes: GrowingLane[] = [];
  readonly #actors: readonly Actor[];
  readonly #options: LaneOptions;
  readonly #laneOf: (GrowingLane | undefined)[] = [];
  readonly #coreLaneOf: (GrowingLane | undefined)[] = [];
  readonly #hues: number[] = [];
  readonly #hueOfName = new Map<string, number>();
  readonly #carrying = new Carrying();
  readonly #open = new OpenHolds();
  #events = 0;
  #lastTime = 0;
  #processes = 0;

  constructor(actors: readonly Actor[], options: LaneOptions) {
    this.#actors = actors;
    this.#options = options;
  }

  continues(trace: Trace): boolean {
    return trace.actors === this.#actors && trace.events.length >= this.#events;
  }

  now(trace: Trace): Seconds {
    return seconds(Math.max(trace.duration, this.#lastTime));
  }

  readonly hueOf = (actor: ActorId): number => this.#hues[actor] ?? NEUTRAL_HUE;

  /** Takes in what is new; says whether anything was. */
  read(trace: Trace): boolean {
    const { events } = trace;
    if (this.#hues.length === trace.actors.length && this.#events === events.length) return false;
    this.#meet(trace.actors);
    this.#reserve(events);
    const { time, kind, actor, subject, value } = events;
    for (let index = this.#events; index < events.length; index++) {
      this.#apply(
        trace,
        time[index] as number,
        kind[index] as number,
        actor[index] as ActorId,
        subject[index] as ActorId,
        value[index] as number,
      );
    }
    this.#events = events.length;
    if (events.length > 0) this.#lastTime = events.time[events.length - 1] as number;
    for (const lane of this.lanes) lane.mipmap.extend(lane.spans);
    return true;
  }

  /** Makes room for what many events at once will bring, lest each lane's columns be copied time and again. */
  #reserve({ kind, actor, length }: EventLog): void {
    if (length - this.#events < MANY_EVENTS || this.#options.grouping === 'core') return;
    const counts = new Int32Array(this.#actors.length);
    for (let index = this.#events; index < length; index++) {
      if (!isStateCode(kind[index] as number)) continue;
      const id = actor[index] as number;
      counts[id] = (counts[id] as number) + 1;
    }
    for (const { actor, spans } of this.lanes) spans.reserve(spans.length + (counts[actor] as number));
  }

  #meet(actors: readonly Actor[]): void {
    for (let id = this.#hues.length; id < actors.length; id++) {
      const actor = actors[id] as Actor;
      const hue = this.#newHue(actor);
      this.#hues.push(hue);
      if (actor.kind === 'process') this.#processes++;
      if (actor.kind !== this.#options.grouping) continue;
      if (actor.kind === 'task' && actor.name === MAIN_TASK && this.#options.hidesMain) continue;
      const lane = new GrowingLane(actor, hue);
      this.#laneOf[id] = lane;
      this.lanes.push(lane);
    }
    if (this.#options.grouping === 'thread' && this.#processes > 1) this.#nameAfterProcesses(actors);
  }

  #newHue(actor: Actor): number {
    if (actor.kind !== 'task' || actor.name === MAIN_TASK) return NEUTRAL_HUE;
    const known = this.#hueOfName.get(actor.name);
    if (known !== undefined) return known;
    const hue = this.#hueOfName.size;
    this.#hueOfName.set(actor.name, hue);
    return hue;
  }

  #nameAfterProcesses(actors: readonly Actor[]): void {
    for (const lane of this.lanes) {
      const thread = actors[lane.actor];
      const process = thread && actors[thread.parent];
      if (!process) continue;
      lane.name = nameOfThread(thread, process);
    }
  }

  #apply(trace: Trace, time: number, code: number, actor: ActorId, subject: ActorId, value: number): void {
    if (isStateCode(code)) {
      if (this.#options.grouping === 'core') this.#changeCore(time, code, actor, subject);
      else this.#change(time, code, actor, subject, value);
      if (code === EVENT_CODE.fail) this.#fail(time, actor, trace.texts[value] ?? 'Error');
    } else if (code === EVENT_CODE.carry) {
      this.#carrying.set(actor, subject);
      if (this.#options.grouping !== 'task') this.#identify(time, actor);
    } else if (code === EVENT_CODE.acquire) {
      this.#acquire(time, actor, subject);
    } else if (code === EVENT_CODE.release) {
      this.#open.release(time, actor, subject);
    } else if (code === EVENT_CODE.progress && this.#options.grouping !== 'core') {
      for (const { progress } of this.#lanesInChain(actor)) progress.tell(time, value);
    }
  }

  /** Whoever works on an actor now works on what that actor works on. */
  #identify(time: number, actor: ActorId): void {
    const lanes = this.#options.grouping === 'thread' ? this.#laneOf : this.#coreLaneOf;
    const innermost = this.#carrying.innermost(actor);
    for (let member = actor; member !== NO_ACTOR; member = this.#carrying.carrierOf(member)) {
      lanes[member]?.spans.identify(time, innermost);
    }
  }

  #change(time: number, code: number, actor: ActorId, subject: ActorId, value: number): void {
    const lane = this.#laneOf[actor];
    if (!lane) return;
    if (isEndCode(code)) {
      lane.spans.close(time);
      lane.ended =
        code === EVENT_CODE.finish ? 'finished' : code === EVENT_CODE.fail ? 'failed' : 'cancelled';
      return;
    }
    const identity = this.#options.grouping === 'task' ? actor : this.#carrying.innermost(actor);
    const reason = code === EVENT_CODE.ready || code === EVENT_CODE.wait ? value : 0;
    lane.spans.begin(time, code, identity, subject, reason);
  }

  /** A core's lane shows the thread that runs on it, from its `run` there to its next change of state. */
  #changeCore(time: number, code: number, actor: ActorId, subject: ActorId): void {
    if (this.#actors[actor]?.kind !== 'thread') return;
    const before = this.#coreLaneOf[actor];
    const after = code === EVENT_CODE.run && subject !== NO_ACTOR ? this.#laneOf[subject] : undefined;
    if (before && before !== after && before.spans.lastSubject === actor) before.spans.close(time);
    this.#coreLaneOf[actor] = after;
    after?.spans.begin(time, SPAN_STATE_CODE.running, this.#carrying.innermost(actor), actor, 0);
  }

  #fail(time: number, actor: ActorId, text: string): void {
    const lane = this.#laneOf[actor] ?? this.#lanesInChain(actor)[0];
    if (lane && !lane.errors.some((error) => error.time === time && error.text === text)) {
      lane.errors.push({ time, text });
    }
  }

  #acquire(time: number, actor: ActorId, lock: ActorId): void {
    const about = this.#actors[lock];
    if (!about || isGil(about) || this.#options.grouping === 'core') return;
    const lanes = this.#lanesInChain(actor).map(({ holds }) => holds);
    this.#open.acquire(time, actor, lock, lanes);
  }

  /** The lanes of whoever works on an actor, of the actor itself, and of what it works on. */
  #lanesInChain(actor: ActorId): GrowingLane[] {
    return [...this.#carrying.chain(actor)].flatMap((member) => this.#laneOf[member] ?? []);
  }
}
