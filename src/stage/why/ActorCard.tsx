import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { ActorId } from '../../trace/actors.ts';
import { type Phrase, phraseText } from '../../trace/phrase.ts';
import styles from './ActorCard.module.css';
import type { Mark } from './marks.ts';
import { PhraseWords } from './PhraseWords.tsx';

/** What one actor is doing at the playhead and why, beside its lane. */
export function ActorCard(props: {
  readonly phrase: Phrase;
  /** What others have to do with the actor: said here where their lanes have no room for it. */
  readonly marks: readonly Mark[];
  /** Where it stands on the lanes, in pixels from their top; `null` below them. */
  readonly top: number | null;
  readonly nameOf: (actor: ActorId) => string;
  /** Whether the actors of other lanes are spoken of, so that one can go to them. */
  readonly canGoTo: (actor: ActorId) => boolean;
  readonly onGoTo: (actor: ActorId) => void;
  /** To the next lane, or with -1 to the one before. */
  readonly onMove: (by: 1 | -1) => void;
  readonly onClose: () => void;
}): ReactNode {
  const { phrase, marks, top, nameOf, canGoTo, onGoTo, onMove, onClose } = props;
  return (
    <div
      className={top === null ? styles.card : `${styles.card} ${styles.atLane}`}
      style={top === null ? {} : { top }}
    >
      <div className={styles.words}>
        <p>
          <PhraseWords phrase={phrase} nameOf={nameOf} canGoTo={canGoTo} onGoTo={onGoTo} />.
        </p>
        {marks.map(({ row, words }) => (
          <p key={row.actor} className={styles.mark} aria-hidden="true">
            {row.label} {words}.
          </p>
        ))}
      </div>
      <div className={styles.tools}>
        <button type="button" aria-label="Previous lane" title="Previous lane" onClick={() => onMove(-1)}>
          <ChevronUp size={15} aria-hidden="true" />
        </button>
        <button type="button" aria-label="Next lane" title="Next lane" onClick={() => onMove(1)}>
          <ChevronDown size={15} aria-hidden="true" />
        </button>
        <button type="button" aria-label="Close" title="Close" onClick={onClose}>
          <X size={15} aria-hidden="true" />
        </button>
      </div>
    </div>
  );
}

/** Milliseconds between two announcements at least: sentences that follow each other faster are not all spoken. */
const BREATH = 1500;

/** A sentence without its numbers: a time that runs down is no news. */
const gist = (text: string): string => text.replaceAll(/\d+\.\d+/g, '');

/** Says a sentence to screen readers when it has become another, not too often, and not for each moment that passes. */
export function Announcement({
  phrase,
  nameOf,
}: {
  readonly phrase: Phrase;
  readonly nameOf: (actor: ActorId) => string;
}): ReactNode {
  const text = phraseText(phrase, nameOf);
  const [said, setSaid] = useState('');
  const last = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (gist(text) === gist(said)) return;
    const left = Math.max(0, last.current + BREATH - performance.now());
    const timer = setTimeout(() => {
      last.current = performance.now();
      setSaid(text);
    }, left);
    return () => clearTimeout(timer);
  }, [text, said]);
  return (
    <p className="visually-hidden" aria-live="polite">
      {said}
    </p>
  );
}
