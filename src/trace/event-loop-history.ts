import { countUpTo } from '../base/binary-search.ts';
import { type Seconds, seconds } from '../base/units.ts';
import { type Actor, type ActorId, NO_ACTOR } from './actors.ts';
import { GrowingLoop } from './event-loop-growing.ts';
import { type BlockingStep, type Doing, type LoopStep, stateOfCode } from './event-loop-steps.ts';
import { EVENT_CODE, isEndCode, isStateCode, REASON_CODE } from './events.ts';
import { Carrying } from './lanes-carrying.ts';
import type { Trace } from './trace.ts';

/** What an event loop has done, to be asked for any moment by the count of events that have happened and the time. */
export interface EventLoopHistory {
  readonly loop: ActorId;
  /** The thread it runs on. */
  readonly thread: ActorId;
  /** How many iterations it has begun in the whole trace. */
  readonly iterations: number;
  /** The index of the event that began its present iteration; -1 before the first. */
  iterationEventAt(count: number): number;
  /** From its creation to the moment, or to its end; 0 before its creation. */
  elapsedAt(count: number, time: Seconds): Seconds;
  /** How long it has been in its selector, which is when it had nothing to do. */
  idleAt(count: number, time: Seconds): Seconds;
  /** The steps it has begun in its present iteration, in order. The last may be under way, which its `end` then says. */
  stepsOfIterationAt(count: number, time: Seconds): readonly LoopStep[];
  /** The step that is under way; `null` between steps. Its `end` and `to` are those of the moment. */
  stepAt(count: number, time: Seconds): LoopStep | null;
  /** The steps of the whole trace that blocked it, in order. */
  readonly blocking: readonly BlockingStep[];
  /** The blocking step that the moment falls into; `null` for none. It is the whole step, with its end. */
  blockingAt(count: number): BlockingStep | null;
  /** Whom a task has named last that it waits for together; empty where it has named nobody. */
  awaitedAt(task: ActorId, count: number): readonly ActorId[];
}

/** Reads the event loops of a trace, continuing where it stopped when the same trace has grown. */
export interface EventLoopReader {
  /** The history of each event loop, in the order of their creation. */
  read(trace: Trace): readonly EventLoopHistory[];
}

/** Makes a reader. A trace with other actors or fewer events than the last one is read from its beginning. */
export function createEventLoopReader(): EventLoopReader {
  let growing: GrowingLoops | null = null;
  return {
    read(trace) {
      if (!growing?.continues(trace)) growing = new GrowingLoops(trace);
      return growing.read(trace);
    },
  };
}

class GrowingLoops {
  readonly #actors: readonly Actor[];
  readonly #unit: number;
  readonly #loops: GrowingLoop[] = [];
  /** The loop that each thread runs. */
  readonly #ofThread: (GrowingLoop | undefined)[] = [];
  readonly #carrying = new Carrying();
  readonly #lines: number[] = [];
  /** By thread with a loop: its state, the code of its reason, and whom it is about. */
  readonly #states = new Map<ActorId, Pick<Doing, 'state' | 'reason' | 'subject'>>();
  #read = 0;

  constructor({ actors, machine }: Trace) {
    this.#actors = actors;
    this.#unit = machine.unit ?? 1;
  }

  continues({ actors, events }: Trace): boolean {
    return actors === this.#actors && events.length >= this.#read;
  }

  read(trace: Trace): readonly EventLoopHistory[] {
    const { length } = trace.events;
    for (; this.#read < length; this.#read++) this.#apply(trace, this.#read);
    return this.#loops.map((loop) => historyOf(loop, trace));
  }

  #apply({ events }: Trace, event: number): void {
    const code = events.kind[event] as number;
    const actor = events.actor[event] as ActorId;
    const subject = events.subject[event] as ActorId;
    const value = events.value[event] as number;
    const time = events.time[event] as number;
    if (isStateCode(code)) {
      this.#change(event, time, code, actor, subject, value);
      return;
    }
    switch (code) {
      case EVENT_CODE.create:
        this.#create(event, actor);
        return;
      case EVENT_CODE.carry:
        this.#carry(event, time, actor, subject);
        return;
      case EVENT_CODE.line:
        this.#lines[actor] = value;
        this.#move(time, actor);
        return;
      case EVENT_CODE.iteration:
        this.#loops.findLast((loop) => loop.actor === actor)?.iterations.push(event);
        return;
      case EVENT_CODE.await:
        this.#loopOfTask(actor)?.name(event, actor, subject);
    }
  }

  #create(event: number, id: ActorId): void {
    const actor = this.#actors[id];
    if (actor?.kind !== 'loop') return;
    const loop = new GrowingLoop(actor, event, this.#unit);
    this.#loops.push(loop);
    if (loop.thread !== NO_ACTOR) this.#ofThread[loop.thread] = loop;
  }

  #change(event: number, time: number, code: number, actor: ActorId, subject: ActorId, value: number): void {
    const kind = this.#actors[actor]?.kind;
    if (kind === 'loop' && isEndCode(code))
      this.#loops.find((loop) => loop.actor === actor)?.end(event, time);
    if (kind !== 'thread') return;
    const reason = code === EVENT_CODE.ready || code === EVENT_CODE.wait ? value : 0;
    this.#states.set(actor, { state: stateOfCode(code), reason, subject });
    const loop = this.#ofThread[actor];
    if (!loop) return;
    loop.wake(event, time);
    if (isEndCode(code)) loop.end(event, time);
    else if (code === EVENT_CODE.wait && value === REASON_CODE.select) loop.fallIdle(event, time);
    else loop.steps.change(time, this.#doing(actor));
  }

  #carry(event: number, time: number, owner: ActorId, inner: ActorId): void {
    this.#carrying.set(owner, inner);
    const loop = this.#ofThread[owner];
    if (!loop) {
      this.#move(time, owner);
      return;
    }
    loop.steps.end(event, time);
    if (inner !== NO_ACTOR && this.#actors[inner]?.parent === loop.actor) {
      loop.steps.begin(event, time, inner, this.#doing(owner));
    }
  }

  /** Somebody is on another line or carries something else, which tells where the thread that carries them is. */
  #move(time: number, actor: ActorId): void {
    const carrier = this.#carrying.carrierOf(actor);
    const task = this.#ofThread[carrier] ? carrier : this.#carrying.carrierOf(carrier);
    const thread = this.#ofThread[actor] ? actor : task;
    if (thread !== NO_ACTOR) this.#ofThread[thread]?.steps.change(time, this.#doing(thread));
  }

  #doing(thread: ActorId): Doing {
    const actor = this.#carrying.innermost(thread);
    const { state, reason, subject } = this.#states.get(thread) ?? {
      state: 'run' as const,
      reason: 0,
      subject: NO_ACTOR,
    };
    return { state, reason, subject, actor, line: this.#lines[actor] ?? 0 };
  }

  #loopOfTask(task: ActorId): GrowingLoop | undefined {
    const parent = this.#actors[task]?.parent;
    return this.#loops.find(({ actor }) => actor === parent);
  }
}

function historyOf(loop: GrowingLoop, trace: Trace): EventLoopHistory {
  const { steps, iterations } = loop;
  const timeOf = (event: number): number => trace.events.time[event] as number;
  const blocking = steps.blocking(loop.present(trace.events.length, trace.duration));
  const begins = blocking.map(({ begin }) => begin);
  const iterationEventAt = (count: number): number => iterations[countUpTo(iterations, count - 1) - 1] ?? -1;
  const stepAt = (number: number, count: number, time: Seconds): LoopStep => {
    const step = steps.at(number, seconds(loop.present(count, time)));
    return step.end !== null && step.end >= count ? { ...step, end: null, to: time } : step;
  };
  return {
    loop: loop.actor,
    thread: loop.thread,
    iterations: iterations.length,
    blocking,
    iterationEventAt,
    elapsedAt: (count, time) =>
      seconds(count > loop.created ? loop.present(count, time) - timeOf(loop.created) : 0),
    idleAt: (count, time) => seconds(loop.idleAt(count, time)),
    stepsOfIterationAt(count, time) {
      const first = steps.begunBefore(Math.max(0, iterationEventAt(count)));
      return Array.from({ length: steps.begunAt(count) - first }, (_, index) =>
        stepAt(first + index, count, time),
      );
    },
    stepAt(count, time) {
      const begun = steps.begunAt(count);
      const step = begun > 0 ? stepAt(begun - 1, count, time) : null;
      return step?.end === null ? step : null;
    },
    blockingAt(count) {
      const last = blocking[countUpTo(begins, count - 1) - 1];
      return last && (last.end === null || last.end >= count) ? last : null;
    },
    awaitedAt: (task, count) => loop.awaitedAt(task, count),
  };
}
