import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import styles from './App.module.css';
import { Catalogue } from './Catalogue.tsx';
import { commandsOf } from './commands.ts';
import { Dialog } from './Dialog.tsx';
import { Header } from './Header.tsx';
import { useKeyboard } from './keyboard.ts';
import { RunStatus } from './RunStatus.tsx';
import { Stage } from './Stage.tsx';
import { Transport } from './Transport.tsx';

const Inspector = lazy(() => import('./Inspector.tsx'));
const KeysDialog = lazy(() => import('./KeysDialog.tsx'));
const ShareDialog = lazy(() => import('./ShareDialog.tsx'));

type OpenDialog = 'none' | 'keys' | 'share' | 'catalogue';

/** The whole page. */
export function App(): ReactNode {
  const [dialog, setDialog] = useState<OpenDialog>('none');
  const commands = useMemo(() => commandsOf({ showKeys: () => setDialog('keys') }), []);
  useKeyboard(commands, dialog === 'none');
  const close = (): void => setDialog('none');
  return (
    <div className={styles.page}>
      <a className={styles.skip} href="#stage">
        Skip to the stage
      </a>
      <Header
        onCatalogue={() => setDialog('catalogue')}
        onShare={() => setDialog('share')}
        onKeys={() => setDialog('keys')}
      />
      <nav className={styles.catalogue} aria-label="Workloads">
        <Catalogue />
      </nav>
      <Stage />
      <aside className={styles.inspector} aria-label="Inspector">
        <Suspense>
          <Inspector />
        </Suspense>
      </aside>
      <Transport />
      <RunStatus />
      <Suspense>
        {dialog === 'keys' && <KeysDialog commands={commands} onClose={close} />}
        {dialog === 'share' && <ShareDialog onClose={close} />}
      </Suspense>
      {dialog === 'catalogue' && (
        <Dialog title="Workloads" onClose={close}>
          <Catalogue onChosen={close} />
        </Dialog>
      )}
    </div>
  );
}
