import { CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './GuardStatements.module.css';
import { type GuardStatement, guardStatement, type NamedThing } from './guard-words.ts';

const ICONS = { good: CircleCheck, alarm: TriangleAlert, note: Info } as const;

const MEANINGS: Readonly<Record<GuardStatement['tone'], string>> = {
  good: 'Guarded: ',
  alarm: 'Warning: ',
  note: '',
};

/** Of each shared thing one sentence or two: whether a lock guards it, and if none does, why not. */
export function GuardStatements({
  things,
}: {
  readonly things: readonly (NamedThing & { readonly key: number })[];
}): ReactNode {
  return (
    <ul className={styles.statements}>
      {things.map((thing) => {
        const { tone, text } = guardStatement(thing);
        const Icon = ICONS[tone];
        return (
          <li key={thing.key} data-tone={tone}>
            <Icon size={16} aria-hidden="true" />
            <span>
              <span className="visually-hidden">{MEANINGS[tone]}</span>
              {text}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
