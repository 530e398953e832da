import { countText } from '../base/count-text.ts';
import { joinedBytes } from './joined-bytes.ts';
import { MalformedTrace } from './malformed-trace.ts';

/** Where an event stands, in words: `event 1,204 (byte 310,233)`. */
export const placeOfEvent = (index: number, offset: number): string =>
  `event ${countText(index + 1)} (byte ${countText(offset)})`;

/** Reads bytes as UTF-8, as a `TextDecoder` does. */
export type Decode = (bytes: Uint8Array) => string;

/** What is told of the parts of a file as they are found. */
interface EventListListener {
  /**
   * An event, unread.
   *
   * @param bytes valid during the call only.
   * @param offset of its first byte in the file.
   */
  onEvent(bytes: Uint8Array, index: number, offset: number): void;
  /** A value beside the list of events, unread; not told of one larger than 64 kB. */
  onField(name: string, bytes: Uint8Array): void;
}

const LARGEST_EVENT = 32 * 2 ** 20;
const LARGEST_FIELD = 2 ** 16;

const TAB = 0x09;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

const isSpace = (byte: number): boolean => byte === SPACE || (byte >= TAB && byte <= 0x0d);

type Expected = 'file' | 'key' | 'colon' | 'value' | 'after-value' | 'event' | 'after-event' | 'nothing';

/**
 * Finds the events in a file of the Trace Event Format while it comes in, chunk by chunk: an object with a list
 * `traceEvents`, or the list alone, whose closing bracket may be missing.
 *
 * It only finds where each value ends, by its brackets and quotation marks, and keeps no more of the file than one; whoever
 * listens has `JSON.parse` read it. That takes a few times less time than a parser that makes a value of each token, and
 * far less memory than the whole file at once.
 */
export class EventListSplitter {
  readonly #listener: EventListListener;
  readonly #decode: Decode;
  #expected: Expected = 'file';
  /** Whether the list stands alone. */
  #isBare = false;
  #hasList = false;
  #events = 0;
  #key = '';
  /** The offset of the present chunk in the file. */
  #chunkOffset = 0;

  // The value that is being scanned.
  #scanning: 'container' | 'text' | 'scalar' | null = null;
  #purpose: 'key' | 'field' | 'event' = 'event';
  #start = 0;
  #depth = 0;
  #inText = false;
  #isEscaped = false;
  #size = 0;
  /** What of it came in earlier chunks. */
  #parts: Uint8Array[] = [];

  constructor(listener: EventListListener, decode: Decode) {
    this.#listener = listener;
    this.#decode = decode;
  }

  /**
   * Takes the next bytes of the file.
   *
   * @throws MalformedTrace where the file cannot be what it must be, and what the listener throws.
   */
  push(chunk: Uint8Array): void {
    let index = 0;
    while (index < chunk.length) {
      if (this.#scanning) {
        const end = this.#scan(chunk, index);
        this.#take(chunk.subarray(index, end));
        index = end;
        continue;
      }
      const byte = chunk[index] as number;
      const isMark = this.#expected === 'file' && [0xef, 0xbb, 0xbf].includes(byte);
      if (isSpace(byte) || isMark || !this.#begin(byte, this.#chunkOffset + index)) index++;
    }
    this.#chunkOffset += chunk.length;
  }

  /**
   * Says that the file is over.
   *
   * @returns whether the closing bracket of its list is missing.
   * @throws MalformedTrace where it is over too soon, or has no list of events.
   */
  finish(): boolean {
    const at = `(byte ${countText(this.#chunkOffset)})`;
    if (this.#scanning === 'scalar' && this.#isBare) this.#close();
    if (this.#scanning && this.#purpose === 'event') {
      throw new MalformedTrace('', `ends within ${placeOfEvent(this.#events, this.#start)}`);
    }
    if (this.#expected === 'file') throw new MalformedTrace('', 'is empty');
    const isInList = this.#expected === 'event' || this.#expected === 'after-event';
    if (isInList && this.#isBare) return true;
    if (isInList) {
      const last = this.#events === 0 ? 'the beginning of' : `event ${countText(this.#events)} of`;
      throw new MalformedTrace('', `ends after ${last} its list, which is not closed ${at}`);
    }
    if (this.#expected !== 'nothing') throw new MalformedTrace('', `ends too soon ${at}`);
    if (!this.#hasList) throw new MalformedTrace('', 'has no list of events: “traceEvents” is missing');
    return false;
  }

  /** Meets a byte between values. Says whether it begins a value, which is to be scanned from there. */
  #begin(byte: number, offset: number): boolean {
    switch (this.#expected) {
      case 'file':
        if (byte !== OPEN_OBJECT && byte !== OPEN_LIST)
          throw new MalformedTrace('', 'is not JSON: it begins with neither { nor [');
        this.#isBare = this.#hasList = byte === OPEN_LIST;
        this.#expected = this.#isBare ? 'event' : 'key';
        return false;
      case 'key':
        if (byte === CLOSE_OBJECT) this.#expected = 'nothing';
        else if (byte === QUOTE) return this.#beginValue(byte, offset, 'key');
        else this.#refuse('a name', offset);
        return false;
      case 'colon':
        if (byte !== COLON) this.#refuse('a colon', offset);
        this.#expected = 'value';
        return false;
      case 'value':
        if (this.#key !== 'traceEvents') return this.#beginValue(byte, offset, 'field');
        if (byte !== OPEN_LIST)
          throw new MalformedTrace(`traceEvents (byte ${countText(offset)})`, 'must be an array');
        if (this.#hasList)
          throw new MalformedTrace('', `has “traceEvents” twice (byte ${countText(offset)})`);
        this.#hasList = true;
        this.#expected = 'event';
        return false;
      case 'after-value':
        if (byte !== COMMA && byte !== CLOSE_OBJECT) this.#refuse('a comma', offset);
        this.#expected = byte === COMMA ? 'key' : 'nothing';
        return false;
      case 'event':
        if (byte === COMMA) this.#refuse('an event', offset);
        if (byte !== CLOSE_LIST) return this.#beginValue(byte, offset, 'event');
        this.#closeList();
        return false;
      case 'after-event':
        if (byte === CLOSE_LIST) this.#closeList();
        else if (byte === COMMA) this.#expected = 'event';
        else this.#refuse(`a comma after event ${countText(this.#events)}`, offset);
        return false;
      case 'nothing':
        throw new MalformedTrace('', `goes on after its end (byte ${countText(offset)})`);
    }
  }

  #refuse(expected: string, offset: number): never {
    throw new MalformedTrace('', `is not JSON: ${expected} is missing at byte ${countText(offset)}`);
  }

  #closeList(): void {
    this.#expected = this.#isBare ? 'nothing' : 'after-value';
  }

  #beginValue(byte: number, offset: number, purpose: 'key' | 'field' | 'event'): true {
    this.#scanning =
      byte === OPEN_LIST || byte === OPEN_OBJECT ? 'container' : byte === QUOTE ? 'text' : 'scalar';
    this.#purpose = purpose;
    this.#start = offset;
    this.#depth = 0;
    this.#size = 0;
    this.#inText = this.#isEscaped = false;
    return true;
  }

  /** Where in the chunk the value ends; the chunk's end where it goes on. */
  #scan(chunk: Uint8Array, from: number): number {
    const { length } = chunk;
    let index = from;
    if (this.#scanning === 'scalar') {
      while (index < length) {
        const byte = chunk[index] as number;
        if (byte === COMMA || byte === CLOSE_LIST || byte === CLOSE_OBJECT || isSpace(byte)) {
          this.#scanning = null;
          return index;
        }
        index++;
      }
      return index;
    }
    const isText = this.#scanning === 'text';
    let depth = this.#depth;
    let inText = this.#inText;
    let isEscaped = this.#isEscaped;
    let hasEnded = false;
    while (index < length && !hasEnded) {
      const byte = chunk[index++] as number;
      if (inText) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) {
          inText = false;
          hasEnded = isText;
        }
      } else if (byte === QUOTE) inText = true;
      else if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth++;
      else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) hasEnded = --depth === 0;
    }
    this.#depth = depth;
    this.#inText = inText;
    this.#isEscaped = isEscaped;
    if (hasEnded) this.#scanning = null;
    return index;
  }

  /** Takes the next bytes of the value, up to its end where that has been found. */
  #take(bytes: Uint8Array): void {
    this.#size += bytes.length;
    if (this.#purpose === 'event' && this.#size > LARGEST_EVENT) {
      throw new MalformedTrace(
        placeOfEvent(this.#events, this.#start),
        `is longer than ${countText(LARGEST_EVENT)} bytes`,
      );
    }
    const isKept = this.#purpose === 'event' || this.#size <= LARGEST_FIELD;
    if (!isKept) this.#parts = [];
    if (this.#scanning) {
      if (isKept) this.#parts.push(bytes.slice());
    } else this.#close(isKept ? bytes : null);
  }

  #readKey(bytes: Uint8Array): string {
    try {
      return String(JSON.parse(this.#decode(bytes)));
    } catch {
      throw new MalformedTrace('', `is not JSON: the name at byte ${countText(this.#start)} cannot be read`);
    }
  }

  #close(last: Uint8Array | null = new Uint8Array(0)): void {
    const parts = this.#parts;
    this.#parts = [];
    this.#scanning = null;
    const value = last && (parts.length === 0 ? last : joinedBytes([...parts, last]));
    switch (this.#purpose) {
      case 'key':
        this.#key = value ? this.#readKey(value) : '';
        this.#expected = 'colon';
        return;
      case 'field':
        this.#expected = 'after-value';
        if (value) this.#listener.onField(this.#key, value);
        return;
      case 'event':
        this.#expected = 'after-event';
        if (value) this.#listener.onEvent(value, this.#events, this.#start);
        this.#events++;
    }
  }
}
