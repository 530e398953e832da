import { type ReactNode, useEffect, useState } from 'react';
import type { Listing } from '../program/listing.ts';
import styles from './CodePanel.module.css';
import { highlightPython, plainTokens } from './highlight.ts';

/** Who is at a line of the listing, in words. */
export type LineVisitors = ReadonlyMap<number, readonly string[]>;

/** `doc 0, doc 1` while they are few, then `doc 0 … doc 4`. */
function namesInShort(names: readonly string[]): string {
  return names.length <= 2 ? names.join(', ') : `${names[0]} … ${names.at(-1)}`;
}

const bringIntoView = (line: HTMLLIElement | null): void => line?.scrollIntoView({ block: 'nearest' });

/** A listing with the lines that are being executed at the playhead, and who is at each. */
export function CodePanel({
  listing,
  visitors,
  sought,
}: {
  readonly listing: Listing;
  readonly visitors: LineVisitors;
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
  const tokens = coloured.source === source ? coloured.tokens : plainTokens(listing.lines);
  return (
    <ol className={styles.code} aria-label="Python listing">
      {tokens.map((line, index) => {
        const names = visitors.get(index + 1);
        return (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a line of a listing is its number
            key={index}
            ref={index + 1 === sought ? bringIntoView : undefined}
            className={[names && styles.current, index + 1 === sought && styles.sought]
              .filter(Boolean)
              .join(' ')}
            aria-current={names ? 'step' : undefined}
          >
            <code>
              {line.map((token, position) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: tokens of a line never move
                <span key={position} className={styles[token.kind]}>
                  {token.text}
                </span>
              ))}
            </code>
            {names && (
              <span className={styles.visitors} title={names.join(', ')}>
                {namesInShort(names)}
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
