import { Code } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  LoopButton,
  PlayButton,
  Scrubber,
  SpeedChoice,
  StepBackButton,
  StepForwardButton,
  Time,
} from '../../stage/playhead/Transport.tsx';
import styles from './Controls.module.css';
import { useEmbed } from './embed-store.ts';
import { toggle } from './playing.ts';

/** Where there is no room for the listing beside or below the lanes: whether it is shown in their place. */
interface CodeSwitch {
  readonly isShown: boolean;
  readonly onToggle: () => void;
}

/** The controls of the playhead: all of them, or what a small frame cannot do without. */
export function Controls({ code }: { readonly code: CodeSwitch | null }): ReactNode {
  const isFull = useEmbed(({ controls }) => controls === 'full');
  return (
    <section className={styles.controls} aria-label="Transport" data-full={isFull || undefined}>
      <div className={styles.buttons}>
        {isFull && <StepBackButton />}
        <PlayButton onToggle={toggle} />
        {isFull && <StepForwardButton />}
      </div>
      <Time />
      <Scrubber />
      {isFull && (
        <div className={styles.more}>
          <SpeedChoice />
          <LoopButton />
        </div>
      )}
      {code && (
        <button
          type="button"
          className={`button ${styles.code}`}
          aria-label="Code"
          aria-pressed={code.isShown}
          onClick={code.onToggle}
        >
          <Code size={16} aria-hidden="true" />
        </button>
      )}
    </section>
  );
}
