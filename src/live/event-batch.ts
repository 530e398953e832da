import type { EventSink, RowReceiver } from './event-rows.ts';

const FIELDS = 5;
const BATCH_ROWS = 512;

/** Rows on their way to the page where no memory can be shared: five numbers each. */
export interface EventBatch {
  readonly rows: Float64Array<ArrayBuffer>;
  readonly count: number;
  /** Texts that these rows are the first to name, with their numbers. */
  readonly texts: readonly (readonly [number: number, content: string])[];
}

/** Collects rows and sends them on when a batch is full, has waited long enough, or is asked for. */
export class BatchWriter implements EventSink {
  readonly #send: (batch: EventBatch) => void;
  readonly #patience: number;
  #rows = new Float64Array(FIELDS * BATCH_ROWS);
  #texts: [number, string][] = [];
  #count = 0;
  #begun = 0;

  /** @param patience how long a row may wait for a later one to take it along, in program seconds. */
  constructor(send: (batch: EventBatch) => void, patience: number) {
    this.#send = send;
    this.#patience = patience;
  }

  row(time: number, code: number, actor: number, subject: number, value: number): void {
    if (this.#count === 0) this.#begun = time;
    const place = this.#count * FIELDS;
    this.#rows[place] = time;
    this.#rows[place + 1] = code;
    this.#rows[place + 2] = actor;
    this.#rows[place + 3] = subject;
    this.#rows[place + 4] = value;
    this.#count++;
    if (this.#count === BATCH_ROWS || time - this.#begun > this.#patience) this.flush();
  }

  text(number: number, content: string): void {
    this.#texts.push([number, content]);
  }

  flush(): void {
    if (this.#count === 0) return;
    const batch = { rows: this.#rows, count: this.#count, texts: this.#texts };
    this.#rows = new Float64Array(FIELDS * BATCH_ROWS);
    this.#texts = [];
    this.#count = 0;
    this.#send(batch);
  }
}

/** Hands over the texts and then the rows of a batch. */
export function readBatch({ rows, count, texts }: EventBatch, receiver: RowReceiver): void {
  for (const [number, content] of texts) receiver.text(number, content);
  for (let place = 0; place < count * FIELDS; place += FIELDS) {
    receiver.row(
      rows[place] as number,
      rows[place + 1] as number,
      rows[place + 2] as number,
      rows[place + 3] as number,
      rows[place + 4] as number,
    );
  }
}
