import { type Command, playheadCommands, viewCommands } from '../stage/commands.ts';
import { toggleArrows } from '../stage/state/arrows.ts';
import { toggleCriticalPath } from '../stage/state/critical-path.ts';
import { cancel } from '../stage/state/live-session.ts';
import { run } from '../stage/state/run.ts';
import { toggleMode } from '../stage/state/settings.ts';
import { setTheme, stageStore } from '../stage/state/stage-store.ts';

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
    ...playheadCommands,
    ...viewCommands,
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
