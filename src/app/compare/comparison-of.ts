import { MACHINE_PARAMETERS, UNIT } from '../../io/page-state.ts';
import type { ComparisonInWords } from '../../panels/ComparisonPanel.tsx';
import {
  differenceInWords,
  type Reference,
  remainderInWords,
  type SettingWords,
  settingsInWords,
  settingsOfReference,
} from '../../panels/comparison-words.ts';
import type { Scenario } from '../../program/scenario.ts';
import { endedTrace } from '../../stage/state/before.ts';
import { useComparedChoice, useComparedTrace } from '../../stage/state/comparison.ts';
import { type Group, shownTrace } from '../../stage/state/stage-state.ts';
import { useStage } from '../../stage/state/stage-store.ts';
import { type Comparison, compareTraces } from '../../trace/compare/compare.ts';
import { compareSettings, type SettingDifference } from '../../trace/compare/compared-settings.ts';
import type { Provenance, Trace } from '../../trace/trace.ts';

const PROVENANCES: Readonly<Record<Provenance, string>> = {
  measured: 'Measured',
  modelled: 'Modelled',
  replayed: 'Replayed',
  imported: 'Imported',
};

/** How the interface calls a setting that a trace records, and in which unit it is. */
const wordsIn =
  ({ parameters }: Scenario) =>
  (name: string): SettingWords => {
    const machine: Readonly<Record<string, SettingWords>> = { ...MACHINE_PARAMETERS, unit: UNIT };
    return parameters[name] ?? machine[name] ?? { label: name };
  };

const known = new WeakMap<Trace, WeakMap<Trace, Comparison>>();

/** The comparison of two runs that are over, made once. */
function comparisonOf(from: Trace, to: Trace): Comparison {
  const ofTo = known.get(to) ?? new WeakMap<Trace, Comparison>();
  known.set(to, ofTo);
  const comparison = ofTo.get(from) ?? compareTraces(from, to);
  ofTo.set(from, comparison);
  return comparison;
}

/** What another run was set to otherwise. A run that has yet to be made is set as its model, but for the model's cores. */
function settingsBefore(other: Trace, shown: Trace | null, { model }: Group): readonly SettingDifference[] {
  if (shown) return compareSettings(other, shown);
  return model ? compareSettings(other, model).filter(({ name }) => name !== 'cores') : [];
}

/** Two runs of a group under each other. */
export interface ComparedGroup {
  /** What the run that is shown is compared with; `null` where there is no such run. */
  readonly other: Trace | null;
  readonly reference: Reference;
  /** How the other run came about. */
  readonly badge: { readonly provenance: Provenance; readonly label: string };
  /** How they differ; `null` before the run that is shown is over. */
  readonly words: ComparisonInWords | null;
}

/** What a group is compared with, and how the two runs differ; `null` while nothing is compared. */
export function useComparedGroup(group: Group): ComparedGroup | null {
  const engine = useStage(({ page }) => page.engine);
  const choice = useComparedChoice(engine);
  const scenario = useStage((state) => state.scenario);
  useStage((state) => state.revision);
  const other = useComparedTrace(group, engine);
  if (choice === 'off') return null;
  const provenance = other?.provenance ?? 'modelled';
  const wordsOf = wordsIn(scenario);
  const ended = endedTrace(group, engine);
  const shown = ended ?? shownTrace(group, engine);
  const settings = other ? settingsOfReference(settingsBefore(other, shown, group), wordsOf) : '';
  const otherTitle = choice === 'model' ? PROVENANCES.modelled : 'Before';
  const badge = {
    provenance,
    label: choice === 'before' && settings !== '' ? `Before: ${settings}` : otherTitle,
  };
  if (!other || !ended) return { other, reference: choice, badge, words: null };
  const comparison = comparisonOf(other, ended);
  return {
    other,
    reference: choice,
    badge,
    words: {
      title: choice === 'model' ? 'Compared with the model' : 'Compared with the run before',
      shownTitle: PROVENANCES[ended.provenance],
      otherTitle,
      settings: settingsInWords(comparison.settings, choice, wordsOf),
      differences: comparison.differences.map((difference) => differenceInWords(difference, choice)),
      remainder: remainderInWords(comparison),
    },
  };
}
