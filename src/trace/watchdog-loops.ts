import { timeText } from '../base/time-text.ts';
import { type Seconds, seconds } from '../base/units.ts';
import { type ActorId, NO_ACTOR } from './actors.ts';
import { SLOW_CALLBACK } from './event-loop-steps.ts';
import { EVENT_CODE, isEndCode, isStateCode, REASON_CODE } from './events.ts';
import { loopOf } from './relations.ts';
import type { Trace } from './trace.ts';
import { NOTHING, type Report, type Watcher } from './watchdog-report.ts';

/** A step of an event loop: one callback, from when its thread takes up a task to when it puts it down. */
interface Step {
  readonly task: ActorId;
  readonly since: number;
}

/**
 * Starvation at an event loop: one step of it lasts longer than 0.1 s, as asyncio's debug mode warns of, and for longer than
 * that some other task has been in the ready queue, or its timer due, without being run.
 */
export class BlockedLoops implements Watcher {
  /** By thread: its event loop, and the step that the loop is in. */
  readonly #loops = new Map<ActorId, ActorId>();
  readonly #steps = new Map<ActorId, Step>();
  /** By task: since when it could have been run by which loop. */
  readonly #due = new Map<ActorId, { readonly loop: ActorId; readonly since: number }>();

  note(trace: Trace, event: number): readonly Report[] {
    const { events, actors } = trace;
    const code = events.kind[event] as number;
    const actor = events.actor[event] as ActorId;
    const subject = events.subject[event] as ActorId;
    const time = events.time[event] as number;
    if (isStateCode(code)) {
      if (code === EVENT_CODE.ready && events.value[event] === REASON_CODE.loop) {
        const loop = subject === NO_ACTOR ? loopOf(trace, actor)?.id : subject;
        if (loop !== undefined) this.#due.set(actor, { loop, since: time });
      } else if (code === EVENT_CODE.run || isEndCode(code)) {
        this.#due.delete(actor);
      }
      return NOTHING;
    }
    switch (code) {
      case EVENT_CODE.create: {
        const loop = actors[actor];
        if (loop?.kind === 'loop') this.#loops.set(loop.parent, actor);
        return NOTHING;
      }
      case EVENT_CODE.timer:
        this.#due.set(actor, { loop: subject, since: events.value[event] as number });
        return NOTHING;
      case EVENT_CODE.carry: {
        const loop = this.#loops.get(actor);
        if (loop === undefined) return NOTHING;
        const step = this.#steps.get(actor);
        if (subject === NO_ACTOR) this.#steps.delete(actor);
        else this.#steps.set(actor, { task: subject, since: time });
        const report = step && this.#reportOf(loop, step, time, true);
        return report ? [report] : NOTHING;
      }
      default:
        return NOTHING;
    }
  }

  ongoing(_trace: Trace, time: Seconds): readonly Report[] {
    return [...this.#steps].flatMap(([thread, step]) => {
      const loop = this.#loops.get(thread);
      return (loop !== undefined && this.#reportOf(loop, step, time, false)) || [];
    });
  }

  #reportOf(loop: ActorId, step: Step, now: number, isOver: boolean): Report | null {
    if (now - step.since <= SLOW_CALLBACK) return null;
    const kept: ActorId[] = [];
    let from = now;
    for (const [task, due] of this.#due) {
      const since = Math.max(due.since, step.since);
      if (due.loop !== loop || task === step.task || now - since <= SLOW_CALLBACK) continue;
      kept.push(task);
      from = Math.min(from, since);
    }
    if (kept.length === 0) return null;
    const until = isOver ? `to ${timeText(now)} s` : 'on';
    return {
      kind: 'starvation',
      from: seconds(from),
      to: isOver ? seconds(now) : null,
      actors: kept,
      phrase: [
        step.task,
        ' blocks the ',
        loop,
        ` from ${timeText(step.since)} s ${until}: tasks that could run do not`,
      ],
    };
  }
}
