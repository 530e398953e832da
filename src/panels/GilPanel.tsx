import type { ReactNode } from 'react';
import styles from './GilPanel.module.css';
import { wholePercentages } from './whole-percentages.ts';

/** A turn of a thread, with its times in program seconds. */
export interface TurnAtMoment {
  readonly key: number;
  readonly holder: string;
  readonly from: number;
  readonly length: number;
  readonly end: 'asked' | 'let-go' | null;
}

/** How a thread has spent its life, in program seconds. */
interface ThreadAtMoment {
  readonly key: number;
  readonly name: string;
  readonly holding: number;
  readonly wanting: number;
  readonly without: number;
}

/** One GIL at the playhead. */
export interface GilView {
  readonly key: number;
  /** `GIL`, `GIL of SpawnProcess-1`. */
  readonly name: string;
  /** In program seconds. */
  readonly switchInterval: number;
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
  readonly asked: number;
  readonly lastTurns: readonly TurnAtMoment[];
  readonly threads: readonly ThreadAtMoment[];
}

/** A time in the unit that suits it: `38 µs`, `5.00 ms`, `1.20 s`. */
const shortTime = (seconds: number): string => {
  const milliseconds = seconds * 1000;
  if (milliseconds < 0.1) return `${Math.round(milliseconds * 1000)} µs`;
  if (milliseconds >= 1000) return `${seconds.toFixed(2)} s`;
  return `${milliseconds.toFixed(milliseconds < 10 ? 2 : milliseconds < 100 ? 1 : 0)} ms`;
};

/** Whose turn it is, who asks, how long turns are, and how each thread has spent its life. */
export function GilPanel({ gil }: { readonly gil: GilView }): ReactNode {
  const { turn, switchInterval, lengths, asked, lastTurns, threads } = gil;
  const scale = Math.max(switchInterval * 1.15, ...lastTurns.map(({ length }) => length), turn?.length ?? 0);
  return (
    <div className={styles.gil}>
      <dl className={styles.now}>
        <div>
          <dt>Whose turn</dt>
          <dd>
            {turn ? (
              <>
                <b>{turn.holder}</b> for {shortTime(turn.length)}
              </>
            ) : (
              'nobody’s: it is free'
            )}
          </dd>
        </div>
        <div>
          <dt>Who asks</dt>
          <dd>
            <Asking gil={gil} />
          </dd>
        </div>
      </dl>
      {lastTurns.length > 0 && (
        <table className={styles.turns}>
          <caption>
            The last turns against the switch interval, {shortTime(switchInterval)}, which is the upright line
          </caption>
          <thead className="visually-hidden">
            <tr>
              <th scope="col">Thread</th>
              <th scope="col">Length</th>
              <th scope="col">Bar</th>
              <th scope="col">Ended by</th>
            </tr>
          </thead>
          <tbody>
            {lastTurns.map(({ key, holder, length, end }) => (
              <tr key={key} data-end={end ?? 'now'}>
                <th scope="row">{holder}</th>
                <td>{shortTime(length)}</td>
                <td>
                  <TurnBar share={length / scale} interval={switchInterval / scale} />
                </td>
                <td>{end === null ? 'goes on' : end === 'asked' ? 'asked to' : 'let go'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {lengths.count > 0 && (
        <p className={styles.lengths}>
          {lengths.count === 1 ? '1 turn has' : `${lengths.count.toLocaleString('en')} turns have`} ended,{' '}
          {asked} of them because another thread asked; median {shortTime(lengths.median)}, mean{' '}
          {shortTime(lengths.mean)}, longest {shortTime(lengths.longest)}.
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
          <b>{name}</b> for {shortTime(waited)}
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
