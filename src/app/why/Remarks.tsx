import { type ReactNode, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { phraseText } from '../../trace/phrase.ts';
import { createWatchdog, reportsAt } from '../../trace/watchdog.ts';
import type { Report } from '../../trace/watchdog-report.ts';
import { formatTime } from '../format.ts';
import { player, useStage } from '../stage.ts';
import type { Group } from '../stage-state.ts';
import { useActorNames } from '../story.ts';
import { createTraceReaders } from '../trace-readers.ts';
import { traceIn } from './instants.ts';
import styles from './Remarks.module.css';
import { followPlayhead } from './useWhy.ts';

const watchdogOf = createTraceReaders(createWatchdog);

/** Events that are looked at in one go: a few milliseconds of work. */
const MANY = 20_000;

/** What the watchdog has to report of a group's run so far. It looks at long runs part by part. */
function useReports({ key }: Group): readonly Report[] {
  const trace = useStage(() => traceIn(key));
  const revision = useStage((state) => state.revision);
  const [reports, setReports] = useState<readonly Report[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: live traces grow with the revision
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      const latest = traceIn(key);
      if (!latest) {
        setReports([]);
        return;
      }
      const watchdog = watchdogOf(latest);
      setReports(watchdog.read(latest, MANY));
      if (!watchdog.isDone) timer = setTimeout(look);
    };
    timer = setTimeout(look);
    return () => clearTimeout(timer);
  }, [key, trace, revision]);
  return reports;
}

const NAMES: Readonly<Record<Report['kind'], string>> = { starvation: 'Starvation', livelock: 'Livelock' };

/** What goes wrong at the playhead without being an error: who starves, who is in a livelock. */
export default function Remarks({ group }: { readonly group: Group }): ReactNode {
  const reports = useReports(group);
  const actors = traceIn(group.key)?.actors;
  const nameOf = useActorNames()(actors ?? []);
  const holding = useReportsNow(reports);
  return (
    <div className={styles.remarks} role="status" aria-label={`Remarks on ${group.offer.title}`}>
      {holding.map((report) => (
        <p key={`${report.kind} ${report.from} ${report.actors[0]}`}>
          <b>{NAMES[report.kind]}</b> {phraseText(report.phrase, nameOf)}.
          <button type="button" onClick={() => player.seek(report.from)}>
            Go to {formatTime(report.from)} s
          </button>
        </p>
      ))}
    </div>
  );
}

function useReportsNow(reports: readonly Report[]): readonly Report[] {
  const latest = useRef<readonly Report[]>([]);
  const read = useMemo(
    () => () => {
      const now = reportsAt(reports, player.store.getState().time);
      const isSame =
        now.length === latest.current.length &&
        now.every((report, index) => report === latest.current[index]);
      if (!isSame) latest.current = now;
      return latest.current;
    },
    [reports],
  );
  return useSyncExternalStore(followPlayhead, read);
}
