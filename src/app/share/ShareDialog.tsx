import { type ReactNode, useState } from 'react';
import { seconds } from '../../base/units.ts';
import { stagePayload } from '../../stage/imported/stage-payload.ts';
import { isImportAlone, shownTrace } from '../../stage/state/stage-state.ts';
import { player, stageStore, stepOrder, useStage } from '../../stage/state/stage-store.ts';
import { mergeSteps } from '../../trace/steps.ts';
import { Dialog } from '../Dialog.tsx';
import { Segments } from '../settings/Segments.tsx';
import styles from './ShareDialog.module.css';
import { ShareFrame } from './ShareFrame.tsx';
import { ShareLink } from './ShareLink.tsx';
import { evenSteps, initialShare, type SharedStage } from './share-settings.ts';

function stageNow(): SharedStage {
  const { page, entry, groups } = stageStore.getState();
  const { time, step, range } = player.store.getState();
  const order = stepOrder();
  const payload = stagePayload();
  return {
    page,
    title: entry.title,
    time: seconds(Math.round(time * 1000) / 1000),
    step: step ?? order.stepAt(time),
    stepCount: order.length,
    fragmentSteps: evenSteps(mergeSteps(groups.flatMap((group) => shownTrace(group, 'model') ?? []))),
    hasOwnRuns: groups.some(({ imported, replay }) => imported || replay),
    range,
    hash: payload.kind === 'hash' ? payload.hash : '',
    isTooLarge: payload.kind === 'too-large',
  };
}

/** A link to what is on the stage, or a frame of it for a page or a deck of the reader's. */
export default function ShareDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const isGuide = useStage((state) => state.entry.kind === 'guide');
  const isAlone = useStage(isImportAlone) && !isGuide;
  const [stage] = useState(stageNow);
  const [settings, setSettings] = useState(() => initialShare(stage));
  return (
    <Dialog title="Share" wide={!isGuide} onClose={onClose}>
      {stage.isTooLarge && !isGuide && (
        <p className={styles.tooLarge}>
          {isAlone
            ? 'The run is too large for a link. To share it, export it as Trace JSON, and have others import the file.'
            : 'The imported runs or the schedule are too large for a link: it opens the workload without them. To share them, export them as Trace JSON, and have others import the file.'}
        </p>
      )}
      {!(stage.isTooLarge && isAlone) && (
        <>
          {!isGuide && (
            <div className={styles.shared}>
              <Segments
                legend="What to share"
                value={settings.shared}
                choices={[
                  { value: 'link', title: 'Link' },
                  { value: 'frame', title: 'Deck or web page' },
                ]}
                onChoose={(shared) => setSettings({ ...settings, shared })}
              />
            </div>
          )}
          {settings.shared === 'link' ? (
            <ShareLink
              settings={settings}
              stage={stage}
              isGuide={isGuide}
              isAlone={isAlone}
              onChange={setSettings}
            />
          ) : (
            <ShareFrame settings={settings} stage={stage} onChange={setSettings} />
          )}
        </>
      )}
    </Dialog>
  );
}
