import { describeSpan } from '../timeline/description.ts';
import { actorNames } from '../trace/actor-names.ts';
import { type ActorId, NO_ACTOR } from '../trace/actors.ts';
import { type Arrows, arrowKindOf } from '../trace/arrows/arrow-columns.ts';
import { createArrowReader } from '../trace/arrows/arrows.ts';
import { EVENT_CODE, isEndCode } from '../trace/events.ts';
import { createLaneReader, type Lane, type LaneSet } from '../trace/lanes/lanes.ts';
import { type Span, spanAt } from '../trace/spans.ts';
import type { Trace } from '../trace/trace.ts';
import { SliceTrack, toNanosecond } from './slice-track.ts';
import type { TraceEvent } from './trace-event.ts';
import { OWN_WRITER } from './trace-event-source.ts';

/** A run that is written, and what it is called: `Threads + lock`. */
export interface NamedTrace {
  readonly title: string;
  readonly trace: Trace;
}

/** How far the process numbers of one run are from those of the next. */
const PROCESSES_PER_RUN = 100_000;

const microseconds = (time: number): number => toNanosecond(time * 1e6);

/**
 * Runs in the Trace Event Format, for Perfetto, speedscope and the tools of Chromium: a file for all of them.
 *
 * Each process of a run is a process of the file, each thread a track of slices, one for each state that it was in. Tasks
 * overlap on their threads, so they are asynchronous slices, with their states within. Prints are instants, shared
 * variables with numbers in them counters, and what one actor does for another is an arrow.
 */
export function formatTraceEvents(runs: readonly NamedTrace[]): string {
  const lines = runs.flatMap(({ title, trace }, index) =>
    [...new Run(title, trace, (index + 1) * PROCESSES_PER_RUN).events()].map((event) =>
      JSON.stringify(event),
    ),
  );
  const writer = JSON.stringify({ writer: OWN_WRITER });
  return `{"displayTimeUnit":"ms","otherData":${writer},"traceEvents":[\n${lines.join(',\n')}\n]}\n`;
}

/** Which state a slice stands for, as its category: speedscope has no use for arguments but to add them to names. */
const categoryOf = ({ state, reason }: Span): string => (reason === 'none' ? state : `${state},${reason}`);

/** The same of an asynchronous slice, whose category belongs to its identity. */
const stateOf = ({ state, reason }: Span): { readonly state: string; readonly reason: string } => ({
  state,
  reason,
});

/** Where the events of an actor stand. */
interface Track {
  readonly pid: number;
  readonly tid: number;
}

class Run {
  readonly #title: string;
  readonly #trace: Trace;
  readonly #firstProcess: number;
  readonly #tracks = new Map<ActorId, Track>();
  readonly #slices = new Map<number, SliceTrack>();

  constructor(title: string, trace: Trace, firstProcess: number) {
    this.#title = title;
    this.#trace = trace;
    this.#firstProcess = firstProcess;
  }

  /** All events of the run, those of one track in the order of their times. */
  *events(): Generator<TraceEvent> {
    yield* this.#names();
    const threads = createLaneReader({ grouping: 'thread' }).read(this.#trace);
    for (const lane of threads.lanes) yield* this.#threadSlices(threads, lane);
    const tasks = createLaneReader({ grouping: 'task' }).read(this.#trace);
    for (const lane of tasks.lanes) yield* this.#taskSlices(tasks, lane);
    yield* this.#moments();
    yield* this.#arrows(createArrowReader().read(this.#trace));
  }

  /** Names each process and thread, and puts them in the order of their creation. */
  *#names(): Generator<TraceEvent> {
    const { actors } = this.#trace;
    for (const { id, kind, name, parent } of actors) {
      if (kind !== 'process' && kind !== 'thread') continue;
      const track: Track = { pid: this.#firstProcess + (kind === 'process' ? id : parent), tid: id };
      const place = { ...track, ts: 0 };
      this.#tracks.set(id, track);
      const what = kind === 'process' ? `${this.#title}: ${name}` : name;
      yield { ph: 'M', name: `${kind}_name`, ...place, args: { name: what } };
      yield { ph: 'M', name: `${kind}_sort_index`, ...place, args: { sort_index: place.pid + id } };
    }
  }

  /**
   * A slice for each state that took some time. One that took none would begin together with the next, and readers put the
   * shorter of two such slices into the longer. Begin and end stand apart, for where one event tells a duration, the sum of
   * the two may be rounded to more than the beginning of the next, and be drawn around it.
   */
  *#threadSlices(set: LaneSet, lane: Lane): Generator<TraceEvent> {
    const track = this.#tracks.get(lane.actor);
    if (!track) return;
    const slices = new SliceTrack();
    this.#slices.set(track.tid, slices);
    const last = lane.spans.length - 1;
    for (let index = 0; index <= last; index++) {
      const span = spanAt(lane.spans, index);
      const ts = microseconds(span.start);
      const end = microseconds(Math.min(span.end, set.now));
      if (end === ts && (index < last || slices.length > 0)) continue;
      slices.add(ts, end, span.state === 'running');
      const common = { name: describeSpan(set, lane, span), cat: categoryOf(span), ...track };
      yield { ph: 'B', ...common, ts };
      yield { ph: 'E', ...common, ts: end };
    }
  }

  *#taskSlices(set: LaneSet, lane: Lane): Generator<TraceEvent> {
    const { spans } = lane;
    if (this.#trace.actors[lane.actor]?.kind !== 'task' || spans.length === 0) return;
    const track = this.#trackAround(lane.actor);
    const common = { cat: 'task', id: `${this.#firstProcess + lane.actor}`, ...track };
    const end = microseconds(Math.min(spanAt(spans, spans.length - 1).end, set.now));
    yield { ph: 'b', name: lane.name, ...common, ts: microseconds(spanAt(spans, 0).start) };
    for (let index = 0; index < spans.length; index++) {
      const span = spanAt(spans, index);
      const name = describeSpan(set, lane, span);
      yield { ph: 'b', name, ...common, ts: microseconds(span.start), args: stateOf(span) };
      yield { ph: 'e', name, ...common, ts: microseconds(Math.min(span.end, set.now)) };
    }
    yield { ph: 'e', name: lane.name, ...common, ts: end };
  }

  /** What was printed, and the values of variables. */
  *#moments(): Generator<TraceEvent> {
    const { events, actors, texts } = this.#trace;
    const carriers = new Map<ActorId, ActorId>();
    for (let index = 0; index < events.length; index++) {
      const actor = events.actor[index] as ActorId;
      const subject = events.subject[index] as ActorId;
      const code = events.kind[index] as number;
      const ts = microseconds(events.time[index] as number);
      const text = texts[events.value[index] as number] ?? '';
      if (code === EVENT_CODE.carry && actors[actor]?.kind !== 'core') carriers.set(subject, actor);
      else if (code === EVENT_CODE.print || code === EVENT_CODE.output) {
        const place = this.#trackAround(carriers.get(actor) ?? actor);
        yield { ph: 'i', s: 't', name: `print ${JSON.stringify(text)}`, cat: 'output', ...place, ts };
      } else if (code === EVENT_CODE.write && text.trim() !== '' && Number.isFinite(Number(text))) {
        const { pid } = this.#trackAround(subject);
        yield { ph: 'C', name: actors[subject]?.name ?? '', pid, tid: 0, ts, args: { value: Number(text) } };
      } else if (isEndCode(code)) carriers.delete(actor);
    }
  }

  *#arrows(arrows: Arrows): Generator<TraceEvent> {
    const nameOf = actorNames(this.#trace.actors);
    for (let index = 0; index < arrows.length; index++) {
      const from = this.#tracks.get(arrows.fromThread[index] as ActorId);
      const to = this.#tracks.get(arrows.toThread[index] as ActorId);
      if (!from || !to) continue;
      const kind = arrowKindOf(arrows.kind[index] as number);
      const through = arrows.subject[index] as ActorId;
      const name = through === NO_ACTOR ? kind : `${kind} ${nameOf(through)}`;
      const common = { name, cat: kind, id: `${this.#firstProcess}-${index}` };
      const end = this.#momentWithin(to, microseconds(arrows.toTime[index] as number));
      const start = this.#momentWithin(from, microseconds(arrows.fromTime[index] as number));
      yield { ph: 's', ...common, ...from, ts: Math.min(start, end) };
      yield { ph: 'f', bp: 'e', ...common, ...to, ts: end };
    }
  }

  #momentWithin({ tid }: Track, time: number): number {
    return this.#slices.get(tid)?.momentWithin(time) ?? time;
  }

  /** The track of the thread or process that an actor belongs to. */
  #trackAround(actor: ActorId): Track {
    const { actors } = this.#trace;
    for (let current = actor; current !== NO_ACTOR; current = actors[current]?.parent ?? NO_ACTOR) {
      const track = this.#tracks.get(current);
      if (track) return track;
    }
    return { pid: this.#firstProcess, tid: 0 };
  }
}
