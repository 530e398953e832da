import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ActorId, NO_ACTOR } from '../../../src/trace/actors.ts';
import { TraceBuilder } from '../../../src/trace/builder.ts';
import { createPickledBytesReader } from '../../../src/trace/cores/pickled-bytes.ts';
import { EVENT_CODE } from '../../../src/trace/events.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { modelled } from '../../catalogue-runs.ts';
import { arbitraryStatements, programOf } from '../../sim/arbitrary-program.ts';
import { runProgram } from '../../sim/run-program.ts';
import { header } from '../random-trace.ts';

/** Every direction as `from → to: messages, bytes, last`. */
function trafficOf(trace: Trace, count = trace.events.length): readonly string[] {
  const name = (actor: ActorId): string => trace.actors[actor]?.name ?? '?';
  return createPickledBytesReader()
    .read(trace)
    .at(count)
    .map((one) => `${name(one.from)} → ${name(one.to)}: ${one.count}, ${one.bytes} B, ${one.last.bytes} B`);
}

describe('what crosses between processes', () => {
  it('is nothing where there is one process', async () => {
    expect(trafficOf(await modelled('documents', 'threads'))).toEqual([]);
  });

  it.each(['processes', 'async+processes'])(
    'is a size to each worker and a line back in %s',
    async (mode) => {
      expect(trafficOf(await modelled('sum-squares', mode))).toEqual([
        'MainProcess → SpawnProcess-1: 2, 37 B, 19 B',
        'MainProcess → SpawnProcess-2: 2, 37 B, 19 B',
        'SpawnProcess-1 → MainProcess: 2, 66 B, 33 B',
        'SpawnProcess-2 → MainProcess: 2, 66 B, 33 B',
      ]);
    },
  );

  it('is one message each way for each of ten calls', async () => {
    const trace = await modelled('io-pool', 'processes');
    const all = createPickledBytesReader().read(trace).at(trace.events.length);
    expect(all).toHaveLength(20);
    expect(all.every(({ count }) => count === 1)).toBe(true);
  });

  it('never comes back from a worker that cannot load the function', async () => {
    expect(trafficOf(await modelled('unpicklable', 'processes'))).toEqual([
      'MainProcess → SpawnProcess-1: 1, 18 B, 18 B',
    ]);
  });

  it('comes from whoever started the process, where it is nobody’s task', () => {
    const builder = new TraceBuilder();
    const main = builder.actor('process', 'MainProcess', NO_ACTOR, NO_ACTOR);
    const task = builder.actor('task', 'main', main, NO_ACTOR);
    const worker = builder.actor('process', 'SpawnProcess-1', task, task);
    builder.record('send', NO_ACTOR, worker, 24);
    expect(trafficOf(builder.view(header))).toEqual(['MainProcess → SpawnProcess-1: 1, 24 B, 24 B']);
  });

  it('adds up in random programs at every moment, however the trace was read', () => {
    fc.assert(
      fc.property(arbitraryStatements, fc.double({ min: 0, max: 1, noNaN: true }), (statements, share) => {
        const trace = runProgram(programOf(statements));
        const count = Math.round(share * trace.events.length);
        const reader = createPickledBytesReader();
        reader.read({ ...trace, events: { ...trace.events, length: count } });
        const found = reader.read(trace).at(count);
        const sent = Array.from({ length: count }, (_, event) => event).filter(
          (event) => trace.events.kind[event] === EVENT_CODE.send,
        );
        const bytes = sent.reduce((sum, event) => sum + (trace.events.value[event] as number), 0);
        expect(found.reduce((sum, one) => sum + one.count, 0)).toBe(sent.length);
        expect(found.reduce((sum, one) => sum + one.bytes, 0)).toBe(bytes);
        expect(Math.max(-1, ...found.map(({ last }) => last.event))).toBe(sent.at(-1) ?? -1);
        for (const { from, to } of found) {
          expect([trace.actors[from]?.kind, trace.actors[to]?.kind]).toEqual(['process', 'process']);
          expect(from).not.toBe(to);
        }
      }),
      { numRuns: 200 },
    );
  });
});
