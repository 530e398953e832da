import { countText } from '../base/count-text.ts';
import type { ActorId, ActorKind } from '../trace/actors.ts';
import type { TraceBuilder } from '../trace/builder.ts';
import type { EventKind } from '../trace/events.ts';
import type { Recorder } from '../trace/recorder.ts';

/** A run recorded more events, or took more steps, than it may, as a program does that never ends. */
export class LimitExceeded extends Error {
  constructor(limit: number, what: 'events' | 'steps') {
    super(`the run was stopped after ${countText(limit)} ${what}`);
    this.name = 'LimitExceeded';
  }
}

/** Records into a trace, up to a number of events, so that a program without end cannot hang the page. */
export class LimitedRecorder implements Recorder {
  readonly #builder: TraceBuilder;
  readonly #limit: number;

  constructor(builder: TraceBuilder, limit: number) {
    this.#builder = builder;
    this.#limit = limit;
  }

  actor(kind: ActorKind, name: string, parent: ActorId, by: ActorId): ActorId {
    this.#check();
    return this.#builder.actor(kind, name, parent, by);
  }

  record(kind: EventKind, actor: ActorId, subject?: ActorId, value?: number): void {
    this.#check();
    this.#builder.record(kind, actor, subject, value);
  }

  text(content: string): number {
    return this.#builder.text(content);
  }

  #check(): void {
    if (this.#builder.length >= this.#limit) throw new LimitExceeded(this.#limit, 'events');
  }
}
