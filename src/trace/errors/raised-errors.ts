import { type Actor, type ActorId, NO_ACTOR } from '../actors.ts';
import { CallStacks, isCoroutine, type OpenFrame } from '../call-stacks.ts';
import { EVENT_CODE, REASON_CODE } from '../events.ts';
import type { Trace } from '../trace.ts';

/** How an actor got the work that its flow does. */
export type Origin =
  /** The main thread of the program. */
  | 'main-thread'
  /** A thread that the program started. */
  | 'thread'
  /** A task of an event loop. */
  | 'coroutine'
  /** A call given to a pool of threads. */
  | 'pool-of-threads'
  /** A call given to a pool of processes, or a worker process of one. */
  | 'pool-of-processes';

/** An error raised in one flow of execution: at first, or where somebody asked for what had ended by it. */
export interface Raised {
  /** The index of its event. */
  readonly event: number;
  /** The innermost actor of the flow. */
  readonly actor: ActorId;
  /** The outermost actor of the flow that has a frame: the one that ends if nobody catches the error. */
  readonly owner: ActorId;
  readonly origin: Origin;
  /** `Type: message`. */
  readonly error: string;
  /** Where it was raised before. */
  readonly from: Raised | null;
  /** The frames of the flow as it was raised, outermost first. */
  readonly frames: readonly OpenFrame[];
  /** What a group of errors is made of. */
  readonly parts: readonly Raised[];
  /** Whether the flow has ended by it, or gone on, so that it has been caught; null while neither. */
  outcome: 'left' | 'caught' | null;
  /** The index of the event by which the flow ended by it; null where it did not. */
  end: number | null;
  /** How many frames were open where it was caught, the one that caught it included; 0 where that is not known. */
  depth: number;
  /** Whether it was raised again somewhere else, or has become part of a group. */
  isPassedOn: boolean;
}

/** A warning on the standard error. */
export interface Warned {
  /** The index of its event. */
  readonly event: number;
  readonly actor: ActorId;
  /** The line it is given for; null where there is none. */
  readonly line: number | null;
  readonly text: string;
}

/** What shows that a program goes on. Ending frames, letting go of locks and closing pools does not. */
const GOING_ON: ReadonlySet<number> = new Set([
  EVENT_CODE.line,
  EVENT_CODE.call,
  EVENT_CODE.print,
  EVENT_CODE.output,
  EVENT_CODE.warn,
  EVENT_CODE.raise,
  EVENT_CODE.finish,
  EVENT_CODE.cancel,
]);

/** A cancellation is no error to the reader, though Python raises it as one. */
const isCancellation = (error: string): boolean => /^CancelledError\b/.test(error);

const SUB_EXCEPTIONS = /^ExceptionGroup: .*\((\d+) sub-exceptions?\)$/;

/** Goes through a trace's events, and finds every error that was raised and every warning. */
export class RaisedErrors {
  readonly all: Raised[] = [];
  readonly warnings: Warned[] = [];
  readonly #stacks = new CallStacks();
  readonly #creators = new Map<ActorId, ActorId>();
  readonly #pools = new Map<ActorId, ActorId>();
  /** What was raised last in each actor. */
  readonly #last = new Map<ActorId, Raised>();
  /** Whose flows each error was raised in. */
  readonly #owners = new Map<string, Set<ActorId>>();
  /** What is on its way through the frames of a flow, by the flow's owner. */
  readonly #pending = new Map<ActorId, Raised>();

  /** Takes in the events from this index on. */
  read(trace: Trace, from: number): void {
    for (let event = from; event < trace.events.length; event++) this.#apply(trace, event);
  }

  #apply(trace: Trace, index: number): void {
    const { events, actors, texts } = trace;
    const code = events.kind[index] as number;
    const actor = events.actor[index] as ActorId;
    const subject = events.subject[index] as ActorId;
    const value = events.value[index] as number;
    const text = texts[value] ?? '';
    const isError = code === EVENT_CODE.raise || code === EVENT_CODE.fail;
    if (isError && isCancellation(text)) return;
    if (this.#pending.size > 0 && GOING_ON.has(code))
      this.#goOn(actors, actor, code === EVENT_CODE.raise ? text : null);
    if (code === EVENT_CODE.raise) this.#raise(trace, index, text);
    else if (code === EVENT_CODE.fail) this.#fail(trace, index, text);
    else if (code === EVENT_CODE.create) this.#creators.set(actor, subject);
    else if (code === EVENT_CODE.ready && value === REASON_CODE.pool) this.#pools.set(actor, subject);
    else if (code === EVENT_CODE.warn) {
      const line = this.#stacks.framesOf(actors, actor).at(-1)?.line ?? null;
      this.warnings.push({ event: index, actor, line, text });
    }
    this.#stacks.apply(trace, index);
  }

  /**
   * A flow does something else: what was on its way through its frames has been caught.
   *
   * @param again what is raised, should that be what it does.
   */
  #goOn(actors: readonly Actor[], actor: ActorId, again: string | null): void {
    for (const member of this.#stacks.flowOf(actors, actor)) {
      const raised = this.#pending.get(member);
      if (!raised || raised.error === again) continue;
      this.#pending.delete(member);
      raised.outcome = 'caught';
      raised.depth = this.#stacks.framesOf(actors, actor).length;
    }
  }

  #raise(trace: Trace, event: number, error: string): void {
    const actor = trace.events.actor[event] as ActorId;
    const from = this.#last.get(trace.events.subject[event] as ActorId);
    const before = from?.error === error && !from.isPassedOn ? from : null;
    const frames = this.#stacks.framesOf(trace.actors, actor);
    const owner = frames[0]?.actor ?? actor;
    if (before?.owner === owner) {
      // Raised again where it was caught: it is still the same.
      before.outcome = null;
      this.#pending.set(owner, before);
      return;
    }
    if (before) before.isPassedOn = true;
    const parts = this.#partsOf(trace.actors, actor, error);
    this.#add(trace.actors, { event, actor, owner, error, from: before, frames, parts });
  }

  /** A task or thread ends by an error, which may never have been seen before: its worker may have come to grief. */
  #fail(trace: Trace, event: number, error: string): void {
    const { actors, events } = trace;
    const actor = events.actor[event] as ActorId;
    const pending = this.#pending.get(actor);
    if (pending) {
      this.#leave(pending, event);
      return;
    }
    const kind = actors[actor]?.kind;
    if (kind !== 'task' && kind !== 'thread') return;
    const frames = this.#stacks.framesOf(actors, actor);
    const owner = frames[0]?.actor ?? actor;
    const owners = this.#owners.get(error);
    if (owners && (frames.length === 0 || owners.has(owner))) return;
    const raised = this.#add(actors, { event, actor, owner, error, from: null, frames, parts: [] });
    if (owner === actor) this.#leave(raised, event);
  }

  /** An error has gone through all frames of its flow, which has ended by it. */
  #leave(raised: Raised, event: number): void {
    raised.outcome = 'left';
    raised.end = event;
    this.#pending.delete(raised.owner);
  }

  #add(
    actors: readonly Actor[],
    facts: Omit<Raised, 'origin' | 'outcome' | 'end' | 'depth' | 'isPassedOn'>,
  ): Raised {
    const raised: Raised = {
      ...facts,
      origin: this.#originOf(actors, facts.actor),
      outcome: null,
      end: null,
      depth: 0,
      isPassedOn: false,
    };
    this.all.push(raised);
    const owners = this.#owners.get(raised.error);
    if (owners) owners.add(raised.owner);
    else this.#owners.set(raised.error, new Set([raised.owner]));
    this.#last.set(raised.actor, raised);
    this.#last.set(raised.owner, raised);
    this.#pending.set(raised.owner, raised);
    return raised;
  }

  /** The errors of a task group: those of the tasks that its block has created and nobody has asked about. */
  #partsOf(actors: readonly Actor[], actor: ActorId, error: string): readonly Raised[] {
    const count = Number(SUB_EXCEPTIONS.exec(error)?.[1] ?? 0);
    if (count === 0) return [];
    const flow = this.#stacks.flowOf(actors, actor);
    const isPart = (raised: Raised): boolean =>
      raised.outcome === 'left' && flow.includes(this.#creators.get(raised.owner) ?? NO_ACTOR);
    const candidates = this.all.filter((raised) => !raised.isPassedOn);
    const parts = candidates.filter(isPart).slice(-count);
    const own = candidates.filter((raised) => raised.outcome === 'caught' && flow.includes(raised.owner));
    if (parts.length < count) parts.push(...own.slice(parts.length - count));
    for (const part of parts) part.isPassedOn = true;
    return parts;
  }

  #originOf(actors: readonly Actor[], actor: ActorId): Origin {
    const flow = this.#stacks.flowOf(actors, actor);
    if (flow.some((member) => isCoroutine(actors, member))) return 'coroutine';
    const thread = actors[flow[0] ?? NO_ACTOR];
    const pool = flow.map((member) => actors[this.#pools.get(member) ?? NO_ACTOR]).find((found) => found);
    const isInMainProcess = actors[thread?.parent ?? NO_ACTOR]?.parent === NO_ACTOR;
    if (pool) return pool.parent === thread?.parent ? 'pool-of-threads' : 'pool-of-processes';
    if (!isInMainProcess) return 'pool-of-processes';
    return thread?.name === 'MainThread' ? 'main-thread' : 'thread';
  }
}
