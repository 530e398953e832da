import * as Tabs from '@radix-ui/react-tabs';
import type { ReactNode } from 'react';
import { CodeTab } from './CodeTab.tsx';
import styles from './Inspector.module.css';
import { NumbersTab } from './NumbersTab.tsx';
import { OutputTab } from './OutputTab.tsx';
import { TableTab } from './TableTab.tsx';

const TABS: readonly { readonly id: string; readonly title: string; readonly panel: () => ReactNode }[] = [
  { id: 'code', title: 'Code', panel: () => <CodeTab /> },
  { id: 'output', title: 'Output', panel: () => <OutputTab /> },
  { id: 'numbers', title: 'Numbers', panel: () => <NumbersTab /> },
  { id: 'table', title: 'Table', panel: () => <TableTab /> },
];

/** What stands beside the stage and follows the playhead. */
export default function Inspector(): ReactNode {
  return (
    <Tabs.Root defaultValue="code" className={styles.root}>
      <Tabs.List className={styles.tabs} aria-label="Inspector">
        {TABS.map(({ id, title }) => (
          <Tabs.Trigger key={id} value={id}>
            {title}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {TABS.map(({ id, panel }) => (
        <Tabs.Content key={id} value={id} className={styles.panel}>
          {panel()}
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}
