import { NativeSelect, TextInput } from '@mantine/core';
import type { ReactElement, KeyboardEvent as ReactKeyboardEvent } from 'react';
import type { Faults } from './charge-form.ts';

interface BoxProps {
  /** Where it stands: `head.account`. */
  readonly at: string;
  readonly label: string;
  readonly value: string;
  readonly faults: Faults;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly type?: 'date' | 'text';
  readonly required?: boolean;
  /** In a grid the column's head says what it is. */
  readonly bare?: boolean;
  readonly focus?: boolean;
  onType(text: string): void;
  onLeave?(): void;
  onKey?(event: ReactKeyboardEvent<HTMLInputElement>): void;
}

/** One box, with what is wrong of it under it. */
export function Box({ at, label, value, faults, hint, bare, focus, onType, onLeave, onKey, ...rest }: BoxProps): ReactElement {
  return (
    <TextInput
      size="xs"
      {...(bare ? { 'aria-label': label } : { label })}
      {...(hint === undefined ? {} : { description: hint })}
      {...rest}
      data-box={at}
      autoComplete="off"
      data-autofocus={focus || undefined}
      error={faults.get(at)}
      value={value}
      onChange={(event) => onType(event.currentTarget.value)}
      onBlur={onLeave}
      onKeyDown={onKey}
    />
  );
}

interface ChoiceProps extends Pick<BoxProps, 'at' | 'label' | 'value' | 'faults' | 'bare' | 'required' | 'onType'> {
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

/** One of several; what stands there and is none of them is offered as it is. */
export function Choice({ at, label, value, faults, bare, required, choices, onType }: ChoiceProps): ReactElement {
  const known = choices.some((one) => one.value === value);
  return (
    <NativeSelect
      size="xs"
      {...(bare ? { 'aria-label': label } : { label })}
      required={required ?? false}
      data-box={at}
      error={faults.get(at)}
      data={known ? [...choices] : [{ value, label: value === '' ? 'Choose' : value }, ...choices]}
      value={value}
      onChange={(event) => onType(event.currentTarget.value)}
    />
  );
}

/** Goes to a box; of two forms to the one that is in front. */
export const focusBox = (at: string): void => {
  const box = `[data-box="${at}"]`;
  (document.querySelector<HTMLElement>(`[role="dialog"] ${box}`) ?? document.querySelector<HTMLElement>(box))?.focus();
};
