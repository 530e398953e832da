import { useRef, useSyncExternalStore } from 'react';
import { countUpTo } from '../../base/binary-search.ts';
import type { Seconds } from '../../base/units.ts';
import type { Trace } from '../../trace/trace.ts';
import { paced } from '../state/pace.ts';
import { player, shownTraces, stageStore, stepOrder } from '../state/stage-store.ts';
import { type KeptMoments, keepMoments } from './kept-moments.ts';

/** One trace on screen and how much of it has happened at the playhead. */
export interface Moment {
  readonly trace: Trace;
  /** How many of its events have happened. */
  readonly count: number;
}

/** Every trace on screen at the playhead, in the order of the groups. */
export function momentsNow(): readonly Moment[] {
  const { time, step } = player.store.getState();
  const traces = shownTraces();
  if (step === null) {
    return traces.map((trace) => ({ trace, count: countUpTo(trace.events.time, time, trace.events.length) }));
  }
  const counts = stepOrder().countsAtStep(step);
  return traces.map((trace, index) => ({ trace, count: counts[index] ?? 0 }));
}

/** Least milliseconds between two looks at the playhead: what follows it is text. */
const REST = 60;

function subscribe(listener: () => void): () => void {
  const { call, stop } = paced(listener, REST);
  const stops = [player.store.subscribe(call), stageStore.subscribe(call), stop];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * The moments at the playhead; renders again only when an event has happened or been taken back. Whoever renders meanwhile
 * finds the newest traces in them: a live one lasts longer although nothing has happened.
 */
export function useMoments(): readonly Moment[] {
  const latest = useRef<KeptMoments>([]);
  return useSyncExternalStore(subscribe, () => {
    latest.current = keepMoments(latest.current, momentsNow());
    return latest.current;
  });
}

/**
 * What holds at the playhead, looked at as often as the moments are; renders again only when it has changed.
 *
 * @param read gives the same value, by `Object.is`, while nothing has changed.
 */
export const useAtPlayhead = <Value>(read: () => Value): Value => useSyncExternalStore(subscribe, read);

/** The time at the playhead, in program seconds. */
export const usePlayheadTime = (): Seconds => useAtPlayhead(() => player.store.getState().time);

/** Whether a trace on screen has come to its end at the playhead. */
export const useHasEnded = (trace: Trace | null): boolean =>
  useAtPlayhead(() => trace !== null && hasEnded(trace));

/** The same outside React. */
export const hasEnded = (trace: Trace): boolean => eventsNow(trace) >= trace.events.length;

/** How many events of a trace on screen have happened at the playhead; 0 for one that is not on screen. */
export const eventsNow = ({ actors }: Pick<Trace, 'actors'>): number =>
  momentsNow().find(({ trace }) => trace.actors === actors)?.count ?? 0;
