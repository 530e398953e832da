import type { ReactNode } from 'react';
import type { Theme } from '../../io/page-state.ts';
import { setTheme, useStage } from '../../stage/state/stage-store.ts';
import { MenuButton, MenuChoice } from './MenuButton.tsx';

const CHOICES: readonly { readonly value: Theme; readonly label: string }[] = [
  { value: 'auto', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'projector', label: 'Projector' },
];

/** Chooses the theme. */
export default function ThemeMenu({ face }: { readonly face: ReactNode }): ReactNode {
  const theme = useStage((state) => state.page.theme);
  return (
    <MenuButton label="Theme" className="button button-quiet" face={face}>
      <MenuChoice value={theme} choices={CHOICES} onChoose={setTheme} />
    </MenuButton>
  );
}
