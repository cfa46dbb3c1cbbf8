import { NativeSelect } from '@mantine/core';
import type { ReactElement } from 'react';
import { useCommands } from '../../app/commands.tsx';
import { KeyHint } from '../../ui/notes.tsx';
import { nextOrder, type Order } from './order.ts';

interface OrderChoiceProps {
  readonly orders: readonly Order[];
  readonly sort: string | undefined;
  onSort(sort: string | undefined): void;
}

const own = 'By a column';

/** In which order the list stands, where a narrow one has no heads to press; the key goes to the next. */
export function OrderChoice({ orders, sort, onSort }: OrderChoiceProps): ReactElement {
  useCommands([{ id: 'order', label: 'Next order of the list', group: 'List', keys: 'o', run: () => onSort(nextOrder(orders, sort)) }]);
  const chosen = orders.find((one) => one.sort === sort);
  return (
    <>
      <NativeSelect
        size="xs"
        aria-label="Order of the list"
        data={[...orders.map(({ label }) => label), ...(chosen === undefined ? [own] : [])]}
        value={chosen?.label ?? own}
        onChange={(event) => onSort(orders.find(({ label }) => label === event.currentTarget.value)?.sort)}
      />
      <KeyHint keys="o" />
    </>
  );
}
