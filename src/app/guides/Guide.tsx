import { type ReactNode, useEffect } from 'react';
import type { GuideEntry, GuideId } from '../../scenarios/catalogue.ts';
import { Notices } from '../../stage/Notices.tsx';
import { Analogies } from './Analogies.tsx';
import { Glossary } from './Glossary.tsx';
import styles from './Guide.module.css';
import { InShort } from './InShort.tsx';
import { WhenToUseWhat } from './WhenToUseWhat.tsx';

const PAGES: Readonly<Record<GuideId, () => ReactNode>> = {
  'when-to-use-what': WhenToUseWhat,
  tldr: InShort,
  analogies: Analogies,
  glossary: Glossary,
};

/** A page to read, in the place of the stage. */
export default function Guide({ entry }: { readonly entry: GuideEntry }): ReactNode {
  const Page = PAGES[entry.id];
  useEffect(() => {
    // At the next frame, because a browser that goes back to a place takes the focus away from whatever has it.
    const frame = requestAnimationFrame(goToPlace);
    return () => cancelAnimationFrame(frame);
  }, []);
  return (
    <main id="stage" className={styles.guide} tabIndex={-1}>
      <div className={styles.column}>
        <Notices />
        <h1>{entry.title}</h1>
        <p className={styles.claim}>{entry.claim}</p>
        <Page />
      </div>
    </main>
  );
}

/** Brings the place that the address names into view, and puts the focus on its first link. */
function goToPlace(): void {
  const place = document.getElementById(location.hash.slice(1));
  place?.scrollIntoView({ block: 'center' });
  place?.querySelector<HTMLElement>('a')?.focus({ preventScroll: true });
}
