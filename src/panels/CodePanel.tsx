import { type ReactNode, useEffect, useState } from 'react';
import type { Listing } from '../program/listing.ts';
import styles from './CodePanel.module.css';
import { highlightPython, plainTokens } from './highlight.ts';
import { LineVisitors } from './LineVisitors.tsx';
import type { LineVisitor } from './line-visitor.ts';

/** Who is at each line of the listing, counted from 1. */
export type VisitorsByLine = ReadonlyMap<number, readonly LineVisitor[]>;

const bringIntoView = (line: HTMLLIElement | null): void => line?.scrollIntoView({ block: 'nearest' });

/** A listing with the lines that are being executed at the playhead, who is at each, and what they do to variables there. */
export function CodePanel({
  listing,
  visitors,
  sought,
}: {
  readonly listing: Listing;
  readonly visitors: VisitorsByLine;
  /** The line that the reader has asked to see; it is brought into view. */
  readonly sought: number | null;
}): ReactNode {
  const source = listing.lines.join('\n');
  const [coloured, setColoured] = useState({ source: '', tokens: plainTokens([]) });
  useEffect(() => {
    let wanted = true;
    highlightPython(source.split('\n')).then(
      (tokens) => wanted && setColoured({ source, tokens }),
      // Without its grammar the listing stays as it is: plain.
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [source]);
  const [showsAll, setShowsAll] = useState(false);
  const tokens = coloured.source === source ? coloured.tokens : plainTokens(listing.lines);
  return (
    <div className={styles.listing}>
      <ol className={styles.code} aria-label="Python listing">
        {tokens.map((line, index) => {
          const present = visitors.get(index + 1);
          return (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: a line of a listing is its number
              key={index}
              ref={index + 1 === sought ? bringIntoView : undefined}
              className={[present && styles.current, index + 1 === sought && styles.sought]
                .filter(Boolean)
                .join(' ')}
              aria-current={present ? 'step' : undefined}
            >
              <code>
                {line.map((token, position) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: tokens of a line never move
                  <span key={position} className={styles[token.kind]}>
                    {token.text}
                  </span>
                ))}
              </code>
              {present && <LineVisitors visitors={present} showsAll={showsAll} onShowAll={setShowsAll} />}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
