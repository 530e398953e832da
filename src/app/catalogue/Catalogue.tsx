import { LoaderCircle, Search } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { CatalogueEntry } from '../../scenarios/catalogue.ts';
import { useStage } from '../../stage/state/stage-store.ts';
import styles from './Catalogue.module.css';
import { CatalogueClaim, type ClaimPlace } from './CatalogueClaim.tsx';
import { type ModeWords, searchCatalogue } from './catalogue-search.ts';
import { choose } from './choose.ts';
import { fetchModeWords, prefetch } from './prefetch.ts';

/** How long opening may take before the page says that it does, in milliseconds. */
const NOTICEABLE = 200;

const NO_WORDS: ModeWords = new Map();

/**
 * The list of workloads and guides, narrowed by what is typed above it. The list is one stop of the Tab key: arrow keys
 * move within it.
 */
export function Catalogue(props: {
  /** Called when what was chosen has been opened: the list stands in a drawer then, and has the claims beneath the titles. */
  readonly onChosen?: () => void;
  /** Whether the field for searching takes the focus. */
  readonly searches?: boolean;
}): ReactNode {
  const { onChosen, searches = false } = props;
  const isDrawer = onChosen !== undefined;
  const current = useStage((state) => state.entry.id);
  const [query, setQuery] = useState('');
  const [modeWords, setModeWords] = useState(NO_WORDS);
  const [claim, setClaim] = useState<ClaimPlace | null>(null);
  const { pending, open } = useOpening(onChosen);
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const field = useId();
  const sections = useMemo(() => searchCatalogue(query, modeWords), [query, modeWords]);
  const entries = sections.flatMap((section) => section.entries);
  const stop = entries.some(({ id }) => id === current) ? current : entries[0]?.id;

  useEffect(() => {
    if (searches) search.current?.focus();
  }, [searches]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another entry is current
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  const buttons = (): HTMLElement[] => [...(list.current?.querySelectorAll('button') ?? [])];

  const onKeyDown = (event: KeyboardEvent): void => {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === 'Escape' && query !== '') {
      setQuery('');
      search.current?.focus();
    } else if (key === 'Enter' && target === search.current) {
      const first = entries[0];
      if (first && query !== '') open(first.id);
    } else {
      const isTyping = target === search.current;
      const goal = goalOf(key, isTyping ? null : (target as HTMLElement), buttons());
      if (goal === undefined) return;
      (goal ?? search.current)?.focus();
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the field and the list in it
    <div
      className={isDrawer ? `${styles.catalogue} ${styles.drawer}` : styles.catalogue}
      onKeyDown={onKeyDown}
    >
      <div className={`search ${styles.find}`}>
        <Search size={15} aria-hidden="true" />
        <label className="visually-hidden" htmlFor={field}>
          Find a workload
        </label>
        <input
          ref={search}
          id={field}
          data-find-workload={isDrawer ? undefined : ''}
          type="search"
          placeholder="Find a workload"
          value={query}
          onFocus={() => void fetchModeWords().then(setModeWords)}
          onChange={(event) => setQuery(event.target.value)}
        />
        {!isDrawer && query === '' && (
          <span aria-hidden="true">
            <kbd>/</kbd>
          </span>
        )}
      </div>
      {sections.length === 0 && (
        <p className={styles.empty}>
          Nothing has “{query.trim()}” in its title, its claim or its modes.{' '}
          <button type="button" onClick={() => setQuery('')}>
            Show everything
          </button>
        </p>
      )}
      <p aria-live="polite" className="visually-hidden">
        {pending ? 'Loading.' : query.trim() === '' ? '' : `${entries.length} found.`}
      </p>
      <div ref={list} className={styles.list} onPointerLeave={() => setClaim(null)}>
        {sections.map((section) => (
          <section key={section.id} aria-labelledby={`${field}-${section.id}`}>
            <h2 id={`${field}-${section.id}`}>{section.title}</h2>
            <ul>
              {section.entries.map((entry) => (
                <Entry
                  key={entry.id}
                  entry={entry}
                  describedBy={`${field}-${entry.id}`}
                  isCurrent={entry.id === current}
                  isPending={entry.id === pending}
                  isStop={entry.id === stop}
                  hasClaim={isDrawer || query.trim() !== ''}
                  onPoint={setClaim}
                  onOpen={() => {
                    setClaim(null);
                    open(entry.id);
                  }}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
      {!isDrawer && query.trim() === '' && claim && <CatalogueClaim place={claim} />}
    </div>
  );
}

function Entry(props: {
  readonly entry: CatalogueEntry;
  readonly describedBy: string;
  readonly isCurrent: boolean;
  readonly isPending: boolean;
  /** Whether Tab comes to it. */
  readonly isStop: boolean;
  /** Whether its claim stands beneath its title, or is shown beside the list when it is pointed at. */
  readonly hasClaim: boolean;
  readonly onPoint: (claim: ClaimPlace | null) => void;
  readonly onOpen: () => void;
}): ReactNode {
  const { entry, describedBy, isCurrent, isPending, hasClaim, onPoint } = props;
  const point = (element: HTMLElement): void => {
    prefetch(entry);
    onPoint({ claim: entry.claim, beside: element.getBoundingClientRect() });
  };
  return (
    <li>
      <button
        type="button"
        tabIndex={props.isStop ? 0 : -1}
        aria-current={isCurrent ? 'page' : undefined}
        aria-busy={isPending}
        aria-describedby={describedBy}
        onPointerEnter={(event) => point(event.currentTarget)}
        onFocus={(event) => point(event.currentTarget)}
        onBlur={() => onPoint(null)}
        onClick={props.onOpen}
      >
        {entry.title}
        {isPending && <LoaderCircle className={styles.pending} size={14} aria-hidden="true" />}
      </button>
      <p id={describedBy} className={hasClaim ? styles.claim : 'visually-hidden'}>
        {entry.claim}
      </p>
    </li>
  );
}

/** Opens entries, and says which one is being fetched when that takes long enough to be noticed. */
function useOpening(onChosen: (() => void) | undefined): {
  readonly pending: string | null;
  readonly open: (id: string) => void;
} {
  const [pending, setPending] = useState<string | null>(null);
  const latest = useRef(0);
  const open = (id: string): void => {
    const opening = ++latest.current;
    const timer = setTimeout(() => setPending(id), NOTICEABLE);
    void choose(id).then(() => {
      clearTimeout(timer);
      if (opening !== latest.current) return;
      setPending(null);
      onChosen?.();
    });
  };
  return { pending, open };
}

/**
 * Where a key leads from a button of the list, or from the field above it, which is `null` here as it is there; `undefined`
 * for a key that leads nowhere.
 */
function goalOf(
  key: string,
  from: HTMLElement | null,
  buttons: readonly HTMLElement[],
): HTMLElement | null | undefined {
  const place = from ? buttons.indexOf(from) : -1;
  if (from && place < 0) return undefined;
  switch (key) {
    case 'ArrowDown':
      return buttons[place + 1];
    case 'ArrowUp':
      return from ? (buttons[place - 1] ?? null) : undefined;
    case 'Home':
      return from ? buttons[0] : undefined;
    case 'End':
      return from ? buttons.at(-1) : undefined;
    default:
      return undefined;
  }
}
