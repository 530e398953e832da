import type { ReactNode } from 'react';
import { DifferenceTable } from '../../panels/ComparisonPanel.tsx';
import type { Group } from '../../stage/state/stage-state.ts';
import { useComparedGroup } from './comparison-of.ts';

/** All that differs between the run of a group and the one it is compared with. */
export default function ComparedNumbers({ group }: { readonly group: Group }): ReactNode {
  const words = useComparedGroup(group)?.words;
  return (
    words && (
      <DifferenceTable comparison={{ ...words, title: `${group.offer.title}, ${inLower(words.title)}` }} />
    )
  );
}

const inLower = (title: string): string => title.charAt(0).toLowerCase() + title.slice(1);
