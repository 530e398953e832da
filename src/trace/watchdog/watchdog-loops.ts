import { timeText } from '../../base/time-text.ts';
import { type Seconds, seconds } from '../../base/units.ts';
import { type ActorId, loopOf, NO_ACTOR } from '../actors.ts';
import { EVENT_CODE, isEndCode, isStateCode, REASON_CODE } from '../events.ts';
import { type BlockingStep, SLOW_CALLBACK } from '../loop/event-loop-steps.ts';
import { GrowingLoops } from '../loop/growing-event-loops.ts';
import type { Trace } from '../trace.ts';
import { NOTHING, type Report, type Watcher } from './watchdog-report.ts';

/**
 * Starvation at an event loop: a step of it blocks it (see `BlockingStep`), and for longer than 0.1 s of that some other task
 * has been in the ready queue, or its timer due, without being run.
 */
export class BlockedLoops implements Watcher {
  readonly #loops: GrowingLoops;
  /** By task: since when it could have been run by which loop. */
  readonly #due = new Map<ActorId, { readonly loop: ActorId; readonly since: number }>();

  constructor(trace: Trace) {
    this.#loops = new GrowingLoops(trace);
  }

  note(trace: Trace, event: number): readonly Report[] {
    this.#loops.note(trace, event);
    const { events } = trace;
    const code = events.kind[event] as number;
    const actor = events.actor[event] as ActorId;
    const subject = events.subject[event] as ActorId;
    const time = events.time[event] as number;
    if (isStateCode(code)) {
      if (code === EVENT_CODE.ready && events.value[event] === REASON_CODE.loop) {
        const loop = subject === NO_ACTOR ? loopOf(trace.actors, actor)?.id : subject;
        if (loop !== undefined) this.#due.set(actor, { loop, since: time });
      } else if (code === EVENT_CODE.run || isEndCode(code)) {
        this.#due.delete(actor);
      }
      return isEndCode(code) ? this.#endedBy(event, time) : NOTHING;
    }
    if (code === EVENT_CODE.timer) {
      this.#due.set(actor, { loop: subject, since: events.value[event] as number });
    }
    return code === EVENT_CODE.carry ? this.#endedBy(event, time) : NOTHING;
  }

  ongoing(_trace: Trace, time: Seconds): readonly Report[] {
    return this.#loops.loops.flatMap(({ actor, steps }) => {
      const step = steps.blocking(time).at(-1);
      return (step?.end === null && this.#reportOf(actor, step, time)) || [];
    });
  }

  /** What there is to report of steps that have ended by an event. */
  #endedBy(event: number, time: number): readonly Report[] {
    for (const { actor, steps } of this.#loops.loops) {
      const step = steps.blockedBefore.at(-1);
      const report = step?.end === event ? this.#reportOf(actor, step, time) : null;
      if (report) return [report];
    }
    return NOTHING;
  }

  #reportOf(loop: ActorId, step: BlockingStep, now: number): Report | null {
    const isOver = step.end !== null;
    const kept: ActorId[] = [];
    let from = now;
    for (const [task, due] of this.#due) {
      const since = Math.max(due.since, step.from);
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
        ` from ${timeText(step.from)} s ${until}: tasks that could run do not`,
      ],
    };
  }
}
