import { milliseconds } from '../../base/units.ts';
import type { ThreadBody } from '../../runtime/host.ts';
import type { RunSetup } from '../../runtime/setup.ts';
import { NO_ACTOR } from '../../trace/actors.ts';
import { Subjects } from '../../trace/recorder.ts';
import { BatchWriter } from '../event-batch.ts';
import { createRingMemory, RingWriter } from '../event-ring.ts';
import { HybridClock, programTime, wallClock } from '../hybrid-clock.ts';
import { layOutProcess } from '../process-layout.ts';
import type { RunRequest } from '../protocol.ts';
import { warmUpKernel } from './computing.ts';
import { LiveHost } from './live-host.ts';
import { LiveRecorder } from './live-recorder.ts';
import { createLoneProcess } from './lone-process.ts';
import { createProcessActors } from './process-actors.ts';
import { rehearse } from './rehearsal.ts';
import { createSharedProcess } from './shared-process.ts';
import { takeSteps } from './steps.ts';
import { Turns } from './turns.ts';

/**
 * Has the engine compile what a thread is about to execute, so that the run measures the program and not the first
 * execution of ours: goes through the program once, through the host's operations once, and through the kernels for long
 * enough to be found worth optimising. What that records goes nowhere.
 */
export async function warmUp(
  request: RunRequest,
  setup: RunSetup,
  kernels: readonly string[],
  sharesMemory: boolean,
): Promise<void> {
  rehearse(setup, 1);
  for (const kernel of kernels) warmUpKernel(kernel);
  const { program } = setup;
  const epoch = wallClock();
  const clock = new HybridClock(programTime(epoch, request.unit));
  const sink = sharesMemory ? new RingWriter(createRingMemory(), () => {}) : new BatchWriter(() => {}, 1);
  const recorder = new LiveRecorder(sink, clock, 0);
  const actors = createProcessActors(recorder, program, NO_ACTOR, NO_ACTOR, { gil: true, threadLocks: true });
  const memory = sharesMemory
    ? createSharedProcess(
        program,
        new SharedArrayBuffer(layOutProcess(program).bytes),
        clock,
        0,
        milliseconds(1),
      )
    : createLoneProcess(program);
  const subjects = new Subjects(recorder, recorder.actor('thread', '', NO_ACTOR, NO_ACTOR));
  const turns = new Turns(recorder, subjects, memory.gil, actors.gil ?? NO_ACTOR);
  const host = new LiveHost({
    request,
    setup,
    epoch,
    clock,
    recorder,
    subjects,
    actors,
    memory,
    turns,
    hire: () => new MessageChannel().port1,
  });
  await takeSteps(turns.begin());
  await takeSteps(host.execute(exercise(Object.keys(program.locks ?? {}))));
  await takeSteps(turns.end(() => {}));
}

function* exercise(locks: readonly string[]): ThreadBody {
  yield { kind: 'sleep', seconds: 0 };
  for (const lock of locks) {
    yield { kind: 'acquire', lock };
    yield { kind: 'release', lock };
  }
  return null;
}
