import { expose } from 'comlink';
import type { Scenario } from '../../program/scenario.ts';
import type { RunError } from '../../trace/trace.ts';
import type { PageMessage, ThreadWorker, WorkerSetup, WorkReport } from '../protocol.ts';
import { measureKernel } from './computing.ts';
import { HostedThread } from './hosted-thread.ts';
import { holdLifeline } from './lifeline.ts';
import { Orders } from './orders.ts';
import { rehearse } from './rehearsal.ts';
import { takeSteps } from './steps.ts';

/** Makes this worker one that hosts a thread of a run. @param loadScenario finds the scenario that is run. */
export function serveThread(loadScenario: (id: string) => Promise<Scenario | undefined>): void {
  let hosted: HostedThread | null = null;

  const thread = (): HostedThread => {
    if (!hosted) throw new Error('The worker is not part of a run yet.');
    return hosted;
  };

  const crash = (error: unknown): void => {
    hosted?.flush();
    hosted?.report({ kind: 'crashed', error: toRunError(error) });
  };
  // The page hears of uncaught errors, but not of rejections, nor of what kind an error was.
  addEventListener('error', (event) => crash(event.error ?? event.message));
  addEventListener('unhandledrejection', (event) => crash(event.reason));

  async function serveOrders(port: MessagePort, hostedThread: HostedThread): Promise<void> {
    const orders = new Orders(port);
    const identity = await orders.identity;
    const answer = (report: WorkReport): void => port.postMessage(report);
    await takeSteps(hostedThread.serve(identity, orders, answer));
  }

  const worker: ThreadWorker = {
    probe(memory) {
      if (memory) Atomics.add(new Int32Array(memory), 0, 1);
      return true;
    },
    measure: measureKernel,
    async prepare(setup: WorkerSetup) {
      const scenario = await loadScenario(setup.request.scenario);
      if (!scenario) throw new Error(`There is no scenario named "${setup.request.scenario}".`);
      const created = new HostedThread(setup, scenario);
      hosted = created;
      setup.reports.onmessage = ({ data }: MessageEvent<PageMessage>) => {
        if (data.kind !== 'flush') return;
        created.flush();
        created.report({ kind: 'flushed' });
      };
      if (setup.isWarmed) await created.warmUp(setup.kernels);
      created.report({ kind: 'begun' });
      if (setup.orders) serveOrders(setup.orders, created).catch(crash);
      return holdLifeline(setup.lifeline);
    },
    rehearse: () => rehearse(thread().runSetup, Math.min(32, navigator.hardwareConcurrency + 4)),
    async connect(link, ready, kernels) {
      await thread().warmUp(kernels);
      thread().connect(link, ready);
    },
    run: (epoch) =>
      takeSteps(thread().runAsMain(epoch)).catch((error: unknown) => {
        // Told by the port that events travel on, so that those recorded before arrive before.
        crash(error);
        return new Promise<never>(() => {});
      }),
  };
  expose(worker);
}

function toRunError(error: unknown): RunError {
  if (error instanceof Error || error instanceof DOMException)
    return { type: error.name, message: error.message };
  return { type: 'Error', message: String(error) };
}
