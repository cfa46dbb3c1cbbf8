import { TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { KeyHint } from './notes.tsx';

interface SearchBoxProps {
  /** What is searched: `Search claims`. */
  readonly label: string;
  /** What is looked at: `Patient, account or member`. */
  readonly placeholder: string;
  readonly value: string;
  onChange(value: string): void;
}

/** Searches in the list below it: `/` goes there, Escape clears it and leaves. */
export function SearchBox({ label, placeholder, value, onChange }: SearchBoxProps): ReactElement {
  return (
    <TextInput
      data-search
      type="search"
      aria-label={label}
      placeholder={placeholder}
      rightSection={value === '' ? <KeyHint keys="/" /> : undefined}
      rightSectionPointerEvents="none"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        onChange('');
        event.currentTarget.blur();
      }}
    />
  );
}
