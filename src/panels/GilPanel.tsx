import type { ReactNode } from 'react';
import { countText } from '../base/count-text.ts';
import { shortTimeText } from '../base/time-text.ts';
import styles from './GilPanel.module.css';
import { wholePercentages } from './whole-percentages.ts';

/** A turn of a thread, with its times in program seconds. */
export interface TurnAtMoment {
  readonly key: number;
  readonly holder: string;
  readonly from: number;
  readonly length: number;
  readonly end: 'forced' | 'let-go' | null;
}

/** How a thread has spent its life, in program seconds. */
interface ThreadAtMoment {
  readonly key: number;
  readonly name: string;
  readonly holding: number;
  readonly wanting: number;
  readonly without: number;
}

/**
 * What makes a thread let the GIL go, though it could go on: the drop request of another, the holder itself once the switch
 * interval is over, where nobody can ask it, or a schedule.
 */
export type GilHanding = 'request' | 'holder' | 'schedule';

/** One GIL at the playhead. */
export interface GilView {
  readonly key: number;
  /** `GIL`, `GIL of SpawnProcess-1`. */
  readonly name: string;
  /** In program seconds. */
  readonly switchInterval: number;
  readonly handing: GilHanding;
  readonly turn: TurnAtMoment | null;
  /** Who waits for it, the longest first, and for how long, in program seconds. */
  readonly asking: readonly { readonly key: number; readonly name: string; readonly waited: number }[];
  /** Who has asked the holder to let go. */
  readonly dropRequestedBy: string | null;
  /** Of the turns that have ended. */
  readonly lengths: {
    readonly count: number;
    readonly mean: number;
    readonly median: number;
    readonly longest: number;
  };
  /** How many of them their holders had to end. */
  readonly forced: number;
  readonly lastTurns: readonly TurnAtMoment[];
  readonly threads: readonly ThreadAtMoment[];
}

const REMARKS: Readonly<Record<GilHanding, string | null>> = {
  request: null,
  holder:
    'The threads of this run share no memory, so nobody can ask the holder to let go: it does of its own accord once the switch interval is over.',
  schedule:
    'A replay: its schedule decides step by step who goes on, not the switch interval. What turns last measures nothing.',
};

/** Why a holder had to let go. */
const FORCES: Readonly<Record<GilHanding, string>> = {
  request: 'the holder had to let go',
  holder: 'the switch interval of the holder was over',
  schedule: 'the schedule turned to another thread',
};

/** Whose turn it is, who asks, how long turns are, and how each thread has spent its life. */
export function GilPanel({ gil }: { readonly gil: GilView }): ReactNode {
  const { turn, switchInterval, handing, lengths, forced, lastTurns, threads } = gil;
  const isInterval = handing !== 'schedule';
  const scale = Math.max(switchInterval * 1.15, ...lastTurns.map(({ length }) => length), turn?.length ?? 0);
  return (
    <div className={styles.gil}>
      {REMARKS[handing] && <p className={styles.lengths}>{REMARKS[handing]}</p>}
      <dl className={styles.now}>
        <div>
          <dt>Whose turn</dt>
          <dd>
            {turn ? (
              <>
                <b>{turn.holder}</b> for {shortTimeText(turn.length)}
              </>
            ) : (
              'nobody’s: it is free'
            )}
          </dd>
        </div>
        <div>
          <dt>{handing === 'request' ? 'Who asks' : 'Who waits'}</dt>
          <dd>
            <Asking gil={gil} />
          </dd>
        </div>
      </dl>
      {lastTurns.length > 0 && (
        <table className={styles.turns}>
          <caption>
            {isInterval
              ? `The last turns against the switch interval, ${shortTimeText(switchInterval)}, which is the upright line`
              : 'The last turns'}
          </caption>
          <thead className="visually-hidden">
            <tr>
              <th scope="col">Thread</th>
              <th scope="col">Length</th>
              {isInterval && <th scope="col">Bar</th>}
              <th scope="col">Ended by</th>
            </tr>
          </thead>
          <tbody>
            {lastTurns.map(({ key, holder, length, end }) => (
              <tr key={key} data-end={end ?? 'now'}>
                <th scope="row">{holder}</th>
                <td>{shortTimeText(length)}</td>
                {isInterval && (
                  <td>
                    <TurnBar share={length / scale} interval={switchInterval / scale} />
                  </td>
                )}
                <td>{end === null ? 'goes on' : end === 'forced' ? 'forced' : 'let go'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {lengths.count > 0 && (
        <p className={styles.lengths}>
          {lengths.count === 1 ? '1 turn has' : `${countText(lengths.count)} turns have`} ended,{' '}
          {countText(forced)} of them because {FORCES[handing]}; median {shortTimeText(lengths.median)}, mean{' '}
          {shortTimeText(lengths.mean)}, longest {shortTimeText(lengths.longest)}.
        </p>
      )}
      <Lives threads={threads} />
    </div>
  );
}

function Asking({ gil: { asking, dropRequestedBy } }: { readonly gil: GilView }): ReactNode {
  if (asking.length === 0) return 'nobody';
  return (
    <>
      {asking.map(({ key, name, waited }, index) => (
        <span key={key} className={styles.one}>
          <b>{name}</b> for {shortTimeText(waited)}
          {index < asking.length - 1 && ','}
        </span>
      ))}
      {dropRequestedBy !== null && <span className={styles.request}>drop request by {dropRequestedBy}</span>}
    </>
  );
}

function TurnBar({ share, interval }: { readonly share: number; readonly interval: number }): ReactNode {
  return (
    <svg className={styles.bar} viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      <rect x={0} y={2} width={Math.min(100, share * 100)} height={8} />
      <path d={`M${interval * 100} 0V12`} />
    </svg>
  );
}

function Lives({ threads }: { readonly threads: readonly ThreadAtMoment[] }): ReactNode {
  if (threads.length === 0) return null;
  return (
    <table className={styles.lives}>
      <caption>How each thread has spent its life</caption>
      <thead>
        <tr>
          <th scope="col">Thread</th>
          <th scope="col" data-share="holding">
            has the GIL
          </th>
          <th scope="col" data-share="wanting">
            waits for it
          </th>
          <th scope="col" data-share="without">
            without it
          </th>
        </tr>
      </thead>
      <tbody>
        {threads.map(({ key, name, holding, wanting, without }) => {
          const amounts = [holding, wanting, without];
          return (
            <tr key={key}>
              <th scope="row">
                {name}
                <LifeBar amounts={amounts} />
              </th>
              {wholePercentages(amounts).map((percentage, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the three columns are always these
                <td key={index}>{percentage} %</td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function LifeBar({ amounts }: { readonly amounts: readonly number[] }): ReactNode {
  const sum = amounts.reduce((total, amount) => total + amount, 0) || 1;
  return (
    <span className={styles.life} aria-hidden="true">
      {(['holding', 'wanting', 'without'] as const).map((share, index) => (
        <i key={share} data-share={share} style={{ width: `${((amounts[index] ?? 0) / sum) * 100}%` }} />
      ))}
    </span>
  );
}
