import { type ReactNode, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import styles from './Catalogue.module.css';

/** The claim of the entry that is pointed at, and the place of its button in the window. */
export interface ClaimPlace {
  readonly claim: string;
  readonly beside: DOMRect;
}

/** How long an entry is pointed at before its claim is shown, in milliseconds: a passing pointer shows nothing. */
const REST = 180;

/** A claim beside the list, for those who see it; the button's description has it for all. */
export function CatalogueClaim({ place }: { readonly place: ClaimPlace }): ReactNode {
  const [rested, setRested] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setRested(true), REST);
    return () => clearTimeout(timer);
  }, []);
  if (!rested) return null;
  const { right, top, height } = place.beside;
  const style = { left: right + 14, top: top + height / 2 };
  return createPortal(
    <div className={styles.beside} style={style} aria-hidden="true">
      {place.claim}
    </div>,
    document.body,
  );
}
