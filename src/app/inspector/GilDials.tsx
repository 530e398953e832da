import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { MACHINE_PARAMETERS } from '../../io/page-state.ts';
import { requestFrame } from '../../player/frame.dom.ts';
import { setMachine } from '../../stage/state/settings.ts';
import { useStage } from '../../stage/state/stage-store.ts';
import { NumberField } from '../settings/NumberField.tsx';
import styles from './GilDials.module.css';

/** The ends of the slider, in seconds: what is beyond them can be typed. */
const SHORTEST = 0.0001;
const LONGEST = 0.1;
const DECADES = Math.log10(LONGEST / SHORTEST);

/** The places of the slider: as many to each decade. */
const PLACES = 150;

/** The interval at a place of the slider, in seconds, to two digits. */
const intervalAt = (place: number): number =>
  Number((SHORTEST * 10 ** ((place / PLACES) * DECADES)).toPrecision(2));

const placeOf = (interval: number): number =>
  Math.round(Math.min(1, Math.max(0, Math.log10(interval / SHORTEST) / DECADES)) * PLACES);

/** Longer than this, in milliseconds, the page does not want to be held up at every frame. */
const LONG = 50;

/**
 * Gives a function that performs the last of what it was asked for: at the next frame or, where that took long the last
 * time, after twice as long again, so that the page answers meanwhile.
 */
function useNextFrame(): (action: () => void) => void {
  const wanted = useRef<(() => void) | null>(null);
  const cancel = useRef<(() => void) | null>(null);
  const took = useRef(0);
  useEffect(() => () => cancel.current?.(), []);
  const perform = (): void => {
    cancel.current = null;
    const began = performance.now();
    wanted.current?.();
    took.current = performance.now() - began;
  };
  return (action) => {
    wanted.current = action;
    if (cancel.current) return;
    if (took.current <= LONG) {
      cancel.current = requestFrame(perform);
    } else {
      const timer = setTimeout(perform, 2 * took.current);
      cancel.current = () => clearTimeout(timer);
    }
  };
}

/** The switch interval and the GIL itself as dials: a turn of one runs the model again, at most once a frame. */
export function GilDials({ isFixed }: { readonly isFixed: boolean }): ReactNode {
  const machine = useStage((state) => state.page.machine);
  const id = useId();
  const [place, setPlace] = useState(placeOf(machine.switchInterval));
  useEffect(() => setPlace(placeOf(machine.switchInterval)), [machine.switchInterval]);
  const atNextFrame = useNextFrame();
  const { min, max } = MACHINE_PARAMETERS['switch-interval'];
  const inMilliseconds = Number((machine.switchInterval * 1000).toPrecision(6));
  return (
    <fieldset className={styles.dials}>
      <legend className="visually-hidden">The GIL of the machine</legend>
      <span className={styles.switch}>
        <input
          id={`${id}gil`}
          type="checkbox"
          checked={machine.gil && !isFixed}
          disabled={isFixed}
          onChange={(event) => setMachine({ ...machine, gil: event.target.checked })}
        />
        <label htmlFor={`${id}gil`}>GIL</label>
      </span>
      <input
        type="range"
        data-dial=""
        aria-label="Switch interval"
        aria-valuetext={`${inMilliseconds} ms`}
        min={0}
        max={PLACES}
        value={place}
        disabled={!machine.gil || isFixed}
        onChange={(event) => {
          const next = Number(event.target.value);
          setPlace(next);
          atNextFrame(() => setMachine({ ...machine, switchInterval: intervalAt(next) }));
        }}
      />
      <NumberField
        label="switch interval"
        unit="ms"
        min={min * 1000}
        max={max * 1000}
        step={0.1}
        value={inMilliseconds}
        onChange={(value) => setMachine({ ...machine, switchInterval: value / 1000 })}
      />
    </fieldset>
  );
}
