import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { SoughtLine } from '../../stage/code/CodeTab.tsx';
import { player, selectGroup } from '../../stage/state/stage-store.ts';

/** The tabs of the inspector. */
export type InspectorTab =
  | 'code'
  | 'loop'
  | 'locks'
  | 'cores'
  | 'output'
  | 'lesson'
  | 'schedules'
  | 'numbers'
  | 'errors'
  | 'table';

interface InspectorState {
  readonly tab: InspectorTab;
  /** Changes when something outside the inspector opens one of its tabs, which then takes the focus. */
  readonly calls: number;
  /** The group that the tab is to show first; `null` for whichever it shows by itself. */
  readonly group: string | null;
  readonly line: SoughtLine | null;
}

/** Which tab of the inspector is open, and what it was opened for. */
const inspectorStore = createStore<InspectorState>(() => ({
  tab: 'code',
  calls: 0,
  group: null,
  line: null,
}));

/** Reads the inspector's state in a component. */
export const useInspector = <Selected>(select: (state: InspectorState) => Selected): Selected =>
  useStore(inspectorStore, select);

/** Opens a tab, as a press on it does. */
export function openTab(tab: InspectorTab): void {
  inspectorStore.setState({ tab, group: null, line: null });
}

/** Opens the Errors tab at a group. */
export function showErrors(group: string): void {
  inspectorStore.setState(({ calls }) => ({ tab: 'errors', calls: calls + 1, group, line: null }));
}

/** Opens the Code tab at a line of a group's listing, with the playhead where it is now. */
export function showLine(group: string, line: number): void {
  const { time, step } = player.store.getState();
  selectGroup(group);
  inspectorStore.setState(({ calls }) => ({
    tab: 'code',
    calls: calls + 1,
    group,
    line: { group, line, time, step },
  }));
}
