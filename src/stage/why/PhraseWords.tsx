import { Fragment, type ReactNode } from 'react';
import type { ActorId } from '../../trace/actors.ts';
import type { Phrase } from '../../trace/phrase.ts';
import styles from './ActorCard.module.css';

/** A phrase whose actors are buttons, where there is something to go to. */
export function PhraseWords({
  phrase,
  nameOf,
  onGoTo,
  canGoTo,
}: {
  readonly phrase: Phrase;
  readonly nameOf: (actor: ActorId) => string;
  readonly onGoTo: (actor: ActorId) => void;
  readonly canGoTo: (actor: ActorId) => boolean;
}): ReactNode {
  return phrase.map((part, index) => {
    // biome-ignore-start lint/suspicious/noArrayIndexKey: the parts of a sentence have no other identity than their place
    if (typeof part === 'string') return <Fragment key={index}>{part}</Fragment>;
    if (!canGoTo(part)) return <b key={index}>{nameOf(part)}</b>;
    return (
      <button key={index} type="button" className={styles.name} onClick={() => onGoTo(part)}>
        {nameOf(part)}
      </button>
    );
    // biome-ignore-end lint/suspicious/noArrayIndexKey: see above
  });
}
