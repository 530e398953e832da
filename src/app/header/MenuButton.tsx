import * as DropdownMenu from '@radix-ui/react-dropdown-menu';
import type { ReactNode } from 'react';
import styles from './MenuButton.module.css';

/** A button that opens a menu; arrow keys, typing and Escape work as in any menu. */
export function MenuButton({
  label,
  className = 'button',
  face,
  children,
}: {
  readonly label: string;
  readonly className?: string;
  readonly face: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  return (
    // Not modal: a modal menu locks scrolling by a style element, which the page's policy forbids.
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={className} aria-label={label}>
        {face}
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className={styles.menu} align="end" sideOffset={6} collisionPadding={8}>
        {children}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}

/** An entry that does something. */
export function MenuItem({
  onSelect,
  children,
}: {
  readonly onSelect: () => void;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <DropdownMenu.Item className={styles.item} onSelect={onSelect}>
      {children}
    </DropdownMenu.Item>
  );
}

/** Entries of which one is chosen. */
export function MenuChoice<Choice extends string>({
  value,
  choices,
  onChoose,
}: {
  readonly value: Choice;
  readonly choices: readonly { readonly value: Choice; readonly label: string }[];
  readonly onChoose: (value: Choice) => void;
}): ReactNode {
  return (
    <DropdownMenu.RadioGroup value={value}>
      {choices.map((choice) => (
        <DropdownMenu.RadioItem
          key={choice.value}
          className={styles.item}
          value={choice.value}
          onSelect={() => onChoose(choice.value)}
        >
          <span className={styles.check}>
            <DropdownMenu.ItemIndicator>✓</DropdownMenu.ItemIndicator>
          </span>
          {choice.label}
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}
