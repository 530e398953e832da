import { expect, test } from 'vitest';
import { seconds } from '../../src/base/units.ts';
import { type ActorId, NO_ACTOR } from '../../src/trace/actors.ts';
import { TraceBuilder } from '../../src/trace/builder.ts';
import { findUnfinished } from '../../src/trace/unfinished.ts';

/** A pool of two processes: one works on a job, the other has ended. */
function createTrace() {
  const builder = new TraceBuilder();
  const main = builder.actor('process', 'MainProcess', NO_ACTOR, NO_ACTOR);
  const gil = builder.actor('lock', 'GIL', main, NO_ACTOR);
  const process = builder.actor('process', 'SpawnProcess-1', main, main);
  const thread = builder.actor('thread', 'MainThread', process, main);
  const other = builder.actor('thread', 'Worker', main, main);
  const job = builder.actor('task', 'job', main, main);
  const inner = builder.actor('task', 'part', job, job);
  builder.now = seconds(1);
  builder.record('run', main);
  builder.record('start', process);
  builder.record('run', thread);
  builder.record('carry', thread, job);
  builder.record('carry', job, inner);
  builder.record('run', other);
  builder.record('finish', other);
  const trace = builder.view({
    scenario: 's',
    mode: 'processes',
    provenance: 'measured',
    params: {},
    seed: 1,
    machine: { cores: 2 },
  });
  const name = (id: ActorId) => trace.actors[id]?.name;
  return { trace, thread, gil, name };
}

test('lists who has begun and not ended, tasks before threads before processes', () => {
  const { trace, name } = createTrace();
  const { actors, doomed } = findUnfinished(trace, []);
  expect(actors.map(name)).toEqual(['part', 'job', 'MainThread', 'SpawnProcess-1', 'MainProcess']);
  expect([...doomed]).toEqual([]);
});

test('with a thread go what it carries and the process it is the main thread of', () => {
  const { trace, thread, name } = createTrace();
  const { doomed } = findUnfinished(trace, [thread]);
  expect([...doomed].map(name).sort()).toEqual(['MainThread', 'SpawnProcess-1', 'job', 'part']);
});
