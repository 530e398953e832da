import { type ReactNode, useMemo, useState } from 'react';
import { shownTheme } from '../../stage/picture/stage-picture.ts';
import { momentText, replayAlone } from '../../stage/playhead/stage-clock.ts';
import { viewportStore } from '../../stage/playhead/view.ts';
import { player, stageEnd, stageStore, stepOrder } from '../../stage/state/stage-store.ts';
import { stepsOf } from '../../timeline/step-clock.ts';
import { timesOfSteps } from '../../trace/steps.ts';
import { Dialog } from '../Dialog.tsx';
import styles from './ExportDialog.module.css';
import { ExportFields } from './ExportFields.tsx';
import { ExportPreview } from './ExportPreview.tsx';
import { ExportWork } from './ExportWork.tsx';
import { initialSettings, type StageNow } from './export-settings.ts';
import { pictureFor } from './perform-export.ts';

function stageNow(): StageNow {
  const { time, unit } = player.store.getState();
  const end = stageEnd();
  const { from, to } = viewportStore.getState();
  const isInView = from < end;
  const stage = stageStore.getState();
  const replay = replayAlone(stage);
  return {
    theme: shownTheme(),
    from: isInView ? from : end,
    to: to < end ? to : end,
    time,
    end,
    unit,
    steps: replay && stepsOf(replay.run),
    moment: momentText(stage, time),
  };
}

/** Pictures, video and GIF of the stage. It begins with what suits a slide, each time it is opened. */
export default function ExportDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [stage] = useState(stageNow);
  const [steps] = useState(() => timesOfSteps(stepOrder()));
  const [groups] = useState(() => stageStore.getState().groups);
  const [settings, setSettings] = useState(() => initialSettings(stage, steps));
  const [isWorking, setIsWorking] = useState(false);
  const picture = useMemo(() => pictureFor(settings), [settings]);
  return (
    <Dialog title="Export" wide onClose={onClose}>
      <div className={styles.columns}>
        <ExportPreview picture={picture} settings={settings} />
        <div className={styles.choices}>
          <ExportFields
            settings={settings}
            stage={stage}
            groups={groups}
            disabled={isWorking}
            onChange={setSettings}
          />
          <ExportWork
            settings={settings}
            steps={steps}
            unit={stage.unit}
            picture={picture}
            isWorking={isWorking}
            onWork={setIsWorking}
          />
        </div>
      </div>
    </Dialog>
  );
}
