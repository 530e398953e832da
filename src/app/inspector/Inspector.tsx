import * as Tabs from '@radix-ui/react-tabs';
import { lazy, type ReactNode, Suspense, useEffect, useRef } from 'react';
import { CodeTab } from '../../stage/code/CodeTab.tsx';
import { useErrorCount } from '../../stage/state/errors.ts';
import { followRuns } from '../lesson/seen.ts';
import styles from './Inspector.module.css';
import { type InspectorTab, openTab, useInspector } from './inspection.ts';
import { NumbersTab } from './NumbersTab.tsx';
import { OutputTab } from './OutputTab.tsx';
import { TableTab } from './TableTab.tsx';

const CoresTab = lazy(() => import('./CoresTab.tsx'));
const ErrorsTab = lazy(() => import('./ErrorsTab.tsx'));
const LessonTab = lazy(() => import('../lesson/LessonTab.tsx'));
const LocksTab = lazy(() => import('./LocksTab.tsx'));
const LoopTab = lazy(() => import('./LoopTab.tsx'));
const SchedulesTab = lazy(() => import('../schedules/SchedulesTab.tsx'));

const TABS: readonly {
  readonly id: InspectorTab;
  readonly title: string;
  readonly panel: () => ReactNode;
}[] = [
  { id: 'code', title: 'Code', panel: () => <SoughtCode /> },
  { id: 'loop', title: 'Loop', panel: () => <LoopTab /> },
  { id: 'locks', title: 'Locks', panel: () => <LocksTab /> },
  { id: 'cores', title: 'Cores', panel: () => <CoresTab /> },
  { id: 'output', title: 'Output', panel: () => <OutputTab /> },
  { id: 'lesson', title: 'Lesson', panel: () => <LessonTab /> },
  { id: 'schedules', title: 'Schedules', panel: () => <SchedulesTab /> },
  { id: 'numbers', title: 'Numbers', panel: () => <NumbersTab /> },
  { id: 'errors', title: 'Errors', panel: () => <ErrorsTab /> },
  { id: 'table', title: 'Table', panel: () => <TableTab /> },
];

/** The listing, with the line that something outside the inspector has asked for. */
function SoughtCode(): ReactNode {
  return <CodeTab line={useInspector((state) => state.line)} />;
}

function open(value: string): void {
  const tab = TABS.find(({ id }) => id === value);
  if (tab) openTab(tab.id);
}

/** What stands beside the stage and follows the playhead. */
export default function Inspector(): ReactNode {
  const tab = useInspector((state) => state.tab);
  const calls = useInspector((state) => state.calls);
  const errors = useErrorCount();
  const list = useRef<HTMLDivElement>(null);
  useEffect(followRuns, []);
  const heard = useRef(calls);
  useEffect(() => {
    if (heard.current === calls) return;
    heard.current = calls;
    list.current?.querySelector<HTMLElement>('[data-state="active"]')?.focus();
  }, [calls]);
  return (
    <Tabs.Root value={tab} onValueChange={open} className={styles.root}>
      <Tabs.List ref={list} className={styles.tabs} aria-label="Inspector">
        {TABS.map(({ id, title }) => (
          <Tabs.Trigger key={id} value={id}>
            {title}
            {id === 'errors' && errors > 0 && <span className={styles.count}>{errors}</span>}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {TABS.map(({ id, panel }) => (
        <Tabs.Content key={id} value={id} className={styles.panel}>
          <Suspense>{panel()}</Suspense>
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}
