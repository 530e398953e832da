import { viewportActions } from './playhead/view.ts';
import { player } from './state/stage-store.ts';

/** Something the reader can do: one record feeds the keyboard, the buttons and the list of keys. */
export interface Command {
  readonly id: string;
  readonly title: string;
  /** Keys as tinykeys writes them, for example `ArrowLeft` or `Shift+?`. */
  readonly keys: readonly string[];
  readonly group: 'Run' | 'Playhead' | 'View' | 'Page';
  readonly perform: () => void;
}

/** What moves the playhead. */
export const playheadCommands: readonly Command[] = [
  { id: 'toggle', title: 'Play or pause', keys: ['Space'], group: 'Playhead', perform: player.toggle },
  {
    id: 'forward',
    title: 'Step forward',
    keys: ['ArrowRight'],
    group: 'Playhead',
    perform: player.stepForward,
  },
  { id: 'back', title: 'Step back', keys: ['ArrowLeft'], group: 'Playhead', perform: player.stepBack },
  { id: 'start', title: 'Go to the start', keys: ['Home'], group: 'Playhead', perform: player.toStart },
  { id: 'end', title: 'Go to the end', keys: ['End'], group: 'Playhead', perform: player.toEnd },
  { id: 'faster', title: 'Play faster', keys: ['>', 'Shift+>'], group: 'Playhead', perform: player.faster },
  { id: 'slower', title: 'Play slower', keys: ['<', 'Shift+<'], group: 'Playhead', perform: player.slower },
  { id: 'loop', title: 'Loop', keys: ['l'], group: 'Playhead', perform: player.toggleLoop },
];

/** What shows another stretch of time. */
export const viewCommands: readonly Command[] = [
  { id: 'zoom-in', title: 'Zoom in', keys: ['w'], group: 'View', perform: viewportActions.zoomIn },
  { id: 'zoom-out', title: 'Zoom out', keys: ['s'], group: 'View', perform: viewportActions.zoomOut },
  { id: 'pan-left', title: 'Pan left', keys: ['a'], group: 'View', perform: viewportActions.panLeft },
  { id: 'pan-right', title: 'Pan right', keys: ['d'], group: 'View', perform: viewportActions.panRight },
  { id: 'fit', title: 'Show the whole run', keys: ['0'], group: 'View', perform: viewportActions.fit },
];
