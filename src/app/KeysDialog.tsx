import type { ReactNode } from 'react';
import type { Command } from '../stage/commands.ts';
import { stageStore } from '../stage/state/stage-store.ts';
import { Dialog } from './Dialog.tsx';
import styles from './KeysDialog.module.css';
import { SCHEDULER_KEYS } from './schedules/scheduler-keys.ts';

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
        <KeyList
          key={group}
          title={group}
          rows={commands
            .filter((command) => command.group === group)
            .map(({ title, keys }) => ({ title, key: keyName(keys[0] ?? '') }))}
        />
      ))}
      <KeyList title="While you choose who goes next" rows={SCHEDULER_KEYS} />
      <p className={styles.pointer}>
        With the pointer: drag a lane to pan, Ctrl and wheel to zoom, click to put the playhead there,
        double-click to show the whole run.
      </p>
    </Dialog>
  );
}

/** What some keys do. */
function KeyList({
  title,
  rows,
}: {
  readonly title: string;
  readonly rows: readonly { readonly title: string; readonly key: string }[];
}): ReactNode {
  return (
    <section className={styles.group}>
      <h3>{title}</h3>
      <dl>
        {rows.map((row) => (
          <div key={row.title}>
            <dt>{row.title}</dt>
            <dd>
              <kbd>{row.key}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
