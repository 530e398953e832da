import { type ActorId, MAIN_THREAD, NO_ACTOR } from '../actors.ts';
import { Carrying } from '../carrying.ts';
import { EVENT_CODE, isEndCode, isStateCode, type Reason, reasonOf } from '../events.ts';
import { SPAN_STATE_CODE } from '../spans.ts';
import type { Trace } from '../trace.ts';

/**
 * What the time of a run was spent on, added up over its actors.
 *
 * - `process-start`, `thread-start`: being brought up; the main thread of a process counts as its process.
 * - `running`: threads that run.
 * - `core`, `gil`: threads that could run, but every core is busy, or another thread holds the GIL.
 * - `lock`: blocked on a lock, which is told by name.
 * - `sleep`: `time.sleep` and `asyncio.sleep`, which stand for network and disk.
 * - `queue`: waiting for room or an item in a queue.
 * - `ready-queue`: tasks that could run, in the event loop's ready queue.
 * - `pool`: jobs that wait for a worker of an executor: for a free one, or for theirs to be brought up.
 *
 * What an actor waits for that another does (a join, a future) is not counted: it is the other's time. Where one works on
 * another, a time that they spend together is counted once: as the thread's, or as that of the innermost of tasks.
 */
const TIMES = [
  'process-start',
  'thread-start',
  'running',
  'core',
  'gil',
  'lock',
  'sleep',
  'queue',
  'ready-queue',
  'pool',
] as const;
export type TimeKind = (typeof TIMES)[number];

/** One kind of time in one run. */
export interface TimeSpent {
  readonly kind: TimeKind;
  /** The name of the lock it was spent on; `null` for other kinds. */
  readonly lock: string | null;
  /** Program seconds by actor. */
  readonly by: ReadonlyMap<ActorId, number>;
}

const NOTHING = -1;

/** Adds up what the actors of a trace spent their time on, up to its duration. O(events). */
export function timeSpent(trace: Trace): readonly TimeSpent[] {
  const { actors, events } = trace;
  const hasPool = actors.some((actor) => actor.kind === 'pool');
  const found = new Map<string, { kind: TimeKind; lock: string | null; by: Map<ActorId, number> }>();
  const state = new Int8Array(actors.length).fill(NOTHING);
  const since = new Float64Array(actors.length);
  const subject = new Int32Array(actors.length).fill(NO_ACTOR);
  const reason: Reason[] = [];
  const carrying = new Carrying();

  /** A task that a thread works on is in the state of that thread, and one that works on another in that of the other. */
  const isToldOfAnother = (task: ActorId): boolean => {
    const inner = carrying.carriedBy(task);
    return (
      (inner !== NO_ACTOR && state[inner] !== NOTHING) || actors[carrying.outermost(task)]?.kind === 'thread'
    );
  };

  const kindOf = (actor: ActorId): TimeKind | null => {
    const about = actors[actor];
    const why = reason[actor] ?? 'none';
    const code = state[actor] as number;
    if (about?.kind === 'task') {
      if (code === SPAN_STATE_CODE.ready && why === 'pool') return 'pool';
      if (code === SPAN_STATE_CODE.starting) return hasPool ? 'pool' : null;
      if (isToldOfAnother(actor)) return null;
      if (code === SPAN_STATE_CODE.ready && why === 'loop') return 'ready-queue';
      return restOf(code, why);
    }
    if (about?.kind === 'process') return code === SPAN_STATE_CODE.starting ? 'process-start' : null;
    if (about?.kind !== 'thread') return null;
    if (code === SPAN_STATE_CODE.starting) return about.name === MAIN_THREAD ? null : 'thread-start';
    if (code === SPAN_STATE_CODE.running) return 'running';
    if (code === SPAN_STATE_CODE.ready && (why === 'core' || why === 'gil')) return why;
    return restOf(code, why);
  };

  const account = (actor: ActorId, time: number): void => {
    const spent = time - (since[actor] as number);
    since[actor] = time;
    if (state[actor] === NOTHING || !(spent > 0)) return;
    const kind = kindOf(actor);
    if (!kind) return;
    const lock = kind === 'lock' ? (actors[subject[actor] as number]?.name ?? null) : null;
    const key = `${kind} ${lock ?? ''}`;
    const known = found.get(key) ?? { kind, lock, by: new Map<ActorId, number>() };
    found.set(key, known);
    known.by.set(actor, (known.by.get(actor) ?? 0) + spent);
  };

  const carry = (carrier: ActorId, task: ActorId, time: number): void => {
    if (actors[carrier]?.kind === 'core') return;
    for (const actor of carrying.chain(carrier)) account(actor, time);
    if (task !== NO_ACTOR) for (const actor of carrying.chain(task)) account(actor, time);
    carrying.set(carrier, task);
  };

  for (let index = 0; index < events.length; index++) {
    const code = events.kind[index] as number;
    const actor = events.actor[index] as ActorId;
    const about = events.subject[index] as ActorId;
    const time = events.time[index] as number;
    if (isStateCode(code)) {
      account(actor, time);
      // Whose time is whose depends on who has begun and not ended.
      const carrier = carrying.carrierOf(actor);
      if (carrier !== NO_ACTOR) account(carrier, time);
      state[actor] = isEndCode(code) ? NOTHING : code;
      subject[actor] = about;
      reason[actor] = reasonOf(events.value[index] as number);
    } else if (code === EVENT_CODE.carry) carry(actor, about, time);
  }
  for (const { id } of actors) account(id, trace.duration);
  return [...found.values()];
}

function restOf(code: number, why: Reason): TimeKind | null {
  if (code === SPAN_STATE_CODE.blocked) return 'lock';
  return code === SPAN_STATE_CODE.waiting && (why === 'sleep' || why === 'queue') ? why : null;
}
