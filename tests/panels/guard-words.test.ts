import { expect, test } from 'vitest';
import { guardStatement, type NamedThing } from '../../src/panels/guard-words.ts';

const counter: NamedThing = {
  name: 'counter',
  verdict: 'unguarded',
  accesses: { reads: 20, writes: 20 },
  without: 40,
  flows: 4,
  flowKind: 'thread',
  ties: [],
  stale: 0,
  lost: 0,
};

const tie = (lock: string, reads: number, writes: number, admitsSeveral = false) => ({
  lock,
  held: { reads, writes },
  admitsSeveral,
});

test.each<[string, Partial<NamedThing>, ReturnType<typeof guardStatement>]>([
  [
    'one lock at every access',
    { verdict: 'guarded', ties: [tie('other', 0, 3), tie('lock', 20, 20)] },
    { tone: 'good', text: 'lock guards counter: it is held at all 40 accesses by 4 threads.' },
  ],
  [
    'no lock',
    { stale: 12, lost: 9 },
    {
      tone: 'alarm',
      text: 'counter: 40 accesses by 4 threads, no lock held at any of them. 12 of 20 writes went over what another thread had written since the writer had read it. 9 of the updates are lost.',
    },
  ],
  [
    'a lock around the write',
    { without: 20, ties: [tie('lock', 0, 20)], stale: 1, lost: 1 },
    {
      tone: 'alarm',
      text: 'counter: 40 accesses by 4 threads. lock is held at every write, but only at 0 of 20 reads: what is read without it can be old when it is written. 1 of 20 writes went over what another thread had written since the writer had read it. 1 of the updates is lost.',
    },
  ],
  [
    'no lock, where it cannot be told how much is lost',
    { stale: 12, lost: null },
    {
      tone: 'alarm',
      text: 'counter: 40 accesses by 4 threads, no lock held at any of them. 12 of 20 writes went over what another thread had written since the writer had read it.',
    },
  ],
  [
    'a lock for each thread',
    { without: 0, ties: [tie('lock_0', 10, 10), tie('lock_1', 10, 10)] },
    {
      tone: 'alarm',
      text: 'counter: 40 accesses by 4 threads, each with a lock, but not with the same one: who holds one of the 2 locks does not keep out who holds another.',
    },
  ],
  [
    'a semaphore',
    { without: 0, ties: [tie('slots', 20, 20, true)] },
    {
      tone: 'alarm',
      text: 'counter: 40 accesses by 4 threads. slots lets several in at once, so it keeps nobody out.',
    },
  ],
  [
    'a lock that some do without',
    { without: 30, ties: [tie('lock', 5, 5)] },
    {
      tone: 'alarm',
      text: 'counter: 40 accesses by 4 threads. lock is held at only 10 of them: it keeps out nobody who comes without it.',
    },
  ],
  [
    'tasks between which nothing has come',
    { flowKind: 'task' },
    {
      tone: 'note',
      text: 'counter: 40 accesses by 4 tasks, no lock held at any of them. Tasks are switched only at an await: nothing has come in between reading and writing so far.',
    },
  ],
  [
    'what is only read',
    { verdict: 'read-only', accesses: { reads: 9, writes: 0 } },
    { tone: 'note', text: '4 threads read counter, nobody writes it: it needs no lock.' },
  ],
  [
    'what one thread alone touches',
    { verdict: 'alone', accesses: { reads: 0, writes: 0 } },
    {
      tone: 'note',
      text: 'No two threads or tasks have touched counter at the same time so far: it needs no lock.',
    },
  ],
])('says of %s what it does', (_, thing, statement) => {
  expect(guardStatement({ ...counter, ...thing })).toEqual(statement);
});
