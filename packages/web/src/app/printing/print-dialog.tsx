import type { Alignment, FormName } from '@claimwright/core/revenue/claims';
import { Button, Modal, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { type ReactElement, type ReactNode, useState } from 'react';
import { ErrorNote } from '../../ui/notes.tsx';
import { ask } from '../api.ts';
import { useAct, useAsk } from '../queries.ts';
import { useMay } from '../session.ts';
import { openPdf } from './open-pdf.ts';

interface PrintDialogProps {
  readonly formName: FormName;
  readonly title: string;
  /** What is printed, and what of it has no room. */
  readonly children: ReactNode;
  readonly verb?: string;
  readonly opened: boolean;
  onClose(): void;
  /** Opens what is to be printed, moved so. */
  print(alignment: Alignment): Promise<void>;
}

const asItIs: Alignment = { right: 0, down: 0, scale: 100 };
/** Of a PDF in base64. */
export const bytesOf = (pdf: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(pdf), (sign) => sign.charCodeAt(0));

/** How this form comes out of the practice's printers; which of them stands here is this browser's to know. */
function usePrinter(formName: FormName, opened: boolean) {
  const [chosen, choose] = useLocalStorage({ key: 'claimwright.printer', defaultValue: '', getInitialValueInEffect: false });
  const known = useAsk('revenue/claims/printers', {}, { enabled: opened });
  const printers = known.data?.printers ?? [];
  const names = [...new Set([...printers.map(({ printer }) => printer), ...(chosen === '' ? [] : [chosen])])].sort();
  const own = printers.find((one) => one.printer === chosen && one.form === formName);
  const { right, down, scale } = own ?? asItIs;
  return { chosen, choose, names, kept: { right, down, scale }, isKept: own !== undefined };
}

interface AlignmentFormProps {
  readonly formName: FormName;
  readonly printer: string;
  readonly kept: Alignment;
  /** It is among those that are kept for this form. */
  readonly isKept: boolean;
  readonly typed: Alignment;
  onType(alignment: Alignment): void;
  onSaved(printer: string): void;
}

/** Measured on a test page: how far this printer is off, kept for everybody under its name. */
function AlignmentForm({ formName, printer, kept, isKept, typed, onType, onSaved }: AlignmentFormProps): ReactElement {
  const [name, setName] = useState(printer);
  const save = useAct('revenue/claims/set-printer');
  const may = useMay('practice.setup');
  const { right, down, scale } = typed;
  const isNew = name.trim() !== printer || right !== kept.right || down !== kept.down || scale !== kept.scale;
  const field = (label: string, value: number, [min, max, step]: readonly [number, number, number], set: (value: number) => Alignment) => (
    <NumberInput
      {...{ size: 'xs', label, value, min, max, step, decimalScale: 1 }}
      onChange={(now) => onType(set(typeof now === 'number' ? now : value))}
    />
  );
  return (
    <details className="print-aligned" open={printer === '' ? undefined : isNew}>
      <summary className="small">This printer does not meet the boxes</summary>
      <p className="small dim">
        Open the test page, print it at its own size and lay it over a form. 72 points are an inch: measure how far the X’s are from their
        boxes.
      </p>
      <div className="print-offset">
        {field('Move right (points)', right, [-144, 144, 1], (now) => ({ ...typed, right: now }))}
        {field('Move down (points)', down, [-144, 144, 1], (now) => ({ ...typed, down: now }))}
        {field('Size (percent)', scale, [90, 110, 0.5], (now) => ({ ...typed, scale: now }))}
      </div>
      <TextInput
        size="xs"
        label="Name of the printer"
        placeholder="Front desk"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {save.error ? <ErrorNote error={save.error} /> : null}
      <div className="actions">
        <Button
          size="xs"
          variant="default"
          onClick={() =>
            void ask('revenue/claims/test-print', { form: formName, ...typed }, 'payment').then(({ pdf }) =>
              openPdf(bytesOf(pdf), 'test-page.pdf'),
            )
          }
        >
          Test page
        </Button>
        <Button
          size="xs"
          variant="default"
          loading={save.busy}
          disabled={!may || name.trim() === '' || !isNew}
          onClick={() =>
            void save.run({ printer: name.trim(), form: formName, alignment: typed }).then((done) => {
              if (done) onSaved(done.printer);
            })
          }
        >
          Keep it for everybody
        </Button>
        {isKept && may ? (
          <Button
            size="xs"
            variant="default"
            onClick={() => void save.run({ printer, form: formName, alignment: null }).then((done) => (done ? onSaved('') : undefined))}
          >
            Take it away
          </Button>
        ) : null}
      </div>
    </details>
  );
}

/** Onto the practice's own forms: the words and figures without the form, moved as this printer needs it. */
export function PrintDialog({ formName, title, children, verb = 'Open the PDF', opened, onClose, print }: PrintDialogProps): ReactElement {
  const { chosen, choose, names, kept, isKept } = usePrinter(formName, opened);
  const [typed, setTyped] = useState<Alignment | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const open = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await print(typed ?? kept);
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className="dialog">
        {children}
        {names.length === 0 ? null : (
          <NativeSelect
            size="xs"
            label="Printer"
            value={chosen}
            data={[{ value: '', label: 'One that meets the boxes as it is' }, ...names]}
            onChange={(event) => {
              choose(event.currentTarget.value);
              setTyped(undefined);
            }}
          />
        )}
        <AlignmentForm
          key={chosen}
          formName={formName}
          printer={chosen}
          kept={kept}
          isKept={isKept}
          typed={typed ?? kept}
          onType={setTyped}
          onSaved={(printer) => {
            choose(printer);
            setTyped(undefined);
          }}
        />
        {error ? <ErrorNote error={error} /> : null}
        <div className="actions">
          <Button data-autofocus loading={busy} onClick={() => void open()}>
            {verb}
          </Button>
          <Button variant="default" onClick={onClose}>
            Not now
          </Button>
        </div>
      </div>
    </Modal>
  );
}
