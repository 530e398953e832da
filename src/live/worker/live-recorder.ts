import { type ActorId, type ActorKind, NO_ACTOR } from '../../trace/actors.ts';
import { EVENT_CODE, type EventKind } from '../../trace/events.ts';
import type { Recorder } from '../../trace/recorder.ts';
import { describeActor, type EventSink, firstActorOf, NOBODY, ROW } from '../event-rows.ts';
import type { HybridClock } from '../hybrid-clock.ts';

/** Records what happens in one worker, at the moment it does, on the worker's own clock. */
export class LiveRecorder implements Recorder {
  readonly #sink: EventSink;
  readonly #clock: HybridClock;
  readonly #texts = new Map<string, number>();
  #nextActor: number;

  constructor(sink: EventSink, clock: HybridClock, worker: number) {
    this.#sink = sink;
    this.#clock = clock;
    this.#nextActor = firstActorOf(worker);
  }

  actor(kind: ActorKind, name: string, parent: ActorId, by: ActorId): ActorId {
    const id = this.#nextActor++ as ActorId;
    const nameNumber = this.text(name);
    this.#sink.row(this.#clock.now(), ROW.declare, id, parent, describeActor(kind, nameNumber));
    this.record('create', id, by);
    return id;
  }

  record(kind: EventKind, actor: ActorId, subject: ActorId = NO_ACTOR, value = 0): void {
    this.#sink.row(this.#clock.now(), EVENT_CODE[kind], actor, subject, value);
  }

  text(content: string): number {
    const known = this.#texts.get(content);
    if (known !== undefined) return known;
    const number = this.#texts.size;
    this.#texts.set(content, number);
    this.#sink.text(number, content);
    return number;
  }

  /** Says which thread this worker is from now on. */
  settle(thread: ActorId): void {
    this.#sink.row(this.#clock.now(), ROW.home, thread, NOBODY, 0);
  }

  /** Sends on whatever has been held back: to be called before the worker blocks or comes to rest. */
  flush(): void {
    this.#sink.flush();
  }
}
