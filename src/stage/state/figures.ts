import type { Engine } from '../../io/page-state.ts';
import { modeKey } from '../../program/modes.ts';
import { type Statistics, speedUp } from '../../trace/statistics.ts';
import type { Group } from './stage-state.ts';

/** The numbers of one group of lanes, as its header and the Numbers tab show them. */
export interface Figures {
  readonly group: Group;
  /** Of the trace that is shown; `null` before a live run. */
  readonly shown: Statistics | null;
  /** What the model says the run takes, in program seconds; `null` where it cannot run. */
  readonly predicted: number | null;
  /** Whether the run that is shown came to its end without an error, so that its time can be compared with others. */
  readonly isComplete: boolean;
  /** The longest that a task of the run was being started: a process spawned, its arguments sent. In program seconds. */
  readonly starting: number;
  /** How many times as fast as sync, of the same provenance; `null` without one to compare with. */
  readonly speedUp: number | null;
}

function isComplete({ live, model, replay, imported }: Group, engine: Engine): boolean {
  if (replay) return false;
  if (imported) return imported.trace.error === null;
  return engine === 'live' ? live?.phase === 'finished' : model?.error === null;
}

/** The figures of every group, given how to read the statistics of each. */
export function figuresOf(
  groups: readonly Group[],
  engine: Engine,
  statisticsOf: (group: Group) => Statistics | null,
): readonly Figures[] {
  const all = groups.map((group) => ({ group, shown: statisticsOf(group) }));
  const reference = all.find(({ group }) => modeKey(group.offer.mode) === 'sync');
  const compared = (group: Group): boolean =>
    reference !== undefined &&
    (reference.group.imported === null) === (group.imported === null) &&
    isComplete(reference.group, engine) &&
    isComplete(group, engine);
  return all.map(({ group, shown }) => ({
    group,
    shown,
    predicted: group.model?.duration ?? null,
    isComplete: isComplete(group, engine),
    starting: Math.max(0, ...(shown?.tasks ?? []).map(({ shares, lifetime }) => shares.starting * lifetime)),
    speedUp:
      reference?.shown && shown && compared(group) ? speedUp(reference.shown.elapsed, shown.elapsed) : null,
  }));
}
