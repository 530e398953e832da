import { describe, expect, it } from 'vitest';
import { type ActorId, NO_ACTOR } from '../../src/trace/actors.ts';
import { TraceBuilder, type TraceHeader } from '../../src/trace/builder.ts';
import { REASON_CODE } from '../../src/trace/events.ts';
import { type Permits, violations } from '../../src/trace/invariants.ts';
import type { RunError } from '../../src/trace/trace.ts';

const header: TraceHeader = {
  scenario: 'under-test',
  mode: 'threads',
  provenance: 'modelled',
  params: {},
  seed: 1,
  machine: { cores: 1 },
};

/** What is wrong with the trace that a function builds: two threads of a process with a GIL, on one core. */
function inspect(
  build: (builder: TraceBuilder, cast: { a: ActorId; b: ActorId; gil: ActorId; lock: ActorId }) => void,
  {
    error = null,
    permits = {},
    ...changes
  }: Partial<TraceHeader> & { error?: RunError | null; permits?: Permits } = {},
): string[] {
  const builder = new TraceBuilder();
  const process = builder.actor('process', 'MainProcess', NO_ACTOR, NO_ACTOR);
  const gil = builder.actor('lock', 'GIL', process, NO_ACTOR);
  const lock = builder.actor('lock', 'lock', process, NO_ACTOR);
  const a = builder.actor('thread', 'A', process, NO_ACTOR);
  const b = builder.actor('thread', 'B', process, NO_ACTOR);
  build(builder, { a, b, gil, lock });
  return violations(builder.view({ ...header, ...changes }, error), permits);
}

const end = (builder: TraceBuilder, ...actors: ActorId[]): void => {
  for (const actor of actors) builder.record('finish', actor);
};

describe('violations', () => {
  it('finds none in a sound run', () => {
    const found = inspect((builder, { a, b, gil, lock }) => {
      builder.record('acquire', a, gil);
      builder.record('run', a);
      builder.record('acquire', a, lock);
      builder.record('release', a, gil);
      builder.record('wait', a, NO_ACTOR, REASON_CODE.sleep);
      builder.record('acquire', b, gil);
      builder.record('run', b);
      builder.record('request', b, lock);
      builder.record('release', b, gil);
      builder.record('block', b, lock);
      builder.record('acquire', a, gil);
      builder.record('run', a);
      builder.record('release', a, lock);
      builder.record('acquire', b, lock);
      builder.record('release', b, lock);
      end(builder, a, b);
    });
    expect(found).toEqual([]);
  });

  it('finds two holders of a lock', () => {
    const found = inspect((builder, { a, b, lock }) => {
      builder.record('acquire', a, lock);
      builder.record('acquire', b, lock);
      end(builder, a, b);
    });
    expect(found).toEqual(['event 6 at 0 s: lock is held by A and B']);
  });

  it('lets as many hold a semaphore as it has permits', () => {
    const build = (
      builder: TraceBuilder,
      { a, b, lock }: { a: ActorId; b: ActorId; lock: ActorId },
    ): void => {
      builder.record('acquire', a, lock);
      builder.record('acquire', b, lock);
      builder.record('acquire', b, lock);
      end(builder, a, b);
    };
    expect(inspect(build, { permits: { lock: 3 } })).toEqual([]);
    expect(inspect(build, { permits: { lock: 2 } })).toEqual([
      'event 7 at 0 s: lock is held by A and B and B',
    ]);
  });

  it('finds a lock that is let go of by somebody while nobody holds it, and a GIL by who does not', () => {
    const found = inspect((builder, { a, b, gil, lock }) => {
      builder.record('release', a, lock);
      builder.record('acquire', a, gil);
      builder.record('release', b, gil);
      end(builder, a, b);
    });
    expect(found).toEqual([
      'event 5 at 0 s: A lets go of lock without holding it',
      'event 7 at 0 s: B lets go of GIL without holding it',
    ]);
  });

  it('finds two threads that run at once under one GIL, and on one core', () => {
    const build = (builder: TraceBuilder, { a, b }: { a: ActorId; b: ActorId }): void => {
      builder.record('run', a);
      builder.record('run', b);
      end(builder, a, b);
    };
    const underGil = 'event 6 at 0 s: 2 threads run under the GIL of MainProcess';
    expect(inspect(build)).toEqual([underGil, 'event 6 at 0 s: 2 threads run on 1 cores']);
    expect(inspect(build, { machine: { cores: 2 } })).toEqual([underGil]);
    expect(inspect(build, { provenance: 'measured' })).toEqual([underGil]);
  });

  it('finds an item that is taken out of turn, or before it is there, where clocks can tell', () => {
    const outOfTurn = (builder: TraceBuilder, { a, b }: { a: ActorId; b: ActorId }): void => {
      const queue = builder.actor('queue', 'queue', NO_ACTOR, NO_ACTOR);
      const record = (kind: 'put' | 'get', item: string) =>
        builder.record(kind, a, queue, builder.text(item));
      record('put', '1');
      record('put', '2');
      record('get', '2');
      record('get', '2');
      record('get', '3');
      end(builder, a, b);
    };
    expect(inspect(outOfTurn)).toEqual([
      expect.stringContaining('A takes 2, not the oldest item of queue'),
      expect.stringContaining('A takes 3, not the oldest item of queue'),
    ]);
    expect(inspect(outOfTurn, { machine: { cores: 1, sharedMemory: false } })).toEqual([]);
  });

  it('finds somebody who acts after the end', () => {
    const found = inspect((builder, { a, b }) => {
      end(builder, a, b);
      builder.record('run', a);
    });
    expect(found).toContain('event 7 at 0 s: A has a run after its end');
  });

  it('finds a wait that never ends, unless the run ended by an error', () => {
    const build = (builder: TraceBuilder, { a, b }: { a: ActorId; b: ActorId }): void => {
      builder.record('wait', a, NO_ACTOR, REASON_CODE.sleep);
      end(builder, b);
    };
    expect(inspect(build)).toEqual(['A never ends: its last state is wait']);
    expect(inspect(build, { error: { type: 'Deadlock', message: '' } })).toEqual([]);
  });

  it('finds times that go back', () => {
    const builder = new TraceBuilder();
    const process = builder.actor('process', 'MainProcess', NO_ACTOR, NO_ACTOR);
    builder.now = 2 as typeof builder.now;
    builder.record('run', process);
    builder.record('finish', process);
    const trace = builder.view(header);
    trace.events.time[2] = 1;
    expect(violations(trace)).toEqual(['event 2 at 1 s: time goes back from 2 to 1']);
  });

  it('finds what does not exist', () => {
    const found = inspect((builder, { a, b }) => {
      builder.record('wait', a, 99 as ActorId, 99);
      builder.record('print', a, NO_ACTOR, 99);
      builder.record('run', 99 as ActorId);
      end(builder, a, b);
    });
    expect(found).toEqual([
      'event 5 at 0 s: wait has no such subject: 99',
      'event 5 at 0 s: wait has no such reason: 99',
      'event 6 at 0 s: print has no such text: 99',
      expect.stringContaining('actor 99 does not exist'),
    ]);
  });

  it('finds an actor that acts before it is created', () => {
    const builder = new TraceBuilder();
    const process = builder.addActor('process', 'MainProcess', NO_ACTOR);
    builder.record('run', process);
    builder.record('create', process);
    builder.record('create', process);
    expect(violations(builder.view(header))).toEqual([
      'event 0 at 0 s: MainProcess has a run before it is created',
      'event 2 at 0 s: MainProcess is created twice',
    ]);
  });

  it('finds frames that close out of order', () => {
    const found = inspect((builder, { a, b }) => {
      builder.record('call', a, NO_ACTOR, builder.text('outer'));
      builder.record('call', a, NO_ACTOR, builder.text('inner'));
      builder.record('return', a, NO_ACTOR, builder.text('outer'));
      end(builder, a, b);
    });
    expect(found).toEqual(['event 7 at 0 s: A returns from outer, which is not its innermost frame']);
  });

  it('finds iterations that are left out', () => {
    const found = inspect((builder, { a, b }) => {
      const loop = builder.actor('loop', 'event loop', a, a);
      builder.record('iteration', loop, NO_ACTOR, 1);
      builder.record('iteration', loop, NO_ACTOR, 3);
      end(builder, a, b);
    });
    expect(found).toEqual(['event 7 at 0 s: iteration 3 of event loop follows 1']);
  });
});
