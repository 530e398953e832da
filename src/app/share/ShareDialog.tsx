import { Check, Copy } from 'lucide-react';
import { type ReactNode, useId, useRef, useState } from 'react';
import { seconds } from '../../base/units.ts';
import { player, useStage } from '../../stage/state/stage-store.ts';
import { sharedLinkTo } from '../address.ts';
import { Dialog } from '../Dialog.tsx';
import styles from './ShareDialog.module.css';

/** A link to what is on the stage. */
export default function ShareDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const page = useStage((state) => state.page);
  const isGuide = useStage((state) => state.entry.kind === 'guide');
  const hasSchedule = useStage((state) => state.groups.some(({ replay }) => replay));
  const hasLesson = useStage((state) => state.scenario.lesson !== null);
  const [autoplay, setAutoplay] = useState(true);
  const [predict, setPredict] = useState(page.predict);
  const [withTime, setWithTime] = useState(false);
  const [copied, setCopied] = useState<'no' | 'yes' | 'refused'>('no');
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const time = seconds(Math.round(player.store.getState().time * 1000) / 1000);
  const link = sharedLinkTo({ ...page, autoplay, predict, time: withTime ? time : null });
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(link);
      setCopied('yes');
    } catch {
      field.current?.select();
      setCopied('refused');
    }
  };
  return (
    <Dialog title="Share" onClose={onClose}>
      <p className={styles.lead}>
        {isGuide ? 'This link opens this page.' : 'This link opens the same workload, modes and settings.'}
        {!isGuide && hasSchedule && ' It has the schedule, and replays it step by step.'}
      </p>
      <label className="visually-hidden" htmlFor={id}>
        Link
      </label>
      <div className={styles.row}>
        <input
          ref={field}
          id={id}
          className={styles.link}
          readOnly
          value={link}
          onFocus={(event) => event.currentTarget.select()}
        />
        <button type="button" className="button button-primary" onClick={() => void copy()}>
          {copied === 'yes' ? <Check size={16} aria-hidden="true" /> : <Copy size={16} aria-hidden="true" />}
          {copied === 'yes' ? 'Copied' : 'Copy'}
        </button>
      </div>
      <p role="status" className={styles.status}>
        {copied === 'refused' && 'The browser did not allow copying. The link is selected: press Ctrl+C.'}
      </p>
      {!isGuide && (
        <>
          <label className={styles.option}>
            <input
              type="checkbox"
              checked={autoplay}
              onChange={(event) => setAutoplay(event.target.checked)}
            />
            Run when opened
          </label>
          {hasLesson && (
            <label className={styles.option}>
              <input
                type="checkbox"
                checked={predict}
                onChange={(event) => setPredict(event.target.checked)}
              />
              Ask to predict it first
            </label>
          )}
          <label className={styles.option}>
            <input
              type="checkbox"
              checked={withTime}
              onChange={(event) => setWithTime(event.target.checked)}
            />
            Open at {time.toFixed(2)} s
          </label>
        </>
      )}
    </Dialog>
  );
}
