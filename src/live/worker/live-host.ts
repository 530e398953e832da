import { assertNever } from '../../base/assert-never.ts';
import { type Milliseconds, milliseconds, type Seconds, seconds } from '../../base/units.ts';
import type { Value, Work } from '../../program/effects.ts';
import { PythonError } from '../../program/errors.ts';
import { representation } from '../../program/representation.ts';
import {
  type Completion,
  type HostOperation,
  type HostResult,
  type ThreadBody,
  type ThreadHost,
  WRITE_DURATION,
} from '../../runtime/host.ts';
import { NO_ACTOR } from '../../trace/actors.ts';
import { computeInChunks } from './computing.ts';
import { Executors } from './executors.ts';
import { blockUntil, canBlock, giveWay, pauseUntil } from './pause.ts';
import { ProgramThreads } from './program-threads.ts';
import { Selector } from './selector.ts';
import { type Eventual, type Steps, settled } from './steps.ts';
import { realMilliseconds, type ThreadContext } from './thread-context.ts';

/** How often a computation says how far it is, in milliseconds. */
const PROGRESS_INTERVAL = 1000 / 30;

/**
 * How long a computation goes on without giving way, in milliseconds. A worker that never gives way is not ended when it is
 * terminated, but when the browser loses its patience: seconds later, during which it takes the cores of the next run.
 */
const LONGEST_BUSY = 50;

/**
 * The host of one thread in a real worker: performs what the runtime asks for in real time, and records it.
 */
export class LiveHost implements ThreadHost {
  readonly clock: ThreadContext['clock'];
  readonly recorder: ThreadContext['recorder'];
  readonly subjects: ThreadContext['subjects'];
  readonly process: ThreadHost['process'];
  readonly #context: ThreadContext;
  readonly #threads: ProgramThreads;
  readonly #executors: Executors;
  readonly #selector: Selector;

  constructor(context: ThreadContext) {
    this.clock = context.clock;
    this.recorder = context.recorder;
    this.subjects = context.subjects;
    this.process = context.actors.process;
    this.#context = context;
    this.#threads = new ProgramThreads(context);
    this.#executors = new Executors(context);
    this.#selector = new Selector(this.#executors);
  }

  /** Executes a thread's body to its end; gives what its call returned. @throws whatever the body throws. */
  *execute(body: ThreadBody): Steps<Value> {
    let step = body.next(null);
    while (!step.done) {
      let result: HostResult;
      try {
        result = yield* this.#perform(step.value);
      } catch (error) {
        if (!(error instanceof PythonError)) throw error;
        step = body.throw(error);
        continue;
      }
      step = body.next(result);
    }
    return step.value;
  }

  /** Waits for the threads and executors that were started here. */
  *finish(): Steps<void> {
    yield* this.#executors.closeAll();
    yield* this.#threads.joinAll();
  }

  *#perform(operation: HostOperation): Steps<HostResult> {
    switch (operation.kind) {
      case 'compute':
        return yield* this.#compute(operation.work);
      case 'output':
        this.recorder.record('output', this.subjects.current, NO_ACTOR, this.recorder.text(operation.text));
        yield* this.#sleep(WRITE_DURATION);
        return null;
      case 'sleep':
        yield* this.#sleep(operation.seconds);
        return null;
      case 'select':
        return yield* this.#select(operation.until);
      case 'acquire':
        yield* this.#acquire(operation.lock);
        return null;
      case 'release':
        yield* this.#release(operation.lock);
        return null;
      case 'read':
        return yield* this.#read(operation.variable);
      case 'write':
        yield* this.#write(operation.variable, operation.value);
        return null;
      case 'put':
        yield* this.#put(operation.queue, operation.item);
        return null;
      case 'get':
        return yield* this.#get(operation.queue);
      case 'start-thread':
        return yield* this.#threads.start(operation);
      case 'join-thread':
        yield* this.#threads.join(operation.thread);
        return null;
      case 'open-pool':
        return this.#executors.open(operation);
      case 'submit':
        return yield* this.#executors.submit(operation);
      case 'result':
        return yield* this.#executors.result(operation.job);
      case 'close-pool':
        yield* this.#executors.close(operation.pool);
        return null;
      default:
        return assertNever(operation);
    }
  }

  *#compute(work: Work): Steps<number> {
    const { turns, request } = this.#context;
    const interval = request.machine.switchInterval * 1000;
    const began = performance.now();
    let heard = began;
    let told = began;
    return yield* computeInChunks(work, (share) => {
      const now = performance.now();
      if (now - told >= PROGRESS_INTERVAL) {
        told = now;
        this.recorder.record('progress', this.subjects.current, NO_ACTOR, share);
      }
      if (turns.shouldYield) return turns.yieldTurn();
      // An executor's manager thread would ask for the GIL about as often.
      if (now - heard < (this.#executors.areBusy ? interval : LONGEST_BUSY)) return null;
      heard = now;
      return settled(giveWay());
    });
  }

  *#sleep(duration: number): Steps<void> {
    if (duration < 0) throw new PythonError('ValueError', 'sleep length must be non-negative');
    const remaining = this.#remainingUntil(seconds(this.clock.now() + duration));
    yield* this.#context.turns.without(
      () => this.subjects.wait('sleep'),
      () => (canBlock && !this.#executors.areBusy ? blockUntil(remaining) : pauseUntil(remaining)),
    );
  }

  *#select(until: Seconds | null): Steps<readonly Completion[]> {
    if (this.#executors.hasCompletions) return this.#executors.takeCompletions();
    if (until !== null && until <= this.clock.now()) return yield* settled(this.#selector.poll());
    const remaining =
      until === null ? () => milliseconds(Number.POSITIVE_INFINITY) : this.#remainingUntil(until);
    return yield* this.#context.turns.without(
      () => this.subjects.wait('select'),
      () => this.#selector.wait(remaining),
    );
  }

  #remainingUntil(time: Seconds): () => Milliseconds {
    return () => milliseconds(realMilliseconds(this.#context, time - this.clock.now()));
  }

  *#acquire(name: string): Steps<void> {
    const { memory, actors, turns } = this.#context;
    const lock = memory.lock(name);
    const actor = actors.locks[name] ?? NO_ACTOR;
    const record = (): void => this.recorder.record('acquire', this.subjects.current, actor);
    this.recorder.record('request', this.subjects.current, actor);
    if (yield* settled(lock.request())) {
      record();
      return;
    }
    yield* turns.without(
      () => this.subjects.block(actor),
      () => andThen(lock.turn(), record),
    );
  }

  *#release(name: string): Steps<void> {
    const { memory, actors } = this.#context;
    const actor = actors.locks[name] ?? NO_ACTOR;
    const record = (): void => this.recorder.record('release', this.subjects.current, actor);
    if (yield* settled(memory.lock(name).release(record))) return;
    throw new PythonError('RuntimeError', 'release unlocked lock');
  }

  *#read(name: string): Steps<Value> {
    const value = yield* settled(this.#context.memory.variable(name).read());
    this.#recordValue('read', name, value);
    return value;
  }

  *#write(name: string, value: Value): Steps<void> {
    this.#recordValue('write', name, value);
    yield* settled(this.#context.memory.variable(name).write(value));
  }

  #recordValue(kind: 'read' | 'write', name: string, value: Value): void {
    const actor = this.#context.actors.variables[name] ?? NO_ACTOR;
    this.recorder.record(kind, this.subjects.current, actor, this.recorder.text(representation(value)));
  }

  *#put(name: string, item: Value): Steps<void> {
    const { memory, actors, turns } = this.#context;
    const queue = memory.queue(name);
    const record = (): void => this.#recordItem('put', name, item);
    if (yield* settled(queue.put(item, record))) return;
    yield* turns.without(
      () => this.subjects.wait('queue', actors.queues[name] ?? NO_ACTOR),
      () => queue.putTurn(record),
    );
  }

  *#get(name: string): Steps<Value> {
    const { memory, actors, turns } = this.#context;
    const queue = memory.queue(name);
    const record = (item: Value): void => this.#recordItem('get', name, item);
    const found = yield* settled(queue.get(record));
    if (found) return found.item;
    return yield* turns.without(
      () => this.subjects.wait('queue', actors.queues[name] ?? NO_ACTOR),
      () => queue.getTurn(record),
    );
  }

  #recordItem(kind: 'put' | 'get', name: string, item: Value): void {
    const actor = this.#context.actors.queues[name] ?? NO_ACTOR;
    this.recorder.record(kind, this.subjects.current, actor, this.recorder.text(representation(item)));
  }
}

function andThen(done: Eventual<void>, action: () => void): Eventual<void> {
  if (done instanceof Promise) return done.then(action);
  action();
}
