import { type EventSink, NOBODY, ROW, type RowReceiver } from './event-rows.ts';

/*
 * A ring of rows in shared memory: one worker writes, the page reads.
 *
 *   | header: 16 words | time: f64 × ROWS | value: f64 × ROWS | code, actor, subject: i32 × ROWS each | bytes of texts |
 *
 * Counters only grow; a counter modulo the capacity is a place. Each is written by one side alone.
 */
const ROWS = 4096;
const BYTES = 65_536;
const HEADER_BYTES = 64;
const TIME = HEADER_BYTES;
const VALUE = TIME + 8 * ROWS;
const CODE = VALUE + 8 * ROWS;
const ACTOR = CODE + 4 * ROWS;
const SUBJECT = ACTOR + 4 * ROWS;
const TEXT = SUBJECT + 4 * ROWS;

/** A longer text is cut, so that its writer need not wait for an empty ring. */
const LONGEST_PART = BYTES / 4;

const WRITTEN = 0;
const READ = 1;
const BYTES_WRITTEN = 2;
const BYTES_READ = 3;
const STALLS = 4;
const SIGNALLED = 5;

/** How many rows a ring holds. */
export const RING_ROWS = ROWS;

/** Makes the memory of a ring. */
export const createRingMemory = (): SharedArrayBuffer => new SharedArrayBuffer(TEXT + BYTES);

class Ring {
  readonly header: Int32Array;
  readonly time: Float64Array;
  readonly value: Float64Array;
  readonly code: Int32Array;
  readonly actor: Int32Array;
  readonly subject: Int32Array;
  readonly bytes: Uint8Array;

  constructor(memory: SharedArrayBuffer) {
    this.header = new Int32Array(memory, 0, HEADER_BYTES / 4);
    this.time = new Float64Array(memory, TIME, ROWS);
    this.value = new Float64Array(memory, VALUE, ROWS);
    this.code = new Int32Array(memory, CODE, ROWS);
    this.actor = new Int32Array(memory, ACTOR, ROWS);
    this.subject = new Int32Array(memory, SUBJECT, ROWS);
    this.bytes = new Uint8Array(memory, TEXT, BYTES);
  }
}

/** The worker's end. A full ring makes it wait for the reader: no event is ever lost. */
export class RingWriter implements EventSink {
  readonly #ring: Ring;
  readonly #signal: () => void;
  readonly #encoder = new TextEncoder();
  #written = 0;
  #bytesWritten = 0;
  /** Rows that can be written before the reader's progress has to be looked at. */
  #room = ROWS / 2;

  /** @param signal tells the reader that the ring fills up; called at most once between two readings. */
  constructor(memory: SharedArrayBuffer, signal: () => void) {
    this.#ring = new Ring(memory);
    this.#signal = signal;
  }

  row(time: number, code: number, actor: number, subject: number, value: number): void {
    if (this.#room === 0) this.#findRoom();
    const ring = this.#ring;
    const place = this.#written & (ROWS - 1);
    ring.time[place] = time;
    ring.code[place] = code;
    ring.actor[place] = actor;
    ring.subject[place] = subject;
    ring.value[place] = value;
    this.#room--;
    this.#written = (this.#written + 1) | 0;
    Atomics.store(ring.header, WRITTEN, this.#written);
  }

  text(number: number, content: string): void {
    const bytes = this.#encoder.encode(content);
    let from = 0;
    do {
      const part = bytes.subarray(from, from + LONGEST_PART);
      from += part.length;
      this.#write(part);
      this.row(0, from < bytes.length ? ROW.textPart : ROW.text, number, NOBODY, part.length);
    } while (from < bytes.length);
  }

  flush(): void {}

  #write(part: Uint8Array): void {
    const { header, bytes } = this.#ring;
    const before = Atomics.load(header, BYTES_READ);
    if (this.#free(before) < part.length) {
      this.#waitWhile(() => this.#free(Atomics.load(header, BYTES_READ)) < part.length);
    }
    const place = this.#bytesWritten & (BYTES - 1);
    const first = part.subarray(0, BYTES - place);
    bytes.set(first, place);
    bytes.set(part.subarray(first.length), 0);
    this.#bytesWritten = (this.#bytesWritten + part.length) | 0;
    Atomics.store(header, BYTES_WRITTEN, this.#bytesWritten);
  }

  #free(bytesRead: number): number {
    return BYTES - ((this.#bytesWritten - bytesRead) | 0);
  }

  /** Looks how far the reader has come; asks it to read when half the ring is taken, waits when all of it is. */
  #findRoom(): void {
    const { header } = this.#ring;
    const taken = (): number => (this.#written - Atomics.load(header, READ)) | 0;
    if (taken() === ROWS) this.#waitWhile(() => taken() === ROWS);
    const half = ROWS / 2;
    const free = ROWS - taken();
    if (free <= half) this.#askToRead();
    this.#room = free > half ? free - half : free;
  }

  #waitWhile(isFull: () => boolean): void {
    const { header } = this.#ring;
    Atomics.add(header, STALLS, 1);
    for (;;) {
      const read = Atomics.load(header, READ);
      this.#askToRead();
      if (!isFull()) return;
      Atomics.wait(header, READ, read);
    }
  }

  #askToRead(): void {
    if (Atomics.exchange(this.#ring.header, SIGNALLED, 1) === 0) this.#signal();
  }
}

/** The page's end. */
export class RingReader {
  readonly #ring: Ring;
  readonly #decoder = new TextDecoder();
  #parts: Uint8Array[] = [];

  constructor(memory: SharedArrayBuffer) {
    this.#ring = new Ring(memory);
  }

  /** How often the writer had to wait. */
  get stalls(): number {
    return Atomics.load(this.#ring.header, STALLS);
  }

  /** Hands over everything that has been written; says whether there was anything. */
  drain(receiver: RowReceiver): boolean {
    const { header, time, code, actor, subject, value } = this.#ring;
    Atomics.store(header, SIGNALLED, 0);
    let read = Atomics.load(header, READ);
    const written = Atomics.load(header, WRITTEN);
    if (read === written) return false;
    for (; read !== written; read = (read + 1) | 0) {
      const place = read & (ROWS - 1);
      const rowCode = code[place] as number;
      if (rowCode === ROW.text || rowCode === ROW.textPart) {
        this.#readPart(value[place] as number);
        if (rowCode === ROW.text) receiver.text(actor[place] as number, this.#takeText());
        continue;
      }
      receiver.row(
        time[place] as number,
        rowCode,
        actor[place] as number,
        subject[place] as number,
        value[place] as number,
      );
    }
    Atomics.store(header, READ, read);
    Atomics.notify(header, READ);
    return true;
  }

  #readPart(length: number): void {
    const { header, bytes } = this.#ring;
    const from = Atomics.load(header, BYTES_READ);
    const place = from & (BYTES - 1);
    // A decoder refuses shared memory, so the bytes are copied first.
    const part = new Uint8Array(length);
    const first = bytes.subarray(place, Math.min(BYTES, place + length));
    part.set(first);
    part.set(bytes.subarray(0, length - first.length), first.length);
    this.#parts.push(part);
    Atomics.store(header, BYTES_READ, (from + length) | 0);
  }

  #takeText(): string {
    let content = '';
    for (const part of this.#parts) content += this.#decoder.decode(part, { stream: true });
    content += this.#decoder.decode();
    this.#parts = [];
    return content;
  }
}
