import { assertNever } from '../../base/assert-never.ts';
import { type Seconds, seconds } from '../../base/units.ts';
import type { Call, PoolKind, Value } from '../../program/effects.ts';
import { PythonError } from '../../program/errors.ts';
import { hasEventLoop } from '../../program/modes.ts';
import {
  type Completion,
  type HostOperation,
  type HostResult,
  type Outcome,
  type ThreadBody,
  type ThreadHost,
  WRITE_DURATION,
} from '../../runtime/host.ts';
import { failure } from '../../runtime/host-effects.ts';
import type { RunSetup } from '../../runtime/setup.ts';
import { callBody, mainBody } from '../../runtime/thread.ts';
import { type ActorId, type ActorKind, NO_ACTOR } from '../../trace/actors.ts';
import { type Recorder, Subjects } from '../../trace/recorder.ts';
import type { Expectation } from '../protocol.ts';

/** After so many operations it is not worth going on. */
const PATIENCE = 100_000;

/** Thrown to end a rehearsal that takes too long. */
class OutOfPatience extends Error {}

/**
 * Goes through a program without waiting, computing or recording, to learn what its run is going to need. Whatever is
 * started runs to its end at once, so for a program whose course depends on timing this is an estimate.
 *
 * @param poolSize how many threads an executor of threads has unless it is told.
 */
export function rehearse(setup: RunSetup, poolSize: number): Expectation {
  const rehearsal = new Rehearsal(setup, poolSize);
  try {
    rehearsal.execute((host) => mainBody(host, setup));
  } catch {
    return { threads: rehearsal.threads, kernels: [...rehearsal.kernels], jobs: null };
  }
  const mainTask = hasEventLoop(setup.scope.mode.id) ? 1 : 0;
  return { threads: rehearsal.threads, kernels: [...rehearsal.kernels], jobs: rehearsal.tasks - mainTask };
}

class Rehearsal {
  readonly kernels = new Set<string>();
  threads = 0;
  tasks = 0;
  readonly #setup: RunSetup;
  readonly #poolSize: number;
  readonly #recorder: Recorder;
  readonly #variables: Map<string, Value>;
  readonly #queues = new Map<string, Value[]>();
  readonly #outcomes: Outcome[] = [];
  readonly #pools: { readonly kind: PoolKind; vacancies: number }[] = [];
  #completions: Completion[] = [];
  #now = seconds(0);
  #operations = 0;

  constructor(setup: RunSetup, poolSize: number) {
    this.#setup = setup;
    this.#poolSize = poolSize;
    this.#variables = new Map(Object.entries(setup.program.variables ?? {}));
    let actors = 0;
    this.#recorder = {
      actor: (kind: ActorKind) => {
        if (kind === 'task') this.tasks++;
        return actors++ as ActorId;
      },
      record: () => {},
      text: () => 0,
    };
  }

  execute(begin: (host: ThreadHost) => ThreadBody): Value {
    const subjects = new Subjects(this.#recorder, this.#recorder.actor('thread', '', NO_ACTOR, NO_ACTOR));
    const body = begin({
      clock: { now: () => this.#now },
      recorder: this.#recorder,
      subjects,
      process: NO_ACTOR,
    });
    let step = body.next(null);
    while (!step.done) {
      if (++this.#operations > PATIENCE) throw new OutOfPatience();
      step = body.next(this.#answer(step.value));
    }
    return step.value;
  }

  #answer(operation: HostOperation): HostResult {
    switch (operation.kind) {
      case 'compute':
        this.kernels.add(operation.work.kernel);
        return 0;
      case 'output':
        this.#pass(WRITE_DURATION);
        return null;
      case 'sleep':
        this.#pass(operation.seconds);
        return null;
      case 'select':
        return this.#select(operation.until);
      case 'read':
        return this.#variables.get(operation.variable) ?? null;
      case 'write':
        this.#variables.set(operation.variable, operation.value);
        return null;
      case 'put':
        this.#queue(operation.queue).push(operation.item);
        return null;
      case 'get':
        return this.#queue(operation.queue).shift() ?? null;
      case 'start-thread':
        this.threads++;
        this.#outcomeOf(operation.call, operation.task);
        return this.threads;
      case 'open-pool':
        return (
          this.#pools.push({
            kind: operation.pool,
            vacancies: operation.pool === 'threads' ? (operation.workers ?? this.#poolSize) : 0,
          }) - 1
        );
      case 'submit':
        return this.#submit(operation);
      case 'result':
        return this.#outcomes[operation.job] as Outcome;
      case 'acquire':
      case 'release':
      case 'join-thread':
      case 'close-pool':
        return null;
      default:
        return assertNever(operation);
    }
  }

  #submit({ pool: number, call, task, notify }: Extract<HostOperation, { readonly kind: 'submit' }>): number {
    const pool = this.#pools[number];
    if (pool && pool.vacancies > 0) {
      pool.vacancies--;
      this.threads++;
    }
    const isSendable = pool?.kind === 'threads' || (call.importable ?? true);
    const outcome = isSendable
      ? this.#outcomeOf(call, task)
      : failure(new PythonError('DataCloneError', `${call.routine} could not be cloned.`));
    const job = this.#outcomes.push(outcome) - 1;
    if (notify) this.#completions.push({ job, outcome });
    return job;
  }

  #outcomeOf(call: Call, task: ActorId): Outcome {
    try {
      return { ok: true, value: this.execute((host) => callBody(host, this.#setup, call, task)) };
    } catch (error) {
      if (error instanceof OutOfPatience) throw error;
      return failure(error);
    }
  }

  #select(until: Seconds | null): readonly Completion[] {
    const completions = this.#completions;
    this.#completions = [];
    if (completions.length === 0 && until !== null) this.#now = seconds(Math.max(this.#now, until));
    return completions;
  }

  #pass(duration: number): void {
    this.#now = seconds(this.#now + Math.max(0, duration));
  }

  #queue(name: string): Value[] {
    let items = this.#queues.get(name);
    if (!items) {
      items = [];
      this.#queues.set(name, items);
    }
    return items;
  }
}
