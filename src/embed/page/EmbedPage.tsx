import { type ReactNode, useRef, useState } from 'react';
import type { GroupParts } from '../../stage/lanes/GroupCard.tsx';
import { Lanes } from '../../stage/lanes/Lanes.tsx';
import { Notices } from '../../stage/Notices.tsx';
import { RunStatus } from '../../stage/RunStatus.tsx';
import { hidesRuns } from '../../stage/state/stage-state.ts';
import { useStage } from '../../stage/state/stage-store.ts';
import { BeginButton } from './BeginButton.tsx';
import { Controls } from './Controls.tsx';
import styles from './EmbedPage.module.css';
import { useEmbed } from './embed-store.ts';
import { FrameBar } from './FrameBar.tsx';
import { fetched } from './fetched.tsx';

const Code = fetched('The listing', () =>
  import('../../stage/code/CodeTab.tsx').then((file) => file.CodeTab),
);
const QuestionCard = fetched('The question', () =>
  import('../../stage/lesson/QuestionCard.tsx').then((file) => file.default),
);
const PrintedPicture = fetched('The picture', () =>
  import('./PrintedPicture.tsx').then((file) => file.default),
);

const PARTS: GroupParts = { isCompact: true };
const PARTS_WITH_CODE: GroupParts = { isCompact: true, isChoosable: true };

/** How many times as high as on the page a lane may be, so that few of them fill a frame. */
const HIGHEST = 3.2;

/** The frame in a slide. */
export function EmbedPage(): ReactNode {
  const controls = useEmbed((state) => state.controls);
  const code = useEmbed((state) => state.code);
  const view = useEmbed((state) => state.view);
  const isHidden = useStage(hidesRuns);
  const stage = useRef<HTMLElement>(null);
  const [showsCode, setShowsCode] = useState(false);
  if (view === 'print') return <PrintedPicture isAlone />;
  return (
    <>
      <div className={styles.frame} data-controls={controls}>
        {controls === 'full' && <FrameBar />}
        <div
          className={styles.content}
          data-code={code || undefined}
          data-shown={showsCode ? 'code' : 'lanes'}
        >
          <main ref={stage} className={styles.stage} tabIndex={-1}>
            <Lanes scroller={stage} parts={code ? PARTS_WITH_CODE : PARTS} highest={HIGHEST} />
          </main>
          {code && (
            <aside className={styles.code} aria-label="Code">
              <Code />
            </aside>
          )}
          <Prediction isAsked={isHidden} />
          {controls !== 'none' && <BeginButton />}
          <div className={styles.notices}>
            <Notices />
          </div>
        </div>
        {controls !== 'none' && !isHidden && (
          <Controls code={code ? { isShown: showsCode, onToggle: () => setShowsCode(!showsCode) } : null} />
        )}
        <RunStatus />
      </div>
      <div className={styles.paper}>
        <PrintedPicture isAlone={false} />
      </div>
    </>
  );
}

/** The question about the runs in their place, and what came of it above them: fetched when the first one is asked. */
function Prediction({ isAsked }: { readonly isAsked: boolean }): ReactNode {
  const [wasAsked, setWasAsked] = useState(isAsked);
  if (isAsked && !wasAsked) setWasAsked(true);
  return (
    wasAsked && (
      <div className={isAsked ? styles.question : styles.answer}>
        <QuestionCard />
      </div>
    )
  );
}
