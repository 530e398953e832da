import { type ActorId, NO_ACTOR } from './actors.ts';
import { isCoroutine } from './call-stacks.ts';
import { EVENT_CODE, isEndCode, isStateCode } from './events.ts';
import type { Trace } from './trace.ts';

/** Events by who they are about: lists of event numbers, each in order. Who has none has no list. */
type ByActor = readonly (readonly number[] | undefined)[];

/** The events of a trace that tell what waited for what. */
export interface EventIndex {
  /** By actor, its changes of state. */
  readonly states: ByActor;
  /** By actor, its ends: no more than one. */
  readonly ends: ByActor;
  /** The ends of all tasks; of those among them that are no event loop's; and of all threads. */
  readonly endsOf: Readonly<Record<'task' | 'job' | 'thread', readonly number[]>>;
  /** By actor, when it was created. */
  readonly creations: readonly (number | undefined)[];
  /** By thread or task, when what it works on changed. */
  readonly carries: ByActor;
  /** By task, when somebody began to work on it. */
  readonly carriedBy: ByActor;
  /** By lock, when it was let go. */
  readonly releases: ByActor;
  /** By actor, when it was made ready by another. */
  readonly wakes: ByActor;
  /** By core, when a thread came onto it. */
  readonly runs: ByActor;
}

/** Indexes a trace. */
export function indexEvents({ events, actors }: Trace): EventIndex {
  const states: number[][] = [];
  const ends: number[][] = [];
  const endsOf: Record<'task' | 'job' | 'thread', number[]> = { task: [], job: [], thread: [] };
  const creations: (number | undefined)[] = [];
  const carries: number[][] = [];
  const carriedBy: number[][] = [];
  const releases: number[][] = [];
  const wakes: number[][] = [];
  const runs: number[][] = [];
  for (let event = 0; event < events.length; event++) {
    const code = events.kind[event] as number;
    const actor = events.actor[event] as ActorId;
    const subject = events.subject[event] as ActorId;
    const kind = actors[actor]?.kind;
    if (isStateCode(code)) {
      append(states, actor, event);
      if (isEndCode(code)) {
        append(ends, actor, event);
        if (kind === 'task' || kind === 'thread') endsOf[kind].push(event);
        if (kind === 'task' && !isCoroutine(actors, actor)) endsOf.job.push(event);
      } else if (code === EVENT_CODE.run && kind === 'thread' && subject !== NO_ACTOR) {
        append(runs, subject, event);
      }
      continue;
    }
    switch (code) {
      case EVENT_CODE.create:
        creations[actor] = event;
        break;
      case EVENT_CODE.carry:
        if (kind === 'core') break;
        append(carries, actor, event);
        if (subject !== NO_ACTOR) append(carriedBy, subject, event);
        break;
      case EVENT_CODE.release:
        append(releases, subject, event);
        break;
      case EVENT_CODE.wake:
        append(wakes, subject, event);
    }
  }
  return { states, ends, endsOf, creations, carries, carriedBy, releases, wakes, runs };
}

function append(lists: number[][], actor: ActorId, event: number): void {
  const list = lists[actor];
  if (list) list.push(event);
  else lists[actor] = [event];
}
