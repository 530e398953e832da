import { describe, expect, it } from 'vitest';
import { durationText, timeText, timeTextNear } from '../../src/base/time-text.ts';
import { actorNames } from '../../src/trace/actor-names.ts';
import { type ActorId, NO_ACTOR } from '../../src/trace/actors.ts';
import { TraceBuilder } from '../../src/trace/builder.ts';
import { listOf, ordinal, phraseText } from '../../src/trace/phrase.ts';
import { header } from './random-trace.ts';
import { actorsIn } from './sentences.ts';

const ids = (count: number): readonly ActorId[] => Array.from({ length: count }, (_, id) => id as ActorId);

describe('a phrase', () => {
  it('is text once its actors are named, and tells who is in it', () => {
    const phrase = [1 as ActorId, ' waits for ', 0 as ActorId, ', and ', 1 as ActorId, ' knows'];
    expect(phraseText(phrase, (actor) => `actor ${actor}`)).toBe(
      'actor 1 waits for actor 0, and actor 1 knows',
    );
    expect(actorsIn(phrase)).toEqual([1, 0]);
  });

  it.each([
    [0, ''],
    [1, '0'],
    [2, '0 and 1'],
    [4, '0, 1, 2 and 3'],
    [5, '0, 1 and 3 more'],
  ])('lists %i actors as “%s”', (count, text) => {
    expect(phraseText(listOf(ids(count)), String)).toBe(text);
  });

  it('counts places in words up to the tenth', () => {
    expect([0, 1, 9, 10].map(ordinal)).toEqual(['first', 'second', 'tenth', 'number 11']);
  });
});

describe('a time', () => {
  it('has two decimals, and four where less than 10 ms would not be seen', () => {
    expect(timeText(1.2345)).toBe('1.23');
    expect(timeTextNear(1.2345, 2)).toBe('1.23');
    expect(timeTextNear(1.2345, 1.24)).toBe('1.2345');
    expect(timeTextNear(1.23, 1.23)).toBe('1.23');
    expect(durationText(0.5)).toBe('0.50');
    expect(durationText(0.0042)).toBe('0.0042');
  });
});

describe('the names of actors', () => {
  it('are their own in one process, and have their process with them among several', () => {
    const builder = new TraceBuilder();
    const add = (kind: 'process' | 'thread' | 'lock', name: string, parent: ActorId): ActorId =>
      builder.actor(kind, name, parent, NO_ACTOR);
    const main = add('process', 'MainProcess', NO_ACTOR);
    const all = [add('lock', 'GIL', main), add('thread', 'MainThread', main), add('thread', 'Worker', main)];
    expect(all.map(actorNames(builder.view(header).actors))).toEqual(['GIL', 'MainThread', 'Worker']);
    const other = add('process', 'SpawnProcess-1', main);
    all.push(add('thread', 'MainThread', other));
    expect(all.map(actorNames(builder.view(header).actors))).toEqual([
      'GIL of MainProcess',
      'MainProcess',
      'MainProcess · Worker',
      'SpawnProcess-1',
    ]);
  });
});
