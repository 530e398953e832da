import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import '../../property-seed.ts';
import { actorNames } from '../../../src/trace/actor-names.ts';
import { phraseText } from '../../../src/trace/phrase.ts';
import { createStateReader } from '../../../src/trace/state/state-reader.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { describeRelation, relationsOf } from '../../../src/trace/why/relations.ts';
import { modelled } from '../../catalogue-runs.ts';
import { arbitraryTrace } from '../random-trace.ts';
import { actorNamed, instantOf } from '../sentences.ts';

/** How others are related to an actor at a time, in words. */
function relatedTo(trace: Trace, time: number, name: string): readonly string[] {
  const names = actorNames(trace.actors);
  const instant = instantOf(trace, time);
  return relationsOf(trace, instant.state, actorNamed(trace, name), instant.time).map(
    (relation) => `${names(relation.actor)}: ${phraseText(describeRelation(relation), names)}`,
  );
}

describe('relations of an actor', () => {
  it('are whom it waits for, who waits for it, and what it holds and asks for', async () => {
    const trace = await modelled('deadlock', 'threads');
    expect(relatedTo(trace, 1.5, 'A')).toEqual([
      'B: holds lock_b',
      'MainThread: waits for its end',
      'B: waits for lock_a',
      'Thread B: waits for lock_a',
      'lock_a: held by it',
      'lock_b: asked for by it',
      'Thread A: works on it',
    ]);
  });

  it('lead to all that hold a semaphore, and to all that wait for one of them', async () => {
    const trace = await modelled('semaphore', 'async');
    expect(relatedTo(trace, 0.5, 'call 30').filter((words) => words.endsWith(': holds slots'))).toHaveLength(
      10,
    );
    expect(
      relatedTo(trace, 0.5, 'call 3').filter((words) => words.endsWith(': waits for slots')),
    ).toHaveLength(90);
  });

  it('lead from a ready task to the one that has the event loop, and back', async () => {
    const trace = await modelled('blocking-call', 'async');
    expect(relatedTo(trace, 1.5, 'polite 2')).toEqual(['rude: has the loop']);
    expect(relatedTo(trace, 0.5, 'rude')).toEqual([
      'polite 2: waits for the loop',
      'MainThread: works on it',
    ]);
    // By then a timer is due that the loop cannot look at.
    expect(relatedTo(trace, 1.5, 'polite 1')).toEqual(['rude: has the loop']);
    expect(relatedTo(trace, 1.5, 'rude')).toContain('polite 1: waits for the loop');
  });

  it('are told of a lock as well: who has it and who is in line', async () => {
    const trace = await modelled('print-race', 'threads+lock');
    expect(relatedTo(trace, 0.00034, 'print_lock')).toEqual([
      'Worker 0: holds it',
      'Worker 1: waits for it',
      'Worker 2: waits for it',
    ]);
  });

  it('are views of one thing from two sides', () => {
    fc.assert(
      fc.property(arbitraryTrace(120), fc.nat({ max: 120 }), (trace, count) => {
        const state = createStateReader().at(trace, count);
        const flows = trace.actors.filter(({ kind }) => kind === 'task' || kind === 'thread');
        for (const { id } of flows) {
          for (const relation of relationsOf(trace, state, id)) {
            expect(trace.actors[relation.actor]).toBeDefined();
            if (relation.kind !== 'waits-for' || !flows.some((flow) => flow.id === relation.actor)) continue;
            // It waits with all that works on it, or is worked on by it: one of these is what the other knows of.
            const waiters = relationsOf(trace, state, relation.actor).filter(
              ({ kind }) => kind === 'awaited-by',
            );
            expect(waiters.map(({ actor }) => actor)).toContain(state.innermost(id));
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
