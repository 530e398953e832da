import type { ReactNode } from 'react';
import { formatLatency, formatRatio, formatShare, formatTime } from '../format.ts';
import { useHasEnded } from '../playhead/moment.ts';
import type { Figures } from '../state/figures.ts';
import { provenanceOf } from '../state/provenance.ts';
import { endReplay } from '../state/settings.ts';
import { quotedFor, shownTrace } from '../state/stage-state.ts';
import { selectGroup, useStage } from '../state/stage-store.ts';
import styles from './GroupCard.module.css';
import { JobProgress } from './JobProgress.tsx';

/** A start-up shorter than this, in program seconds, is not told apart in the header. */
const WORTH_SHOWING = 0.1;

/** Takes a run from a file off the stage. */
const closeRun = async (key: string): Promise<void> =>
  (await import('../imported/close-run.ts')).closeRun(key);

/** What a group's lanes amount to: its mode, where the figures come from, and the figures. */
export function GroupHeader({
  figures,
  isChoosable,
}: {
  readonly figures: Figures;
  /** Whether pressing its title shows its listing. */
  readonly isChoosable: boolean;
}): ReactNode {
  const engine = useStage((state) => state.page.engine);
  const parameters = useStage((state) => state.page.parameters);
  const gil = useStage((state) => state.page.machine.gil);
  const isSelected = useStage((state) => state.selected === figures.group.key);
  const { group, shown, predicted, starting, speedUp } = figures;
  const { offer, live, replay, imported } = group;
  const quoted = useStage((state) => quotedFor(state, offer));
  const badge = provenanceOf(group, engine, useHasEnded(shownTrace(group, engine)));
  const startUp = engine === 'live' ? (shown?.startUp ?? 0) : 0;
  return (
    <header className={styles.header}>
      <div className={styles.title}>
        <h2>
          {isChoosable ? (
            <button
              type="button"
              aria-pressed={isSelected}
              title="Show its listing"
              onClick={() => selectGroup(group.key)}
            >
              {offer.title}
            </button>
          ) : (
            offer.title
          )}
        </h2>
        <span className={styles.subtitle}>{offer.subtitle(parameters, gil)}</span>
      </div>
      <JobProgress groupKey={group.key} />
      <span className={styles.badge} data-provenance={badge.kind} title={badge.title}>
        {badge.label}
      </span>
      {replay && (
        <button type="button" className={styles.leave} title="Show its own run again" onClick={endReplay}>
          Replayed schedule <span aria-hidden="true">×</span>
        </button>
      )}
      {imported && !replay && (
        <button
          type="button"
          className={styles.leave}
          title="Close the imported run"
          aria-label={`Close the imported run of ${offer.title}`}
          onClick={() => void closeRun(group.key)}
        >
          <span aria-hidden="true">×</span>
        </button>
      )}
      {shown?.latencies && (
        <dl
          className={`${styles.beside} ${styles.latency}`}
          title={`Latency of ${shown.latencies.count} messages`}
        >
          <dt>median wait</dt>
          <dd>{formatLatency(shown.latencies.median)}</dd>
          <dt>worst</dt>
          <dd>{formatLatency(shown.latencies.worst)}</dd>
        </dl>
      )}
      <dl className={styles.beside}>
        {quoted && (
          <>
            <dt>{quoted.source}</dt>
            <dd>{quoted.seconds.toFixed(2)}</dd>
          </>
        )}
        {engine === 'live' && predicted !== null && !replay && (
          <>
            <dt>model</dt>
            <dd title={group.model?.machine.description}>{formatTime(predicted)}</dd>
          </>
        )}
      </dl>
      {!replay && (
        <div
          className={styles.use}
          title={shown ? `Core use ${formatShare(shown.coreUse)} of ${shown.cores} cores` : 'Core use'}
        >
          <span className="visually-hidden">Speed-up against sync</span>
          <span title="Speed-up against sync">{speedUp === null ? '–' : formatRatio(speedUp)}</span>
          <svg
            className={styles.meter}
            viewBox="0 0 100 5"
            preserveAspectRatio="none"
            role="img"
            aria-label={`Core use ${formatShare(shown?.coreUse ?? 0)}`}
          >
            <rect width={100 * (shown?.coreUse ?? 0)} height="5" />
          </svg>
        </div>
      )}
      <span className="visually-hidden">{replay ? 'Taken' : 'Elapsed'}</span>
      <span
        className={styles.elapsed}
        title={
          startUp > 0 && !replay
            ? `Workers took ${formatTime(startUp)} s to start, before the clock did`
            : replay
              ? 'Steps taken'
              : 'Elapsed'
        }
      >
        {replay ? replay.run.steps.length : shown ? formatTime(shown.elapsed) : '–'}
        {replay ? (
          <small> {replay.run.steps.length === 1 ? 'step' : 'steps'}</small>
        ) : (
          shown && <small> s</small>
        )}
        {engine === 'live' && !replay && starting >= WORTH_SHOWING && (
          <span className={styles.starting}>{formatTime(starting)} of it start-up</span>
        )}
      </span>
      {live?.phase === 'running' && engine === 'live' && !replay && (
        <progress
          className={styles.progress}
          max={1}
          value={live.progress ?? undefined}
          aria-label={`${offer.title} progress`}
        />
      )}
    </header>
  );
}
