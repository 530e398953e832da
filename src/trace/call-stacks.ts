import { type Actor, type ActorId, NO_ACTOR } from './actors.ts';
import { Carrying } from './carrying.ts';
import { EVENT_CODE } from './events.ts';
import type { Trace } from './trace.ts';

/** A frame that is open: a function of the program that has been called and has not returned. */
export interface OpenFrame {
  /** The task or thread it was called in. */
  readonly actor: ActorId;
  readonly name: string;
  /** The line of the listing it is on; `null` before its first. */
  readonly line: number | null;
}

/** What an actor has of its own: its frames, outermost first. */
type Stack = { -readonly [Field in keyof OpenFrame]: OpenFrame[Field] }[];

/**
 * The call stacks of a trace, as its events make them.
 *
 * A *flow* is what has one call stack in Python: a thread with the jobs it works on, or a coroutine that an event loop
 * runs, with its own. Frames are called in the innermost actor of a flow, and stand on those of the actors around it.
 */
export class CallStacks {
  readonly #carrying = new Carrying();
  readonly #stacks = new Map<ActorId, Stack>();

  /** Applies one event. */
  apply(trace: Trace, index: number): void {
    const { events, actors, texts } = trace;
    const actor = events.actor[index] as ActorId;
    const value = events.value[index] as number;
    switch (events.kind[index]) {
      case EVENT_CODE.carry:
        if (actors[actor]?.kind !== 'core') this.#carrying.set(actor, events.subject[index] as ActorId);
        return;
      case EVENT_CODE.call: {
        const stack = this.#stacks.get(actor) ?? [];
        this.#stacks.set(actor, stack);
        stack.push({ actor, name: texts[value] ?? '', line: null });
        return;
      }
      case EVENT_CODE.return:
        this.#stacks.get(actor)?.pop();
        return;
      case EVENT_CODE.line: {
        const frame = this.#innermostFrame(actors, actor);
        if (frame) frame.line = value;
      }
    }
  }

  /** The actors of the flow that an actor is in, from the outermost inwards as far as the actor itself. */
  flowOf(actors: readonly Actor[], actor: ActorId): readonly ActorId[] {
    const flow = [actor];
    while (!isCoroutine(actors, flow[0] as ActorId)) {
      const carrier = this.#carrying.carrierOf(flow[0] as ActorId);
      if (carrier === NO_ACTOR) break;
      flow.unshift(carrier);
    }
    return flow;
  }

  /** The frames that are open in the flow of an actor, as far as the actor itself, outermost first. */
  framesOf(actors: readonly Actor[], actor: ActorId): readonly OpenFrame[] {
    return this.flowOf(actors, actor).flatMap((member) =>
      (this.#stacks.get(member) ?? []).map((frame) => ({ ...frame })),
    );
  }

  /** A job is at a line of the function that calls it until it has a frame of its own. */
  #innermostFrame(actors: readonly Actor[], actor: ActorId): Stack[number] | undefined {
    for (const member of this.flowOf(actors, actor).toReversed()) {
      const frame = this.#stacks.get(member)?.at(-1);
      if (frame) return frame;
    }
    return undefined;
  }
}

/** Whether an actor is a task of an event loop, whose frames stand on nobody's. */
export const isCoroutine = (actors: readonly Actor[], actor: ActorId): boolean =>
  actors[actors[actor]?.parent ?? NO_ACTOR]?.kind === 'loop' && actors[actor]?.kind === 'task';
