import { toggleArrows } from './arrows.ts';
import { toggleCriticalPath } from './critical-path.ts';
import { cancel, player, run, setTheme, stageStore, toggleMode } from './stage.ts';
import { viewportActions } from './view.ts';

/** Something the reader can do: one record feeds the keyboard, the buttons and the list of keys. */
export interface Command {
  readonly id: string;
  readonly title: string;
  /** Keys as tinykeys writes them, for example `ArrowLeft` or `Shift+?`. */
  readonly keys: readonly string[];
  readonly group: 'Run' | 'Playhead' | 'View' | 'Page';
  readonly perform: () => void;
}

const MODE_KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** Opens the dialogs that a command can ask for; the page's shell fills it in. */
export interface Dialogs {
  readonly showKeys: () => void;
  /** Puts the focus where a workload is searched for. */
  readonly find: () => void;
}

/** Every command of the page. */
export function commandsOf(dialogs: Dialogs): readonly Command[] {
  return [
    { id: 'run', title: 'Run', keys: ['r'], group: 'Run', perform: run },
    { id: 'cancel', title: 'Cancel the run', keys: ['Escape'], group: 'Run', perform: cancel },
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
    { id: 'zoom-in', title: 'Zoom in', keys: ['w'], group: 'View', perform: viewportActions.zoomIn },
    { id: 'zoom-out', title: 'Zoom out', keys: ['s'], group: 'View', perform: viewportActions.zoomOut },
    { id: 'pan-left', title: 'Pan left', keys: ['a'], group: 'View', perform: viewportActions.panLeft },
    { id: 'pan-right', title: 'Pan right', keys: ['d'], group: 'View', perform: viewportActions.panRight },
    { id: 'fit', title: 'Show the whole run', keys: ['0'], group: 'View', perform: viewportActions.fit },
    {
      id: 'critical-path',
      title: 'Critical path on or off',
      keys: ['c'],
      group: 'View',
      perform: toggleCriticalPath,
    },
    { id: 'arrows', title: 'Arrows on or off', keys: ['x'], group: 'View', perform: toggleArrows },
    ...MODE_KEYS.map(
      (key, index): Command => ({
        id: `mode-${key}`,
        title: `Mode ${key} on or off`,
        keys: [key],
        group: 'View',
        perform: () => {
          const offer = stageStore.getState().scenario.modes[index];
          if (offer) toggleMode(offer.mode);
        },
      }),
    ),
    {
      id: 'projector',
      title: 'Projector theme on or off',
      keys: ['p'],
      group: 'Page',
      perform: toggleProjector,
    },
    { id: 'question', title: 'Go to the question', keys: ['q'], group: 'Page', perform: goToQuestion },
    { id: 'find', title: 'Find a workload', keys: ['/'], group: 'Page', perform: dialogs.find },
    { id: 'keys', title: 'All keys', keys: ['?', 'Shift+?'], group: 'Page', perform: dialogs.showKeys },
  ];
}

function goToQuestion(): void {
  document.querySelector<HTMLElement>('#question input, #question button')?.focus();
}

function toggleProjector(): void {
  setTheme(stageStore.getState().page.theme === 'projector' ? 'auto' : 'projector');
}
