import { countText } from '../base/count-text.ts';
import type { AccessCounts } from '../trace/locks/access-history.ts';
import type { Verdict } from '../trace/locks/guards.ts';

/** A lock that is held at some accesses to a thing, by name. */
export interface NamedTie {
  readonly lock: string;
  readonly held: AccessCounts;
  /** Whether several have held it at once. */
  readonly admitsSeveral: boolean;
}

/** A shared thing and the locks that are held when it is touched, by name. */
export interface NamedThing {
  /** `counter`, `the standard output`. */
  readonly name: string;
  readonly verdict: Verdict;
  readonly accesses: AccessCounts;
  /** How many accesses were made without any lock. */
  readonly without: number;
  /** How many threads or tasks made them. */
  readonly flows: number;
  readonly flowKind: 'thread' | 'task';
  readonly ties: readonly NamedTie[];
  /** Writes over what another had written since the writer had read. */
  readonly stale: number;
  /** How many additions are not in its value, where that can be told. */
  readonly lost: number | null;
}

/** What is to be said of a thing: `alarm` is a warning, `good` says that all is well. */
export interface GuardStatement {
  readonly tone: 'good' | 'alarm' | 'note';
  readonly text: string;
}

export const countOf = ({ reads, writes }: AccessCounts): number => reads + writes;

/** `12 accesses`, or `12 writes` of what is only written. */
export const accessesInWords = ({ reads, writes }: AccessCounts): string => {
  const all = reads + writes;
  const noun = reads === 0 ? 'write' : 'access';
  return all === 1 ? `1 ${noun}` : `${countText(all)} ${noun}${reads === 0 ? 's' : 'es'}`;
};

const flowsInWords = ({ flows, flowKind }: NamedThing): string => `${flows} ${flowKind}s`;

/** Whether a tie keeps everybody else out at every access. */
export const isWhole = ({ held, admitsSeveral }: NamedTie, accesses: AccessCounts): boolean =>
  countOf(held) === countOf(accesses) && !admitsSeveral;

/** Says of a thing whether a lock guards it, and if none does, why those that are held do not help. */
export function guardStatement(thing: NamedThing): GuardStatement {
  const { name, verdict, accesses, ties } = thing;
  switch (verdict) {
    case 'alone':
      return {
        tone: 'note',
        text: `No two threads or tasks have touched ${name} at the same time so far: it needs no lock.`,
      };
    case 'read-only':
      return {
        tone: 'note',
        text: `${flowsInWords(thing)} read ${name}, nobody writes it: it needs no lock.`,
      };
    case 'guarded': {
      const guard = ties.find((tie) => isWhole(tie, accesses))?.lock ?? '';
      return {
        tone: 'good',
        text: `${guard} guards ${name}: it is held at all ${accessesInWords(accesses)} by ${flowsInWords(thing)}.`,
      };
    }
    case 'unguarded': {
      const isLuck = thing.flowKind === 'task' && thing.stale === 0;
      return { tone: isLuck ? 'note' : 'alarm', text: `${unguarded(thing)}${consequence(thing)}` };
    }
  }
}

function unguarded(thing: NamedThing): string {
  const { name, accesses, ties, without } = thing;
  const all = `${name}: ${accessesInWords(accesses)} by ${flowsInWords(thing)}`;
  const [first, ...others] = ties;
  if (!first) return `${all}, no lock held at any of them.`;
  const open = ties.find(({ held, admitsSeveral }) => admitsSeveral && countOf(held) === countOf(accesses));
  if (open) return `${all}. ${open.lock} lets several in at once, so it keeps nobody out.`;
  if (others.length > 0 && without === 0) {
    return `${all}, each with a lock, but not with the same one: who holds one of the ${ties.length} locks does not keep out who holds another.`;
  }
  if (others.length === 0 && accesses.reads > 0 && first.held.writes === accesses.writes) {
    return `${all}. ${first.lock} is held at every write, but only at ${first.held.reads} of ${accesses.reads} reads: what is read without it can be old when it is written.`;
  }
  const most = ties.reduce((one, other) => (countOf(other.held) > countOf(one.held) ? other : one));
  return `${all}. ${most.lock} is held at only ${countOf(most.held)} of them: it keeps out nobody who comes without it.`;
}

function consequence({ stale, lost, accesses, flowKind }: NamedThing): string {
  if (stale > 0) {
    const writes = `${countText(stale)} of ${countText(accesses.writes)} writes`;
    const missing = lost ? ` ${countText(lost)} of the updates ${lost === 1 ? 'is' : 'are'} lost.` : '';
    return ` ${writes} went over what another ${flowKind} had written since the writer had read it.${missing}`;
  }
  return flowKind === 'task'
    ? ' Tasks are switched only at an await: nothing has come in between reading and writing so far.'
    : '';
}
