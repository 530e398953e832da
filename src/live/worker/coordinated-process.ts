import type { Milliseconds } from '../../base/units.ts';
import type { Value } from '../../program/effects.ts';
import type { Program } from '../../program/program.ts';
import type { HybridClock } from '../hybrid-clock.ts';
import type { CoordinatorQuestion, CoordinatorReply, CoordinatorRequest } from '../protocol.ts';
import {
  type Gil,
  named,
  type ProcessMemory,
  type ProgramLock,
  type SharedQueue,
  type SharedVariable,
} from './process-memory.ts';

type Answer = Extract<CoordinatorReply, { readonly kind: 'answer' }>;

/** A thread's line to the coordinator of its process. A thread asks one thing at a time, and gets its answers in order. */
class Line {
  readonly #port: MessagePort;
  readonly #clock: HybridClock;
  readonly #turns: Value[] = [];
  #onAnswer: (answer: Answer) => void = () => {};
  #onTurn: ((value: Value) => void) | null = null;

  constructor(port: MessagePort, clock: HybridClock) {
    this.#port = port;
    this.#clock = clock;
    port.onmessage = ({ data }: MessageEvent<CoordinatorReply>) => this.#hear(data);
  }

  tell(question: CoordinatorQuestion): void {
    const request: CoordinatorRequest = { ...question, time: this.#clock.now() };
    this.#port.postMessage(request);
  }

  ask(question: CoordinatorQuestion): Promise<Answer> {
    return new Promise((resolve) => {
      this.#onAnswer = resolve;
      this.tell(question);
    });
  }

  turn(): Promise<Value> {
    if (this.#turns.length > 0) return Promise.resolve(this.#turns.shift() as Value);
    return new Promise((resolve) => {
      this.#onTurn = resolve;
    });
  }

  #hear(reply: CoordinatorReply): void {
    this.#clock.observe(reply.time);
    if (reply.kind === 'answer') {
      this.#onAnswer(reply);
      return;
    }
    const waiter = this.#onTurn;
    this.#onTurn = null;
    if (waiter) waiter(reply.value);
    else this.#turns.push(reply.value);
  }
}

/**
 * A GIL passed on by messages. Nobody can ask its holder, who computes, to let go; so a holder does of its own accord
 * when the switch interval is over.
 */
class TokenGil implements Gil {
  readonly #line: Line;
  readonly #interval: Milliseconds;
  #taken = 0;

  constructor(line: Line, interval: Milliseconds) {
    this.#line = line;
    this.#interval = interval;
  }

  get dropRequested(): boolean {
    return performance.now() - this.#taken >= this.#interval;
  }

  async request(): Promise<boolean> {
    const { granted } = await this.#line.ask({ kind: 'acquire-gil' });
    this.#taken = performance.now();
    return granted;
  }

  async turn(): Promise<void> {
    await this.#line.turn();
    this.#taken = performance.now();
  }

  release(): void {
    this.#line.tell({ kind: 'release-gil' });
  }

  yieldTurn(): void {
    this.release();
  }
}

class TokenLock implements ProgramLock {
  readonly #line: Line;
  readonly #name: string;

  constructor(line: Line, name: string) {
    this.#line = line;
    this.#name = name;
  }

  async request(): Promise<boolean> {
    return (await this.#line.ask({ kind: 'acquire', lock: this.#name })).granted;
  }

  async turn(): Promise<void> {
    await this.#line.turn();
  }

  async release(record: () => void): Promise<boolean> {
    record();
    return (await this.#line.ask({ kind: 'release', lock: this.#name })).granted;
  }
}

class CoordinatedVariable implements SharedVariable {
  readonly #line: Line;
  readonly #name: string;

  constructor(line: Line, name: string) {
    this.#line = line;
    this.#name = name;
  }

  async read(): Promise<Value> {
    return (await this.#line.ask({ kind: 'read', variable: this.#name })).value;
  }

  async write(value: Value): Promise<void> {
    await this.#line.ask({ kind: 'write', variable: this.#name, value });
  }
}

class CoordinatedQueue implements SharedQueue {
  readonly #line: Line;
  readonly #name: string;

  constructor(line: Line, name: string) {
    this.#line = line;
    this.#name = name;
  }

  async put(item: Value, record: () => void): Promise<boolean> {
    const { granted } = await this.#line.ask({ kind: 'put', queue: this.#name, item });
    if (granted) record();
    return granted;
  }

  async putTurn(record: () => void): Promise<void> {
    await this.#line.turn();
    record();
  }

  async get(record: (item: Value) => void): Promise<{ readonly item: Value } | null> {
    const { granted, value } = await this.#line.ask({ kind: 'get', queue: this.#name });
    if (!granted) return null;
    record(value);
    return { item: value };
  }

  async getTurn(record: (item: Value) => void): Promise<Value> {
    const item = await this.#line.turn();
    record(item);
    return item;
  }
}

/** The memory that the threads of a process share by way of a coordinator. @param interval real milliseconds. */
export function createCoordinatedProcess(
  program: Program,
  port: MessagePort,
  clock: HybridClock,
  interval: Milliseconds,
): ProcessMemory {
  const line = new Line(port, clock);
  const each = <Thing>(
    table: object | undefined,
    make: (name: string) => Thing,
  ): ReadonlyMap<string, Thing> => new Map(Object.keys(table ?? {}).map((name) => [name, make(name)]));
  const locks = each(program.locks, (name) => new TokenLock(line, name));
  const variables = each(program.variables, (name) => new CoordinatedVariable(line, name));
  const queues = each(program.queues, (name) => new CoordinatedQueue(line, name));
  return {
    gil: new TokenGil(line, interval),
    lock: (name) => named(locks, 'lock', name),
    variable: (name) => named(variables, 'variable', name),
    queue: (name) => named(queues, 'queue', name),
  };
}
