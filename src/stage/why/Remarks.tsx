import { type ReactNode, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { ActorId } from '../../trace/actors.ts';
import { phraseText } from '../../trace/phrase.ts';
import { createWatchdog, reportsAt } from '../../trace/watchdog/watchdog.ts';
import type { Report } from '../../trace/watchdog/watchdog-report.ts';
import { momentText } from '../playhead/stage-clock.ts';
import type { Group } from '../state/stage-state.ts';
import { player, useStage } from '../state/stage-store.ts';
import { useActorNames } from '../state/story.ts';
import { createTraceReaders } from '../state/trace-readers.ts';
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
  const stage = useStage((state) => state);
  const actors = traceIn(group.key)?.actors;
  const nameOf = useActorNames()(actors ?? []);
  const holding = useReportsNow(reports);
  const longest = useMemo(() => longestOf(reports, nameOf), [reports, nameOf]);
  const remark = (report: Report, isKept: boolean): ReactNode => (
    <p className={isKept ? styles.kept : ''} aria-hidden={isKept}>
      <b>{NAMES[report.kind]}</b> {phraseText(report.phrase, nameOf)}.
      <button type="button" onClick={() => player.seek(report.from)}>
        Go to {momentText(stage, report.from)}
      </button>
    </p>
  );
  return (
    <div className={styles.remarks} role="status" aria-label={`Remarks on ${group.offer.title}`}>
      {Array.from({ length: Math.max(placesFor(reports), holding.length) }, (_, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: remarks come and go, their places stay
        <div key={place}>
          {longest && remark(longest, true)}
          {holding[place] && remark(holding[place], false)}
        </div>
      ))}
    </div>
  );
}

/** The report with the longest text: the room that it takes is kept for all. */
function longestOf(reports: readonly Report[], nameOf: (actor: ActorId) => string): Report | undefined {
  const lengthOf = ({ phrase }: Report): number => phraseText(phrase, nameOf).length;
  const [first, ...others] = reports;
  return (
    first && others.reduce((longest, next) => (lengthOf(next) > lengthOf(longest) ? next : longest), first)
  );
}

/** For how many remarks room is kept, so that nothing moves when one comes or goes: two where two hold at one time. */
function placesFor(reports: readonly Report[]): number {
  let end = Number.NEGATIVE_INFINITY;
  for (const { from, to } of reports) {
    if (from < end) return 2;
    end = to ?? Number.POSITIVE_INFINITY;
  }
  return Math.min(1, reports.length);
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
