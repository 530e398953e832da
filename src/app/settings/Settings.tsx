import { SlidersHorizontal } from 'lucide-react';
import { type ReactNode, useId, useRef } from 'react';
import { MACHINE_PARAMETERS, SEED, UNIT } from '../../io/page-state.ts';
import type { NumberParameter } from '../../program/scenario.ts';
import { setParameter, setSettings } from '../../stage/state/settings.ts';
import { useStage } from '../../stage/state/stage-store.ts';
import { CompareChoice } from '../compare/CompareChoice.tsx';
import { NumberField } from './NumberField.tsx';
import styles from './Settings.module.css';

/** The scenario's own parameters in a row, and the machine's behind a button. */
export function Settings(): ReactNode {
  const table = useStage((state) => state.scenario.parameters);
  const values = useStage((state) => state.page.parameters);
  return (
    <div className={styles.settings}>
      {Object.entries(table).map(([name, parameter]) =>
        parameter.kind === 'switch' ? (
          <Switch
            key={name}
            label={parameter.label}
            checked={values[name] === true}
            onChange={(checked) => setParameter(name, checked)}
          />
        ) : (
          <Bounded
            key={name}
            parameter={parameter}
            value={Number(values[name])}
            onChange={(value) => setParameter(name, value)}
          />
        ),
      )}
      <MachineSettings />
      <CompareChoice />
    </div>
  );
}

function Bounded(props: {
  readonly parameter: NumberParameter;
  readonly value: number;
  readonly onChange: (value: number) => void;
}): ReactNode {
  const { label, unit, min, max, step } = props.parameter;
  return (
    <NumberField
      label={label}
      unit={unit}
      min={min}
      max={max}
      step={step}
      value={props.value}
      onChange={props.onChange}
    />
  );
}

function Switch(props: {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}): ReactNode {
  const id = useId();
  return (
    <span className={styles.switch}>
      <input
        id={id}
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <label htmlFor={id}>{props.label}</label>
    </span>
  );
}

function MachineSettings(): ReactNode {
  const machine = useStage((state) => state.page.machine);
  const unit = useStage((state) => state.page.unit);
  const seed = useStage((state) => state.page.seed);
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLFieldSetElement>(null);
  const place = (): void => {
    const anchor = button.current?.getBoundingClientRect();
    if (!anchor || !panel.current) return;
    const left = Math.max(8, Math.min(anchor.right - 320, innerWidth - 328));
    panel.current.style.left = `${left}px`;
    panel.current.style.top = `${anchor.bottom + 6}px`;
  };
  return (
    <>
      <button ref={button} type="button" className={styles.machine} popoverTarget={id} onClick={place}>
        <SlidersHorizontal size={15} aria-hidden="true" />
        Machine
      </button>
      <fieldset ref={panel} id={id} popover="auto" className={styles.panel} aria-label="Machine">
        <h2>Live</h2>
        <div className={styles.rows}>
          <Bounded
            parameter={{ ...UNIT, label: 'a program second lasts' }}
            value={unit}
            onChange={(value) => setSettings({ unit: value })}
          />
        </div>
        <h2>Model</h2>
        <div className={styles.rows}>
          <Bounded
            parameter={MACHINE_PARAMETERS.cores}
            value={machine.cores}
            onChange={(cores) => setSettings({ machine: { ...machine, cores } })}
          />
          <Bounded parameter={SEED} value={seed} onChange={(value) => setSettings({ seed: value })} />
        </div>
        <h2>Both</h2>
        <div className={styles.rows}>
          <Switch
            label="GIL"
            checked={machine.gil}
            onChange={(gil) => setSettings({ machine: { ...machine, gil } })}
          />
          <NumberField
            label="switch interval"
            unit="ms"
            min={MACHINE_PARAMETERS['switch-interval'].min * 1000}
            max={MACHINE_PARAMETERS['switch-interval'].max * 1000}
            step={MACHINE_PARAMETERS['switch-interval'].step * 1000}
            value={machine.switchInterval * 1000}
            onChange={(milliseconds) =>
              setSettings({ machine: { ...machine, switchInterval: milliseconds / 1000 } })
            }
          />
        </div>
        <p>Computing is never scaled. Live runs take the cores that the browser gives them.</p>
      </fieldset>
    </>
  );
}
