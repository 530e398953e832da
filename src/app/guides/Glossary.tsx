import { ArrowRight, Search } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { entryById } from '../../scenarios/catalogue.ts';
import { GLOSSARY, type GlossaryWord, THEMES } from '../../scenarios/glossary.ts';
import styles from './Glossary.module.css';
import guide from './Guide.module.css';
import { RunLink } from './RunLink.tsx';

const ALPHABETICAL = [...GLOSSARY].sort((one, other) => one.word.localeCompare(other.word, 'en'));

const matches = ({ word, definition, also = [] }: GlossaryWord, wanted: string): boolean =>
  [word, definition, ...also].some((text) => text.toLowerCase().includes(wanted));

/** Every word of the course, and where a run shows what it means. */
export function Glossary(): ReactNode {
  const [query, setQuery] = useState('');
  const field = useId();
  const wanted = query.trim().toLowerCase();
  const found = new Set(GLOSSARY.filter((entry) => matches(entry, wanted)));
  return (
    <>
      <div className={`search ${styles.find}`}>
        <Search size={15} aria-hidden="true" />
        <label className="visually-hidden" htmlFor={field}>
          Find a word
        </label>
        <input
          id={field}
          type="search"
          placeholder="Find a word"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      </div>
      <p role="status" className={found.size === 0 ? styles.none : 'visually-hidden'}>
        {found.size === 0
          ? `No word or definition has “${query.trim()}” in it.`
          : `${found.size} of ${GLOSSARY.length} words`}
      </p>
      {wanted === '' && (
        <nav aria-label="Words from A to Z">
          <ul className={styles.index}>
            {ALPHABETICAL.map(({ id, word }) => (
              <li key={id}>
                <a href={`#${id}`}>{word}</a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {THEMES.map(({ id, title }) => (
        <Theme
          key={id}
          title={title}
          words={GLOSSARY.filter((entry) => entry.theme === id && found.has(entry))}
        />
      ))}
    </>
  );
}

function Theme(props: { readonly title: string; readonly words: readonly GlossaryWord[] }): ReactNode {
  const { title, words } = props;
  const heading = useId();
  if (words.length === 0) return null;
  return (
    <section className={styles.theme} aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      <dl className={styles.words}>
        {words.map((entry) => (
          <Word key={entry.id} entry={entry} />
        ))}
      </dl>
    </section>
  );
}

function Word({ entry }: { readonly entry: GlossaryWord }): ReactNode {
  const { id, word, definition, where } = entry;
  const { see, ...request } = where;
  return (
    <div id={id} className={styles.word}>
      <dt>{word}</dt>
      <dd>{definition}</dd>
      <dd className={styles.see}>
        {see}
        <RunLink className={guide.more} request={request} from={id}>
          <span className="visually-hidden">{word}: </span>
          See it in {entryById(request.scenario)?.title ?? request.scenario}
          <ArrowRight size={14} aria-hidden="true" />
        </RunLink>
      </dd>
    </div>
  );
}
