import { Search } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { catalogue } from '../scenarios/catalogue.ts';
import styles from './Catalogue.module.css';
import { chooseScenario, useStage } from './stage.ts';

/** The list of workloads, narrowed by what is typed above it. */
export function Catalogue({ onChosen }: { readonly onChosen?: () => void }): ReactNode {
  const current = useStage((state) => state.page.scenario);
  const [query, setQuery] = useState('');
  const field = useId();
  const wanted = query.trim().toLowerCase();
  const found = catalogue.filter(({ id, title, claim }) =>
    `${id} ${title} ${claim}`.toLowerCase().includes(wanted),
  );
  return (
    <div className={styles.catalogue}>
      <div className={styles.find}>
        <Search size={15} aria-hidden="true" />
        <label className="visually-hidden" htmlFor={field}>
          Find a workload
        </label>
        <input
          id={field}
          type="search"
          placeholder="Find a workload"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      </div>
      {found.length === 0 && (
        <p className={styles.empty}>No workload has “{query.trim()}” in its name or claim.</p>
      )}
      <ul className={styles.list}>
        {found.map((scenario) => (
          <li key={scenario.id}>
            <button
              type="button"
              aria-current={scenario.id === current ? 'page' : undefined}
              onClick={() => {
                chooseScenario(scenario.id);
                onChosen?.();
              }}
            >
              {scenario.title}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
