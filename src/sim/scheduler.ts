import { Deque } from '../base/deque.ts';
import type { Random } from '../base/random.ts';
import type { Speeds } from '../program/kernels.ts';
import type { Clock } from '../runtime/host.ts';
import type { MachineSettings } from '../runtime/settings.ts';
import { NO_ACTOR } from '../trace/actors.ts';
import type { Recorder } from '../trace/recorder.ts';
import type { Agenda } from './agenda.ts';
import { Core } from './core.ts';
import type { Costs } from './costs.ts';
import type { Gil } from './gil.ts';
import type { Scheduling } from './scheduling.ts';
import type { Thread } from './thread.ts';

/** What the parts of the kernel share. */
export interface Machine {
  readonly settings: MachineSettings;
  readonly costs: Costs;
  /** How fast it computes, where that is not CPython's speed. */
  readonly speeds: Speeds;
  readonly clock: Clock;
  readonly agenda: Agenda;
  readonly recorder: Recorder;
  readonly random: Random;
  /** How many steps all threads together may take. */
  readonly limit: number;
}

/**
 * Decides which threads run: a thread needs the GIL of its process, if there is one, and then a core.
 *
 * Cores: first come, first served; a thread goes back to the core it was on if that is free; while threads are waiting
 * for a core, each gets a time slice at a time.
 *
 * GIL (source: CPython 3.11, Python/ceval_gil.h): who waits releases it; who has waited for it during a whole switch
 * interval in which it did not change hands asks its holder to let go; the holder does at its next point of computing,
 * and cannot take it again before another thread has had it. Which of several waiters gets it is the operating system's
 * choice, made here by the seed.
 */
export class Scheduler implements Scheduling {
  readonly #machine: Machine;
  readonly #cores: readonly Core[];
  readonly #runQueue = new Deque<Thread>();
  /** Threads that have come onto a core and have yet to go on. */
  readonly #started = new Deque<Thread>();

  constructor(machine: Machine) {
    this.#machine = machine;
    const { recorder, settings } = machine;
    this.#cores = Array.from({ length: settings.cores }, (_, index) => {
      const actor = recorder.actor('core', `Core ${index}`, NO_ACTOR, NO_ACTOR);
      recorder.record('wait', actor);
      return new Core(actor);
    });
  }

  /** A thread that has a core and nothing to compute. */
  nextToExecute(): Thread | undefined {
    for (;;) {
      const thread = this.#started.shift();
      if (thread === undefined || !this.#spend(thread)) return thread;
    }
  }

  wake(thread: Thread): void {
    thread.obstacle = null;
    const { gil } = thread.process;
    if (!gil || gil.holder === thread) {
      this.#requestCore(thread);
    } else if (gil.holder === null) {
      this.#take(gil, thread);
      this.#requestCore(thread);
    } else {
      thread.host.subjects.ready('gil', gil.actor);
      this.#queueForGil(gil, thread);
    }
  }

  suspend(thread: Thread, record: () => void): void {
    const { gil } = thread.process;
    const core = this.#leaveCore(thread);
    const held = gil?.holder === thread;
    if (held) this.#letGo(gil, thread);
    record();
    if (held) this.#passOn(gil);
    this.#reuse(core);
  }

  proceed(thread: Thread): void {
    this.#started.push(thread);
  }

  sleep(thread: Thread, duration: number): void {
    const { agenda, clock } = this.#machine;
    this.suspend(thread, () => thread.host.subjects.wait('sleep'));
    agenda.at(clock.now() + duration, () => this.wake(thread));
  }

  admits(): boolean {
    return true;
  }

  /** Begins to use core time for what the thread owes and computes. Says whether there was any need. */
  #spend(thread: Thread): boolean {
    const { core } = thread;
    const need = thread.debt + thread.work;
    if (!core || need <= 0) return false;
    if (thread.process.gil?.dropRequested) {
      this.#dropGil(thread.process.gil, thread);
      return true;
    }
    const now = this.#machine.clock.now();
    core.burstStart = now;
    this.#awaitReport(core, thread);
    const sliceLeft = Math.max(0, core.sliceStart + this.#machine.costs.timeSlice - now);
    if (this.#runQueue.size > 0 && sliceLeft < need) {
      core.burst = this.#machine.agenda.at(now + sliceLeft, () => this.#endSlice(core, thread));
    } else {
      core.burst = this.#machine.agenda.at(now + need, () => {
        core.burst = null;
        core.report?.cancel();
        thread.debt = 0;
        thread.work = 0;
        this.#started.push(thread);
      });
    }
    return true;
  }

  /** Reckons up the core time that a thread has used so far, and stops the clock. */
  #reckon(core: Core, thread: Thread): void {
    if (!core.burst) return;
    core.burst.cancel();
    core.burst = null;
    core.report?.cancel();
    const spent = this.#machine.clock.now() - core.burstStart;
    const paid = Math.min(thread.debt, spent);
    thread.debt -= paid;
    thread.work = Math.max(0, thread.work - (spent - paid));
  }

  /** Has a thread that computes tell how far it is, once so much is done. */
  #awaitReport(core: Core, thread: Thread): void {
    core.report = null;
    if (thread.reportAt <= 0) return;
    const { agenda, clock } = this.#machine;
    const delay = Math.max(0, thread.debt + thread.work - thread.reportAt);
    core.report = agenda.at(clock.now() + delay, () => this.#report(core, thread));
  }

  #report(core: Core, thread: Thread): void {
    const { agenda, clock, recorder } = this.#machine;
    recorder.record('progress', thread.current, NO_ACTOR, 1 - thread.reportAt / thread.wholeWork);
    const { reportInterval } = thread;
    thread.reportAt -= reportInterval;
    core.report =
      thread.reportAt > 0 ? agenda.at(clock.now() + reportInterval, () => this.#report(core, thread)) : null;
  }

  #endSlice(core: Core, thread: Thread): void {
    this.#reckon(core, thread);
    if (this.#runQueue.size === 0) {
      this.#started.push(thread);
      return;
    }
    thread.host.subjects.ready('core');
    this.#leaveCore(thread);
    this.#runQueue.push(thread);
    this.#reuse(core);
  }

  #requestCore(thread: Thread): void {
    const { lastCore } = thread;
    const core = lastCore && !lastCore.thread ? lastCore : this.#cores.find((candidate) => !candidate.thread);
    if (core && this.#runQueue.size === 0) {
      this.#occupy(core, thread);
      return;
    }
    thread.host.subjects.ready('core');
    this.#runQueue.push(thread);
    if (this.#runQueue.size === 1) this.#beginSlicing();
  }

  /** Threads are waiting for a core from now on: whoever computes does so until its time slice ends. */
  #beginSlicing(): void {
    for (const core of this.#cores) {
      const { thread } = core;
      if (!thread || !core.burst) continue;
      this.#reckon(core, thread);
      this.#started.push(thread);
    }
  }

  #occupy(core: Core, thread: Thread): void {
    const { recorder, clock, costs } = this.#machine;
    if (core.lastThread !== null && core.lastThread !== thread) thread.debt += costs.contextSwitch;
    core.thread = thread;
    core.lastThread = thread;
    core.sliceStart = clock.now();
    thread.core = core;
    thread.lastCore = core;
    if (core.idle) recorder.record('run', core.actor);
    core.idle = false;
    recorder.record('carry', core.actor, thread.actor);
    thread.host.subjects.run(core.actor);
    const { gil } = thread.process;
    if (gil && !gil.holderHasRun) {
      gil.holderHasRun = true;
      this.#awaitPatience(gil);
    }
    this.#started.push(thread);
  }

  #leaveCore(thread: Thread): Core | null {
    const { core } = thread;
    if (!core) return null;
    this.#reckon(core, thread);
    core.thread = null;
    thread.core = null;
    return core;
  }

  /** Gives a core that has become free to the next in the run queue. */
  #reuse(core: Core | null): void {
    if (!core || core.thread) return;
    const next = this.#runQueue.shift();
    if (next) {
      this.#occupy(core, next);
      return;
    }
    core.idle = true;
    this.#machine.recorder.record('carry', core.actor, NO_ACTOR);
    this.#machine.recorder.record('wait', core.actor);
  }

  #take(gil: Gil, thread: Thread): void {
    gil.holder = thread;
    gil.holderHasRun = false;
    gil.dropRequested = false;
    this.#machine.recorder.record('acquire', thread.actor, gil.actor);
  }

  #queueForGil(gil: Gil, thread: Thread): void {
    gil.waiters.push(thread);
    this.#awaitPatience(gil);
  }

  /** Sets the timeout of those who wait for the GIL, once there is somebody and its holder has begun to run. */
  #awaitPatience(gil: Gil): void {
    if (gil.timeout || !gil.holderHasRun || gil.waiters.length === 0 || gil.dropRequested) return;
    const { agenda, clock, settings } = this.#machine;
    gil.timeout = agenda.at(clock.now() + settings.switchInterval, () => this.#requestDrop(gil));
  }

  #requestDrop(gil: Gil): void {
    gil.timeout = null;
    const [impatient] = gil.waiters;
    const { holder } = gil;
    if (!impatient || !holder) return;
    gil.dropRequested = true;
    this.#machine.recorder.record('drop-request', impatient.actor, gil.actor);
    if (holder.core?.burst) this.#dropGil(gil, holder);
  }

  /** The holder lets go because it was asked to, and queues up again behind whoever gets it. */
  #dropGil(gil: Gil, holder: Thread): void {
    const core = this.#leaveCore(holder);
    this.#letGo(gil, holder);
    holder.host.subjects.ready('gil', gil.actor);
    this.#passOn(gil);
    this.#queueForGil(gil, holder);
    this.#reuse(core);
  }

  #letGo(gil: Gil, holder: Thread): void {
    this.#machine.recorder.record('release', holder.actor, gil.actor);
    gil.timeout?.cancel();
    gil.timeout = null;
    gil.holder = null;
    gil.dropRequested = false;
  }

  #passOn(gil: Gil): void {
    if (gil.waiters.length === 0) return;
    const [chosen] = gil.waiters.splice(this.#machine.random.below(gil.waiters.length), 1);
    if (!chosen) return;
    chosen.debt += this.#machine.costs.gilSwitch;
    this.#take(gil, chosen);
    this.#requestCore(chosen);
  }
}
