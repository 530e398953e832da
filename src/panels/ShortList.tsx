import { type Key, type ReactNode, useState } from 'react';
import { ShowMore } from './ShowMore.tsx';

/** A list of which the first few are shown, until the reader asks for the others. */
export function ShortList<Item>({
  items,
  most,
  noun,
  className,
  keyOf,
  children,
}: {
  readonly items: readonly Item[];
  /** How many are shown at first. */
  readonly most: number;
  /** What one of them is called: `process`. */
  readonly noun: 'process' | 'thread';
  readonly className: string | undefined;
  readonly keyOf: (item: Item) => Key;
  readonly children: (item: Item) => ReactNode;
}): ReactNode {
  const [showsAll, setShowsAll] = useState(false);
  const hidden = items.length - most;
  const shown = showsAll ? items : items.slice(0, most);
  const plural = noun === 'process' ? 'processes' : 'threads';
  return (
    <>
      <ul className={className}>
        {shown.map((item) => (
          <li key={keyOf(item)}>{children(item)}</li>
        ))}
      </ul>
      {hidden > 0 && (
        <ShowMore
          hidden={hidden}
          noun={hidden === 1 ? noun : plural}
          showsAll={showsAll}
          onToggle={() => setShowsAll(!showsAll)}
        />
      )}
    </>
  );
}
