import { type Seconds, seconds } from '../../base/units.ts';
import type { Trace } from '../trace.ts';
import { Livelocks } from './watchdog-livelock.ts';
import { BlockedLoops } from './watchdog-loops.ts';
import type { Report, Watcher } from './watchdog-report.ts';
import { Starvation } from './watchdog-starvation.ts';

/** Looks through a trace for starvation and livelock. */
export interface Watchdog {
  /**
   * Looks at what has been recorded since the last time, and gives all that there is to report so far, by when it began.
   *
   * @param most how many events to look at; the rest is left for the next time.
   */
  read(trace: Trace, most?: number): readonly Report[];
  /** Whether it has looked at every event that the trace had when it was read last. */
  readonly isDone: boolean;
}

/**
 * Makes a watchdog. It continues where it stopped, so every event is looked at once; a trace with other actors or fewer
 * events than the last one is looked through from its beginning. What it reports is defined by its watchers: `Starvation`,
 * `BlockedLoops`, `Livelocks`.
 */
export function createWatchdog(): Watchdog {
  let actors: Trace['actors'] | null = null;
  let watchers: readonly Watcher[] = [];
  let reports: Report[] = [];
  let read = 0;
  let isDone = false;
  return {
    get isDone() {
      return isDone;
    },
    read(trace, most = Number.POSITIVE_INFINITY) {
      const { length } = trace.events;
      if (trace.actors !== actors || length < read) {
        actors = trace.actors;
        watchers = [new Starvation(), new BlockedLoops(trace), new Livelocks()];
        reports = [];
        read = 0;
      }
      const end = Math.min(length, read + most);
      for (const watcher of watchers) {
        for (let event = read; event < end; event++) {
          const found = watcher.note(trace, event);
          if (found.length > 0) reports.push(...found);
        }
      }
      read = end;
      isDone = read === length;
      const time = isDone ? trace.duration : lastTime(trace, read);
      const ongoing = watchers.flatMap((watcher) => watcher.ongoing(trace, time));
      return [...reports, ...ongoing].sort((one, other) => one.from - other.from);
    },
  };
}

const lastTime = ({ events }: Trace, count: number): Seconds => seconds(events.time[count - 1] ?? 0);

/** The reports of what is going on at a time. */
export const reportsAt = (reports: readonly Report[], time: number): readonly Report[] =>
  reports.filter(({ from, to }) => from <= time && (to === null || time < to));
