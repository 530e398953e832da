import { type ReactNode, useEffect, useState } from 'react';
import { modeKey } from '../../program/modes.ts';
import type { Scenario } from '../../program/scenario.ts';
import { catalogue, loadScenario } from '../../scenarios/catalogue.ts';
import { showAsRunOf } from '../../stage/imported/show-runs.ts';
import { useStage } from '../../stage/state/stage-store.ts';
import { Choice } from '../settings/Choice.tsx';
import styles from './RunOf.module.css';

const NONE = { value: '', title: 'a workload …' };

const WORKLOADS = catalogue
  .filter(({ kind }) => kind === 'workload')
  .map(({ id, title }) => ({ value: id, title }));

/** Lets the reader say which workload an imported run is of, to put it beside the model of that. */
export default function RunOf(): ReactNode {
  const groups = useStage((state) => state.groups);
  const selected = useStage((state) => state.selected);
  const [id, setId] = useState(NONE.value);
  const [key, setKey] = useState('');
  const scenario = useScenario(id);
  const group = groups.find((candidate) => candidate.key === selected) ?? groups[0];
  const modes = (scenario?.modes ?? []).map(({ mode, title }) => ({ value: modeKey(mode), title, mode }));
  const mode = modes.find(({ value }) => value === key) ?? modes[0];
  if (!group?.imported) return null;
  const { imported } = group;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (scenario && mode) void showAsRunOf(imported, scenario, mode.mode);
      }}
    >
      <Choice
        label={
          groups.length > 1 ? `Compare ${group.offer.title} with the model of` : 'Compare with the model of'
        }
        value={id}
        choices={[NONE, ...WORKLOADS]}
        onChoose={setId}
      />
      {scenario && mode && (
        <>
          <Choice label="run as" value={mode.value} choices={modes} onChoose={setKey} />
          <button type="submit" className="button">
            Compare
          </button>
        </>
      )}
    </form>
  );
}

/** A workload, once its file is there; `null` before, and for none. */
function useScenario(id: string): Scenario | null {
  const [scenario, setScenario] = useState<Scenario | null>(null);
  useEffect(() => {
    let isWanted = true;
    setScenario(null);
    void loadScenario(id)
      .catch(() => undefined)
      .then((loaded) => {
        if (isWanted) setScenario(loaded ?? null);
      });
    return () => {
      isWanted = false;
    };
  }, [id]);
  return scenario;
}
