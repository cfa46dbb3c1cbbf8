import { Button, Modal } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { type Fact, Facts } from './facts.tsx';
import { ErrorNote } from './notes.tsx';
import { VirtualTable, type VirtualTableProps } from './virtual-table.tsx';

interface PickDialogProps<Row> {
  readonly title: string;
  readonly opened: boolean;
  readonly size: 'lg' | 'xl';
  /** What the other side says, to compare with. */
  readonly says?: readonly Fact[];
  /** Above the candidates: words, a search. */
  readonly children?: ReactNode;
  readonly table: VirtualTableProps<Row>;
  /** Under the candidates: what the choice comes to. */
  readonly below?: ReactNode;
  /** Why the candidates could not be read, and why the choice was refused. */
  readonly errors: readonly (Error | null | undefined)[];
  /** The buttons beside Cancel. */
  readonly actions: ReactNode;
  onClose(): void;
}

/** A person picks one of several things that could be meant. */
export function PickDialog<Row>(props: PickDialogProps<Row>): ReactElement {
  const error = props.errors.find(Boolean);
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title} size={props.size} closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className="dialog">
        {props.says ? (
          <div>
            <h2>The payer says</h2>
            <Facts facts={props.says} />
          </div>
        ) : null}
        {props.children}
        <div className="candidates">
          <VirtualTable {...props.table} />
        </div>
        {props.below}
        {error ? <ErrorNote error={error} /> : null}
        <div className="dialog-actions">
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          {props.actions}
        </div>
      </div>
    </Modal>
  );
}
