import type { ReactNode } from 'react';
import { AUTOPLAYS, CONTROLS } from '../../io/embed-state.ts';
import { THEMES } from '../../io/page-state.ts';
import { SPEEDS } from '../../io/playback.ts';
import { formatTime } from '../../stage/format.ts';
import { PICTURE_THEMES } from '../../stage/picture/picture-colours.ts';
import { useStage } from '../../stage/state/stage-store.ts';
import { Choice } from '../settings/Choice.tsx';
import { Check } from './Check.tsx';
import styles from './ShareDialog.module.css';
import { opensAtEnd, SHAPES, type SharedStage, type ShareSettings } from './share-settings.ts';
import { hasHeading, isPicture, startsWithSlide } from './snippet-words.ts';
import { TextField } from './TextField.tsx';

const AUTOPLAY_TITLES = {
  '0': 'When it is pressed',
  '1': 'When it is opened',
  visible: 'When it is in view',
};

const CONTROLS_TITLES = { full: 'All', min: 'Of the playhead', none: 'None' };

const THEME_TITLES = { auto: 'As around it', light: 'Light', dark: 'Dark', projector: 'Projector' };

/** How a frame is to be: what its address says, and what the snippet says around it. */
export function FrameFields({
  settings,
  stage,
  onChange,
}: {
  readonly settings: ShareSettings;
  readonly stage: SharedStage;
  readonly onChange: (settings: ShareSettings) => void;
}): ReactNode {
  const hasLesson = useStage((state) => state.scenario.lesson !== null);
  const { step, stepCount, time } = stage;
  const isFrame = !isPicture(settings.format);
  const set = (change: Partial<ShareSettings>): void => onChange({ ...settings, ...change });
  return (
    <div className={styles.fields}>
      {isFrame && (
        <TextField
          label={hasHeading(settings.format) ? 'Heading' : 'Title'}
          value={settings.heading}
          onChange={(heading) => set({ heading })}
        />
      )}
      {settings.format === 'reveal-steps' && (
        <TextField
          label="Steps of the fragments"
          value={settings.steps}
          placeholder="3, 9, 12"
          onChange={(steps) => set({ steps })}
        />
      )}
      <Choice
        label="Opens at"
        value={!isFrame && settings.opensAt === 'step' ? 'time' : settings.opensAt}
        choices={[
          { value: 'start', title: opensAtEnd(settings, stage) ? 'Its end' : 'Its start' },
          { value: 'time', title: `${formatTime(time)} s, as shown` },
          ...(isFrame && stepCount > 0 ? [{ value: 'step', title: `Step ${step}, as shown` } as const] : []),
        ]}
        onChoose={(opensAt) => set({ opensAt })}
      />
      <Choice
        label="Theme"
        // A picture has the colours that it is made in.
        value={!isFrame && settings.theme === 'auto' ? 'light' : settings.theme}
        choices={(isFrame ? THEMES : PICTURE_THEMES).map((value) => ({ value, title: THEME_TITLES[value] }))}
        onChoose={(theme) => set({ theme })}
      />
      {isFrame && <PlaybackFields settings={settings} stage={stage} set={set} />}
      <div className={styles.checks}>
        {!isFrame && (
          <Check checked={settings.runsWhenOpened} onChange={(runsWhenOpened) => set({ runsWhenOpened })}>
            Run when opened
          </Check>
        )}
        {hasLesson && (
          <Check checked={settings.predict} onChange={(predict) => set({ predict })}>
            Ask to predict it first
          </Check>
        )}
        {isFrame && (
          <>
            <Check checked={settings.loop} onChange={(loop) => set({ loop })}>
              Loop
            </Check>
            <Check checked={settings.code} onChange={(code) => set({ code })}>
              Show the code
            </Check>
            <Check checked={settings.isSandboxed} onChange={(isSandboxed) => set({ isSandboxed })}>
              In a sandbox, with scripts alone
            </Check>
          </>
        )}
      </div>
    </div>
  );
}

/** What only a frame has, and no picture. */
function PlaybackFields({
  settings,
  stage: { range },
  set,
}: {
  readonly settings: ShareSettings;
  readonly stage: SharedStage;
  readonly set: (change: Partial<ShareSettings>) => void;
}): ReactNode {
  return (
    <>
      {!startsWithSlide(settings.format) && (
        <Choice
          label="Starts"
          value={settings.autoplay}
          choices={AUTOPLAYS.map((value) => ({ value, title: AUTOPLAY_TITLES[value] }))}
          onChoose={(autoplay) => set({ autoplay })}
        />
      )}
      {range && (
        <Choice
          label="Plays"
          value={settings.isStretch ? 'stretch' : 'all'}
          choices={[
            { value: 'all', title: 'All of it' },
            { value: 'stretch', title: `${formatTime(range.from)} to ${formatTime(range.to)} s, as marked` },
          ]}
          onChoose={(choice) => set({ isStretch: choice === 'stretch' })}
        />
      )}
      <Choice
        label="Speed"
        value={settings.speed}
        choices={SPEEDS.map((value) => ({ value, title: `${value}×` }))}
        onChoose={(speed) => set({ speed })}
      />
      <Choice
        label="Controls"
        value={settings.controls}
        choices={CONTROLS.map((value) => ({ value, title: CONTROLS_TITLES[value] }))}
        onChoose={(controls) => set({ controls })}
      />
      <Choice
        label="Shape"
        value={settings.shape}
        choices={SHAPES.map((value) => ({ value, title: value.replace(':', ' : ') }))}
        onChoose={(shape) => set({ shape })}
      />
    </>
  );
}
