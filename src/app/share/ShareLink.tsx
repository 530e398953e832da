import type { ReactNode } from 'react';
import { formatTime } from '../../stage/format.ts';
import { useStage } from '../../stage/state/stage-store.ts';
import { AddressRemark } from './AddressRemark.tsx';
import { Check } from './Check.tsx';
import { CopyField } from './CopyField.tsx';
import { QrPanel } from './QrPanel.tsx';
import styles from './ShareDialog.module.css';
import { pageAddressOf } from './share-addresses.ts';
import type { SharedStage, ShareSettings } from './share-settings.ts';

/** A link that opens the page as it is, in letters and as a code for phones. */
export function ShareLink({
  settings,
  stage,
  isGuide,
  isAlone,
  onChange,
}: {
  readonly settings: ShareSettings;
  readonly stage: SharedStage;
  /** Whether what is open is a guide, which runs nothing by itself. */
  readonly isGuide: boolean;
  /** Whether it is from a file alone, and of no workload. */
  readonly isAlone: boolean;
  readonly onChange: (settings: ShareSettings) => void;
}): ReactNode {
  const hasSchedule = useStage((state) => state.groups.some(({ replay }) => replay));
  const hasLesson = useStage((state) => state.scenario.lesson !== null);
  const link = pageAddressOf(settings, stage);
  const result = (
    <div className={styles.link}>
      <div className={styles.result}>
        <CopyField label="Link" value={link} lines={3} />
        <AddressRemark address={link} />
      </div>
      <QrPanel address={link} title={stage.title} />
    </div>
  );
  if (isGuide) {
    return (
      <div className={styles.result}>
        <p className={styles.lead}>This link opens this page.</p>
        {result}
      </div>
    );
  }
  return (
    <div className={styles.columns}>
      <div className={styles.choices}>
        <p className={styles.lead}>
          {isAlone
            ? 'This link has the run in it, and opens it.'
            : 'This link opens the same workload, modes and settings.'}
          {!isAlone && stage.hash !== '' && !hasSchedule && ' It has the imported runs in it.'}
          {hasSchedule && ' It has the schedule, and replays it step by step.'}
        </p>
        <div className={styles.fields}>
          <Check
            checked={settings.runsWhenOpened}
            onChange={(runsWhenOpened) => onChange({ ...settings, runsWhenOpened })}
          >
            {isAlone ? 'Play when opened' : 'Run when opened'}
          </Check>
          {hasLesson && (
            <Check checked={settings.predict} onChange={(predict) => onChange({ ...settings, predict })}>
              Ask to predict it first
            </Check>
          )}
          <Check
            checked={settings.opensAt !== 'start'}
            onChange={(isAt) => onChange({ ...settings, opensAt: isAt ? 'time' : 'start' })}
          >
            Open at {formatTime(stage.time)} s
          </Check>
        </div>
      </div>
      {result}
    </div>
  );
}
