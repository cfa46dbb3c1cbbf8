import { Button, Modal, Textarea } from '@mantine/core';
import { type FormEvent, type ReactElement, type ReactNode, useEffect, useState } from 'react';
import { ErrorNote } from './notes.tsx';

interface ReasonDialogProps {
  readonly title: string;
  readonly opened: boolean;
  readonly verb: string;
  /** A reason to begin with; whoever acts may change it. */
  readonly reason: string;
  readonly busy: boolean;
  readonly error?: Error | undefined;
  onClose(): void;
  onDone(reason: string): void;
  /** What will happen. */
  readonly children?: ReactNode;
}

/** Asks why, before something that the record keeps with its reason. */
export function ReasonDialog(props: ReasonDialogProps): ReactElement {
  const [reason, setReason] = useState(props.reason);
  // biome-ignore lint/correctness/useExhaustiveDependencies: begins anew each time it opens
  useEffect(() => setReason(props.reason), [props.opened, props.reason]);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim()) props.onDone(reason.trim());
  };
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form className="dialog" onSubmit={onSubmit}>
        {props.children}
        <Textarea
          label="Reason, kept on the record"
          description="Without the patient's name"
          data-autofocus
          required
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.shiftKey) onSubmit(event);
          }}
        />
        {props.error ? <ErrorNote error={props.error} /> : null}
        <div className="dialog-actions">
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={props.busy} disabled={!reason.trim()}>
            {props.verb}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
