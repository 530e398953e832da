import { Columns2 } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import {
  type DeadlockEntry,
  type EntryAhead,
  type ErrorEntry,
  type ErrorFrame,
  type ErrorGroup,
  ErrorsPanel,
  type WarningEntry,
} from '../../panels/ErrorsPanel.tsx';
import { siblingsInWords } from '../../panels/siblings-words.ts';
import { eventsNow, hasEnded, momentsNow, useAtPlayhead } from '../../stage/playhead/moment.ts';
import { errorsOf, seekEvent } from '../../stage/state/errors.ts';
import { provenanceOf } from '../../stage/state/provenance.ts';
import { contrastOf, type Group, shownTrace } from '../../stage/state/stage-state.ts';
import { useStage } from '../../stage/state/stage-store.ts';
import { createTraceReaders } from '../../stage/state/trace-readers.ts';
import { type ActorId, NO_ACTOR } from '../../trace/actors.ts';
import type { DeadlockReport } from '../../trace/errors/deadlock-report.ts';
import { endingEvent, errorsUpTo } from '../../trace/errors/happened-errors.ts';
import { createSiblingReader, type Siblings, workOf } from '../../trace/errors/siblings.ts';
import type { Frame, Traceback, Warning } from '../../trace/errors/traceback.ts';
import type { Trace } from '../../trace/trace.ts';
import { Dialog } from '../Dialog.tsx';
import styles from './ErrorsTab.module.css';
import { showLine, useInspector } from './inspection.ts';

/** What a traceback needs to be put in words. */
interface Place {
  readonly group: Group;
  readonly trace: Trace;
  /** The listing's lines. */
  readonly lines: readonly string[];
  /** Whether the trace is on the stage, so that the playhead can go to its moments. */
  readonly isShown: boolean;
  readonly siblingsOf: (traceback: Traceback) => Siblings | null;
  /** Called before a line is shown. */
  readonly onLeave: () => void;
}

/** An actor in words: a task or thread by its name, a worker process by that of the process. */
function nameOf({ actors }: Trace, actor: ActorId): string {
  if (actor === NO_ACTOR) return 'the run';
  const { kind, name, parent } = actors[actor] ?? { kind: null, name: '', parent: NO_ACTOR };
  const process = actors[parent];
  return kind === 'thread' && process && process.parent !== NO_ACTOR ? process.name : name;
}

function fateInWords({ fate, frames, actor }: Traceback, trace: Trace): readonly string[] {
  switch (fate) {
    case 'ends-run':
      return ['Nobody catches it: the program ends.'];
    case 'ends-thread':
      return trace.actors[actor]?.kind === 'thread'
        ? ['Nobody catches it: the worker process ends.']
        : ['Nobody catches it: the thread ends, and the program goes on.'];
    case 'kept':
      return [`It ends ${nameOf(trace, actor)}, and nobody asks for the result.`];
    case 'caught': {
      const [catcher] = frames;
      if (!catcher) return ['It is caught.'];
      const where = catcher.name === '<module>' ? 'at the top level' : `in ${catcher.name}`;
      return [`It is caught ${where}${catcher.line === null ? '' : `, around line ${catcher.line}`}.`];
    }
    case 'under-way':
      return [];
  }
}

function frameEntry(frame: Frame, index: number, place: Place): ErrorFrame {
  const { name, line, library, actor, event } = frame;
  return {
    key: String(index),
    name,
    task: nameOf(place.trace, actor),
    place: library === null ? placeOf(line, place) : { library },
    onShow: library === null ? onShow(line, event, place) : null,
  };
}

const placeOf = (line: number | null, { lines }: Place) => ({
  line: line ?? 0,
  code: lines[(line ?? 0) - 1]?.trim() ?? '',
});

const onShow = (line: number | null, event: number, { group, trace, isShown, onLeave }: Place) =>
  line === null
    ? null
    : () => {
        onLeave();
        if (isShown) seekEvent(trace, event);
        showLine(group.key, line);
      };

function errorEntry(traceback: Traceback, key: string, place: Place): ErrorEntry {
  const { trace, siblingsOf } = place;
  const siblings = siblingsOf(traceback);
  return {
    key,
    time: traceback.time,
    task: nameOf(trace, traceback.actor),
    frames: traceback.frames.map((frame, index) => frameEntry(frame, index, place)),
    error: traceback.error,
    remarks: [...fateInWords(traceback, trace), ...(siblings ? siblingsInWords(siblings) : [])],
    cause: traceback.cause && errorEntry(traceback.cause, `${key} cause`, place),
    parts: traceback.parts.map((part, index) => errorEntry(part, `${key} ${index}`, place)),
  };
}

const warningEntry = (warning: Warning, key: string, place: Place): WarningEntry => ({
  key,
  time: warning.time,
  task: nameOf(place.trace, warning.actor),
  text: warning.text,
  frame: warning.line === null ? null : frameEntry({ ...warning, name: '', library: null }, 0, place),
});

function deadlockEntry({ time, circle, lasted, flows, event }: DeadlockReport, place: Place): DeadlockEntry {
  const { group, trace, isShown } = place;
  // A schedule is counted in steps: how long it stood still means nothing.
  const after = isShown && group.replay ? 'here' : `after ${Number(lasted.toFixed(1))}\u00a0s of it`;
  return {
    key: 'deadlock',
    time,
    verdict: `Deadlock: CPython would hang here for ever; this run was ended ${after}.`,
    circle: circle.split('; '),
    flows: flows.map(({ actor, frames, isWaiting }) => ({
      key: String(actor),
      name: nameOf(trace, actor),
      frames: frames.map((frame, index) => ({
        ...frameEntry({ ...frame, library: null, event }, index, place),
        task: '',
      })),
      isWaiting,
    })),
  };
}

/** More than anybody reads are not put on the page. */
const MOST_ENTRIES = 50;

const siblingReaderOf = createTraceReaders(createSiblingReader);

/** What went wrong in a group: as it is shown, then in the model where that ends otherwise. */
function errorGroups(
  group: Group,
  engine: 'live' | 'model',
  lines: readonly string[],
  tasks: readonly string[],
  onLeave: () => void,
): readonly ErrorGroup[] {
  const contrast = contrastOf(group, engine);
  const groupOf = (trace: Trace, isShown: boolean, provenance: string): ErrorGroup => {
    const report = errorsOf(trace);
    const { deadlock } = report;
    // What is only told beside the run that is shown is told once that has come to its error.
    const count = isShown ? eventsNow(trace) : trace.events.length;
    const hasHappened = ({ event }: { readonly event: number }): boolean => event < count;
    const tracebacks = report.tracebacks.filter(hasHappened);
    const warnings = report.warnings.filter(hasHappened);
    const ahead = [...(deadlock ? [deadlock] : []), ...report.tracebacks, ...report.warnings]
      .filter((entry) => !hasHappened(entry))
      .sort((one, other) => one.event - other.event);
    const siblings = siblingReaderOf(trace);
    const siblingsOf = (traceback: Traceback): Siblings | null => siblings.of(trace, traceback, tasks);
    const place = { group, trace, lines, isShown, siblingsOf, onLeave };
    return {
      key: isShown ? group.key : `${group.key} model`,
      title: group.offer.title,
      provenance,
      deadlock: deadlock && hasHappened(deadlock) ? deadlockEntry(deadlock, place) : null,
      errors: tracebacks
        .slice(0, MOST_ENTRIES)
        .map((traceback, index) => errorEntry(traceback, `error ${index}`, place)),
      warnings: warnings
        .slice(0, MOST_ENTRIES)
        .map((warning, index) => warningEntry(warning, `warning ${index}`, place)),
      ahead: ahead.slice(0, MOST_ENTRIES).map(
        ({ time, event }, index): EntryAhead => ({
          key: `ahead ${index}`,
          time,
          onGo: () => seekEvent(trace, event),
        }),
      ),
      omitted: [tracebacks, warnings, ahead].reduce(
        (sum, { length }) => sum + Math.max(0, length - MOST_ENTRIES),
        0,
      ),
      contrast: isShown && hasFailed ? contrast : null,
    };
  };
  const shown = shownTrace(group, engine);
  const hasFailed = shown !== null && eventsNow(shown) > endingEvent(shown, errorsOf(shown));
  return [
    ...(shown ? [groupOf(shown, true, provenanceOf(group, engine, hasEnded(shown)).label)] : []),
    ...(contrast && hasFailed && group.model ? [groupOf(group.model, false, 'CPython, by the model')] : []),
  ].filter(
    ({ deadlock, errors, warnings, ahead }) => deadlock || errors.length + warnings.length + ahead.length > 0,
  );
}

/** The errors and warnings of every mode on the stage. */
export default function ErrorsTab(): ReactNode {
  const groups = useStage((state) => state.groups);
  const engine = useStage((state) => state.page.engine);
  const parameters = useStage((state) => state.page.parameters);
  useStage((state) => state.revision);
  // What has happened decides what is shown.
  useAtPlayhead(() =>
    momentsNow()
      .map(({ trace, count }) => `${errorsUpTo(errorsOf(trace), count)} ${hasEnded(trace)}`)
      .join(),
  );
  const wanted = useInspector((state) => state.group);
  const calls = useInspector((state) => state.calls);
  const [isWide, setWide] = useState(false);
  const panel = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: to ask for the same group again is to be shown it again
  useEffect(() => {
    if (wanted === null) return;
    const sections = panel.current?.querySelectorAll<HTMLElement>('section[data-group]') ?? [];
    for (const section of sections)
      if (section.dataset.group === wanted) section.scrollIntoView({ block: 'nearest' });
  }, [wanted, calls]);
  const tasks = [...new Set(groups.flatMap(({ model }) => (model ? workOf(model) : [])))];
  const shown = groups.flatMap((group) => {
    const { lines } = group.offer.listing(parameters);
    return errorGroups(group, engine, lines, tasks, () => setWide(false));
  });
  return (
    <div ref={panel}>
      {shown.length > 1 && (
        <button type="button" className={`button ${styles.wide}`} onClick={() => setWide(true)}>
          <Columns2 size={16} aria-hidden="true" />
          Side by side
        </button>
      )}
      <ErrorsPanel groups={shown} />
      {isWide && (
        <Dialog title="Errors side by side" wide onClose={() => setWide(false)}>
          <ErrorsPanel groups={shown} />
        </Dialog>
      )}
    </div>
  );
}
