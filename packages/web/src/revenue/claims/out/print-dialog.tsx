import { Button, Modal, NumberInput } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { type ReactElement, useState } from 'react';
import { ask } from '../../../app/api.ts';
import { plural } from '../../../ui/format.ts';
import { ErrorNote } from '../../../ui/notes.tsx';
import { openPdf } from './open-pdf.ts';

interface PrintDialogProps {
  readonly draftId: string;
  readonly formName: string;
  readonly sheets: number;
  readonly lost: readonly { readonly at: string; readonly says: string }[];
  readonly opened: boolean;
  onClose(): void;
}

/** How far this printer is off, in points; kept in this browser, for each form by itself. */
function useOffset(form: string) {
  return useLocalStorage<{ readonly right: number; readonly down: number }>({
    key: `claimwright.printer.${form}`,
    defaultValue: { right: 0, down: 0 },
    getInitialValueInEffect: false,
  });
}

/** Where the first row and column of a form usually stand. */
const usual = (form: string) => (form === 'UB-04' ? { left: 11, top: -6 } : { left: 22, top: 18 });

/** A claim for the practice's own forms: the words and figures without the form, moved as this printer needs it. */
export function PrintDialog({ draftId, formName, sheets, lost, opened, onClose }: PrintDialogProps): ReactElement {
  const [{ right, down }, setOffset] = useOffset(formName);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const open = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const { left, top } = usual(formName);
      const { pdf } = await ask('revenue/claims/paper', { draftId, left: left + right, top: top + down }, 'payment');
      openPdf(Uint8Array.from(atob(pdf), (sign) => sign.charCodeAt(0)));
      onClose();
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  };
  const points = (label: string, value: number, set: (value: number) => void) => (
    <NumberInput
      size="xs"
      label={label}
      value={value}
      min={-100}
      max={100}
      onChange={(typed) => set(typeof typed === 'number' ? typed : 0)}
    />
  );
  return (
    <Modal opened={opened} onClose={onClose} title={`Print on ${formName}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className="dialog">
        <p>
          Lay {plural(sheets, 'form')} of your own into the printer. The PDF holds the words and figures alone; print it at its own size,
          not fitted to the page.
        </p>
        {lost.length === 0 ? null : (
          <ul className="plain-list small">
            {lost.map(({ at, says }) => (
              <li key={`${at} ${says}`}>
                {at}: {says}
              </li>
            ))}
          </ul>
        )}
        <div className="print-offset">
          {points('Move right (points)', right, (value) => setOffset({ right: value, down }))}
          {points('Move down (points)', down, (value) => setOffset({ right, down: value }))}
        </div>
        <p className="small dim">72 points are an inch. Kept for this form in this browser.</p>
        {error ? <ErrorNote error={error} /> : null}
        <div className="actions">
          <Button data-autofocus loading={busy} onClick={() => void open()}>
            Open the PDF
          </Button>
          <Button variant="default" onClick={onClose}>
            Not now
          </Button>
        </div>
      </div>
    </Modal>
  );
}
