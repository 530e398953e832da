import { lazy, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import type { GuideEntry } from '../scenarios/catalogue.ts';
import { useKeyboard } from '../stage/keyboard.ts';
import { Transport } from '../stage/playhead/Transport.tsx';
import { RunStatus } from '../stage/RunStatus.tsx';
import { useStage } from '../stage/state/stage-store.ts';
import styles from './App.module.css';
import { Catalogue } from './catalogue/Catalogue.tsx';
import { commandsOf } from './commands.ts';
import { Dialog } from './Dialog.tsx';
import { Header } from './header/Header.tsx';
import { Stage } from './Stage.tsx';

const Inspector = lazy(() => import('./inspector/Inspector.tsx'));
const KeysDialog = lazy(() => import('./KeysDialog.tsx'));
const ShareDialog = lazy(() => import('./share/ShareDialog.tsx'));

type OpenDialog = 'none' | 'keys' | 'share' | 'catalogue' | 'search';

type GuideModule = typeof import('./guides/Guide.tsx');

let guides: GuideModule | null = null;

/**
 * A guide, whose file is fetched when the first one is opened. Suspense would keep its empty page for at least 300 ms,
 * so that what comes does not flicker: much longer than the file takes.
 */
function GuidePage({ entry }: { readonly entry: GuideEntry }): ReactNode {
  const [loaded, setLoaded] = useState(guides);
  const [isMissing, setIsMissing] = useState(false);
  useEffect(() => {
    if (loaded) return;
    import('./guides/Guide.tsx').then(
      (found) => {
        guides = found;
        setLoaded(found);
      },
      () => setIsMissing(true),
    );
  }, [loaded]);
  if (!loaded) {
    return (
      <main id="stage" tabIndex={-1}>
        {isMissing && <p>“{entry.title}” could not be fetched. Check the connection, and open it again.</p>}
      </main>
    );
  }
  return <loaded.default key={entry.id} entry={entry} />;
}

/** The whole page. */
export function App(): ReactNode {
  const [dialog, setDialog] = useState<OpenDialog>('none');
  const commands = useMemo(
    () =>
      commandsOf({ showKeys: () => setDialog('keys'), find: () => findWorkload(() => setDialog('search')) }),
    [],
  );
  const entry = useStage((state) => state.entry);
  const isGuide = entry.kind === 'guide';
  const pageCommands = useMemo(() => commands.filter(({ group }) => group === 'Page'), [commands]);
  useKeyboard(isGuide ? pageCommands : commands, dialog === 'none');
  useArrival(entry);
  const close = (): void => setDialog('none');
  return (
    <div className={isGuide ? `${styles.page} ${styles.reading}` : styles.page}>
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
      {isGuide ? (
        <GuidePage entry={entry} />
      ) : (
        <>
          <Stage />
          <aside className={styles.inspector} aria-label="Inspector">
            <Suspense>
              <Inspector />
            </Suspense>
          </aside>
          <Transport />
        </>
      )}
      <RunStatus />
      <Suspense>
        {dialog === 'keys' && <KeysDialog commands={commands} onClose={close} />}
        {dialog === 'share' && <ShareDialog onClose={close} />}
      </Suspense>
      {(dialog === 'catalogue' || dialog === 'search') && (
        <Dialog title="Workloads" onClose={close}>
          <Catalogue onChosen={close} searches={dialog === 'search'} />
        </Dialog>
      )}
    </div>
  );
}

/** Puts the focus on the field that searches the catalogue; opens the drawer where there is no room for it. */
function findWorkload(openDrawer: () => void): void {
  const field = document.querySelector<HTMLInputElement>('[data-find-workload]');
  if (field?.checkVisibility()) field.focus();
  else openDrawer();
}

/** Whatever is newly opened begins at its top, and takes the focus if that was on a link that is gone with its page. */
function useArrival(entry: unknown): void {
  const before = useRef(entry);
  useEffect(() => {
    if (before.current === entry) return;
    before.current = entry;
    scrollTo(0, 0);
    if (document.activeElement === document.body) document.getElementById('stage')?.focus();
  }, [entry]);
}
