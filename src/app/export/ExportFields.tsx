import type { ReactNode } from 'react';
import { seconds } from '../../base/units.ts';
import { SPEEDS } from '../../io/playback.ts';
import { PICTURE_THEMES } from '../../stage/picture/picture-colours.ts';
import type { Group } from '../../stage/state/stage-state.ts';
import { Choice } from '../settings/Choice.tsx';
import { NumberField } from '../settings/NumberField.tsx';
import { Segments } from '../settings/Segments.tsx';
import styles from './ExportDialog.module.css';
import {
  type ExportSettings,
  FORMATS,
  hasPlayhead,
  isFilm,
  RATES,
  type StageNow,
  scalesOf,
  WIDTH,
  withFormat,
} from './export-settings.ts';

const THEME_TITLES = { light: 'Light', dark: 'Dark', projector: 'Projector' } as const;

/** Digits that a time is shown with, when it is to be typed. */
const DIGITS = 4;

const typed = (time: number): number => Number(time.toPrecision(DIGITS));

/** The shortest stretch that is shown, as a share of the run. */
const SHORTEST = 1e-3;

/** What can be chosen for an export; only what makes a difference to its format. */
export function ExportFields(props: {
  readonly settings: ExportSettings;
  readonly stage: StageNow;
  /** The groups on the stage. */
  readonly groups: readonly Group[];
  readonly disabled: boolean;
  readonly onChange: (settings: ExportSettings) => void;
}): ReactNode {
  const { settings, stage, groups, disabled } = props;
  const { format, from, to, time } = settings;
  const set = (change: Partial<ExportSettings>): void => props.onChange({ ...settings, ...change });
  const least = stage.end * SHORTEST;
  const [counted, length] = stage.steps ? (['steps', stage.steps.duration] as const) : (['s', 1] as const);
  return (
    <fieldset className={styles.fields} disabled={disabled}>
      <legend className="visually-hidden">What to export, and how</legend>
      <div className={styles.formats}>
        <Segments
          legend="Format"
          value={format}
          choices={FORMATS.map(({ format: value, title }) => ({ value, title }))}
          onChoose={(chosen) => props.onChange(withFormat(settings, chosen))}
        >
          <p className={styles.says}>{FORMATS.find((known) => known.format === format)?.says}</p>
        </Segments>
      </div>
      <Choice
        label="Picture of"
        value={settings.group ?? ''}
        choices={[
          { value: '', title: 'The whole stage' },
          ...groups.map(({ key, offer }) => ({ value: key, title: offer.title })),
        ]}
        onChoose={(group) => set({ group: group === '' ? null : group })}
      />
      <Choice
        label="Theme"
        value={settings.theme}
        choices={PICTURE_THEMES.map((value) => ({
          value,
          title: value === stage.theme ? `${THEME_TITLES[value]}, as shown` : THEME_TITLES[value],
        }))}
        onChoose={(theme) => set({ theme })}
      />
      <NumberField
        label="Width"
        unit="px"
        value={settings.width}
        min={WIDTH.min}
        max={WIDTH.max}
        step={2}
        onChange={(width) => set({ width })}
      />
      {format !== 'svg' && format !== 'steps' && (
        <Choice
          label="Scale"
          value={settings.scale}
          choices={scalesOf(format).map((value) => ({ value, title: `${value}×` }))}
          onChoose={(scale) => set({ scale })}
        />
      )}
      <NumberField
        label="From"
        unit={counted}
        value={typed(from / length)}
        min={0}
        max={typed((to - least) / length)}
        step={stage.steps ? 1 : 0.1}
        onChange={(start) => set({ from: seconds(Math.min(start * length, to - least)) })}
      />
      <NumberField
        label="To"
        unit={counted}
        value={typed(to / length)}
        min={typed((from + least) / length)}
        max={typed(stage.end / length)}
        step={stage.steps ? 1 : 0.1}
        onChange={(end) => set({ to: seconds(Math.max(end * length, from + least)) })}
      />
      {hasPlayhead(format) && (
        <Choice
          label="Playhead"
          value={time === null ? 'none' : 'shown'}
          choices={[
            { value: 'none', title: 'None: all of it' },
            { value: 'shown', title: `At ${stage.moment}, as shown` },
          ]}
          onChoose={(choice) => set({ time: choice === 'none' ? null : stage.time })}
        />
      )}
      {format === 'steps' && (
        <NumberField
          label="One picture for so many steps"
          value={settings.every}
          min={1}
          max={10_000}
          step={1}
          onChange={(every) => set({ every })}
        />
      )}
      {isFilm(format) && (
        <>
          <Choice
            label="Speed"
            value={settings.speed}
            choices={SPEEDS.map((value) => ({ value, title: `${value}×` }))}
            onChoose={(speed) => set({ speed })}
          />
          <Choice
            label="Frames a second"
            value={settings.rate}
            choices={RATES.map((value) => ({ value, title: `${value}` }))}
            onChoose={(rate) => set({ rate })}
          />
        </>
      )}
    </fieldset>
  );
}
