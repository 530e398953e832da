import { cleanName } from './clean-text.ts';

/** What an event of a file is, once it has been read. */
export const RECORD = {
  slice: 0,
  begin: 1,
  end: 2,
  instant: 3,
  counter: 4,
  flowOut: 5,
  flowThrough: 6,
  flowIn: 7,
  asyncBegin: 8,
  asyncInstant: 9,
  asyncEnd: 10,
} as const;

/** A process of a file. */
export interface FileProcess {
  /** Its `pid` as a text. */
  readonly key: string;
  name: string | null;
  order: number;
}

/** A thread of a file, or what it calls one. */
export interface FileThread {
  /** The place of its process in the list. */
  readonly process: number;
  /** Its `tid` as a text. */
  readonly key: string;
  name: string | null;
  order: number;
  /** Whether anything but counters stands on it. */
  acts: boolean;
  /** Whether it was named after the first event that stands on it. */
  isNamedLate: boolean;
}

type Key = number | string;

const FIRST_CAPACITY = 4096;

/** The events of a file as columns, in its order, with the threads that they stand on and the names that they have. */
export class TraceEventRecords {
  length = 0;
  /** Codes of `RECORD`. */
  kind = new Uint8Array(FIRST_CAPACITY);
  /** Microseconds, as the file has them. */
  time = new Float64Array(FIRST_CAPACITY);
  /** The place of its thread in `threads`. */
  thread = new Int32Array(FIRST_CAPACITY);
  /** The place of its name in `names`. */
  name = new Int32Array(FIRST_CAPACITY);
  /** The place of its category in `names`. */
  category = new Int32Array(FIRST_CAPACITY);
  /** Microseconds that a slice takes, the value of a counter, or the number of what a flow or an asynchronous slice is. */
  value = new Float64Array(FIRST_CAPACITY);
  /** The state that a slice of a file of ours stands for: 1 + its code × the number of reasons + its reason; 0 for none. */
  state = new Uint8Array(FIRST_CAPACITY);

  readonly processes: FileProcess[] = [];
  readonly threads: FileThread[] = [];
  /** Clean, and each once. */
  readonly names: string[] = [];
  readonly #processIndex = new Map<Key, number>();
  readonly #threadIndex = new Map<number, Map<Key, number>>();
  readonly #nameIndex = new Map<string, number>();
  readonly #cleanIndex = new Map<string, number>();
  readonly #identities = new Map<string, number>();

  /** The place of a process; of a new one where there is none of the `pid`. */
  process(pid: Key): number {
    const known = this.#processIndex.get(pid);
    if (known !== undefined) return known;
    const index = this.processes.push({ key: cleanName(String(pid)), name: null, order: 0 }) - 1;
    this.#processIndex.set(pid, index);
    this.#threadIndex.set(index, new Map());
    return index;
  }

  /** The place of a thread; of a new one where there is none of the `tid` in its process. */
  threadOf(pid: Key, tid: Key): number {
    const process = this.process(pid);
    const ofProcess = this.#threadIndex.get(process) as Map<Key, number>;
    const known = ofProcess.get(tid);
    if (known !== undefined) return known;
    const key = cleanName(String(tid));
    const index =
      this.threads.push({ process, key, name: null, order: 0, acts: false, isNamedLate: false }) - 1;
    ofProcess.set(tid, index);
    return index;
  }

  /** The place of a name. */
  nameIndex(text: string): number {
    const known = this.#nameIndex.get(text);
    if (known !== undefined) return known;
    const clean = cleanName(text);
    const index = this.#cleanIndex.get(clean) ?? this.names.push(clean) - 1;
    this.#cleanIndex.set(clean, index);
    // A long name may be one of many that differ where nobody sees it: it is not worth its room.
    if (text.length < 1000) this.#nameIndex.set(text, index);
    return index;
  }

  /** The number of what a key identifies. */
  identity(key: string): number {
    const known = this.#identities.get(key);
    if (known !== undefined) return known;
    this.#identities.set(key, this.#identities.size);
    return this.#identities.size - 1;
  }

  append(
    kind: number,
    time: number,
    thread: number,
    name: number,
    category: number,
    value: number,
    state: number,
  ): void {
    const index = this.length;
    if (index === this.time.length) this.#grow();
    this.kind[index] = kind;
    this.time[index] = time;
    this.thread[index] = thread;
    this.name[index] = name;
    this.category[index] = category;
    this.value[index] = value;
    this.state[index] = state;
    this.length = index + 1;
  }

  #grow(): void {
    const capacity = this.time.length * 2;
    const enlarged = <Column extends Uint8Array | Int32Array | Float64Array>(
      column: Column,
      larger: Column,
    ): Column => {
      larger.set(column);
      return larger;
    };
    this.kind = enlarged(this.kind, new Uint8Array(capacity));
    this.time = enlarged(this.time, new Float64Array(capacity));
    this.thread = enlarged(this.thread, new Int32Array(capacity));
    this.name = enlarged(this.name, new Int32Array(capacity));
    this.category = enlarged(this.category, new Int32Array(capacity));
    this.value = enlarged(this.value, new Float64Array(capacity));
    this.state = enlarged(this.state, new Uint8Array(capacity));
  }
}
