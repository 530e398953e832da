import type { ReactNode } from 'react';
import type { Command } from '../stage/commands.ts';
import { stageStore } from '../stage/state/stage-store.ts';
import { Dialog } from './Dialog.tsx';
import styles from './KeysDialog.module.css';

const GROUPS = ['Run', 'Playhead', 'View', 'Page'] as const;

const KEY_NAMES: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};

const keyName = (key: string): string => KEY_NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);

/** The commands that the list shows: the modes as one line. */
function listedCommands(commands: readonly Command[]): readonly Command[] {
  const modes = commands.filter((command) => command.id.startsWith('mode-'));
  const offered = stageStore.getState().scenario.modes;
  const names = offered.map(({ title }, index) => `${index + 1}\u00a0${title}`).join(', ');
  return commands.flatMap((command) => {
    if (!modes.includes(command)) return [command];
    return command === modes[0] ? [{ ...command, title: `A mode on or off: ${names}`, keys: ['1 … 9'] }] : [];
  });
}

/** Every key of the page, by what it is for. */
export default function KeysDialog(props: {
  readonly commands: readonly Command[];
  readonly onClose: () => void;
}): ReactNode {
  const commands = listedCommands(props.commands);
  return (
    <Dialog title="Keys" onClose={props.onClose}>
      {GROUPS.map((group) => (
        <section key={group} className={styles.group}>
          <h3>{group}</h3>
          <dl>
            {commands
              .filter((command) => command.group === group)
              .map((command) => (
                <div key={command.id}>
                  <dt>{command.title}</dt>
                  <dd>
                    <kbd>{keyName(command.keys[0] ?? '')}</kbd>
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
      <p className={styles.pointer}>
        With the pointer: drag a lane to pan, Ctrl and wheel to zoom, click to put the playhead there,
        double-click to show the whole run.
      </p>
    </Dialog>
  );
}
