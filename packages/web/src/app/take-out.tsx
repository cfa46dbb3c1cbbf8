import { type ExportColumn, type ExportFormat, type ExportList, usualColumns } from '@claimwright/core/ground/exports';
import { Button, Checkbox, Modal, Radio, Select, SimpleGrid, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { formatCount } from '../ui/format.ts';
import { ErrorNote } from '../ui/notes.tsx';
import { saveFile } from './save-file.ts';
import { useMay } from './session.ts';

const formats: readonly { readonly id: ExportFormat; readonly label: string; readonly says: string }[] = [
  { id: 'csv', label: 'CSV', says: 'for a spreadsheet; amounts in cents and in dollars' },
  { id: 'jsonl', label: 'JSON lines', says: 'for programs; a row a line, amounts in cents' },
  { id: 'parquet', label: 'Parquet', says: 'for analysis; typed and packed, amounts in cents' },
];
const purposes = [
  { value: 'payment', label: 'Payment: to get claims paid' },
  { value: 'operations', label: 'Operations: to run the practice' },
  { value: 'audit', label: 'Audit' },
];

interface TakeOutProps {
  readonly list: ExportList;
  /** What the screen shows of it now: that is what the file will have. */
  readonly filter: object;
  /** In words, for whoever has forgotten that a filter is set. */
  readonly shown: string;
  readonly total?: number | undefined;
  /** On the button, where there are other exports beside it. */
  readonly label?: string;
  /** Of which days `from` and `to` are. */
  readonly days: string;
  readonly right: 'claims.export' | 'remits.export' | 'books.export';
}

/** Takes the list out as a file, as it is filtered. Nobody is named in it unless that is asked for, with the purpose. */
export function TakeOut(props: TakeOutProps): ReactElement | null {
  const may = useMay(props.right);
  const [opened, setOpened] = useState(false);
  if (!may) return null;
  return (
    <>
      <Button variant="default" size="compact-sm" mr={8} onClick={() => setOpened(true)}>
        {props.label ?? 'Export…'}
      </Button>
      {opened ? <TakeOutDialog {...props} onClose={() => setOpened(false)} /> : null}
    </>
  );
}

interface Draft {
  readonly format: ExportFormat;
  readonly from: string;
  readonly to: string;
  readonly columns: readonly string[];
  readonly purpose: string | null;
}

function TakeOutDialog({ list, filter, shown, total, days, onClose }: TakeOutProps & { onClose(): void }): ReactElement {
  const mayName = useMay('claims.export-identified');
  const [draft, setDraft] = useState<Draft>({ format: 'csv', from: '', to: '', columns: usualColumns(list), purpose: null });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const naming = list.columns.filter(({ identifies }) => identifies);
  const named = naming.some(({ name }) => draft.columns.includes(name));
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    const { format, from, to, columns, purpose } = draft;
    const asked = { format, columns, filter: { ...filter, ...(from ? { from } : {}), ...(to ? { to } : {}) } };
    try {
      await saveFile(`/api/exports/${list.kind}${named ? '-identified' : ''}`, purpose === null ? asked : { ...asked, purpose });
      onClose();
    } catch (wrong) {
      setError(wrong);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} size="lg" title={`Export ${list.kind}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form className="dialog" onSubmit={(event) => void onSubmit(event)}>
        <p className="dim">
          {shown}
          {total === undefined ? '' : `: ${formatCount(total)}`}. A row is {list.says.charAt(0).toLowerCase() + list.says.slice(1)}
        </p>
        <Radio.Group
          label="As"
          value={draft.format}
          onChange={(format) => set({ format: formats.find(({ id }) => id === format)?.id ?? 'csv' })}
        >
          {formats.map(({ id, label, says }, at) => (
            <Radio key={id} value={id} label={`${label}, ${says}`} mt={6} {...(at === 0 ? { 'data-autofocus': true } : {})} />
          ))}
        </Radio.Group>
        <div className="setup-row">
          <TextInput type="date" label={`${days} from`} value={draft.from} onChange={(event) => set({ from: event.currentTarget.value })} />
          <TextInput type="date" label="to" value={draft.to} onChange={(event) => set({ to: event.currentTarget.value })} />
        </div>
        <Columns
          label="Columns"
          columns={list.columns.filter(({ identifies }) => !identifies)}
          chosen={draft.columns}
          onChange={(columns) => set({ columns })}
        />
        {naming.length > 0 && mayName ? (
          <Columns
            label="Columns that name a patient: only what somebody needs"
            columns={naming}
            chosen={draft.columns}
            onChange={(columns) => set({ columns })}
          />
        ) : null}
        {named ? (
          <Select
            label="Why names and numbers of patients are taken out"
            description="The record keeps it, with every claim in the list. Keep the file as you keep charts."
            required
            data={purposes}
            value={draft.purpose}
            onChange={(purpose) => set({ purpose })}
          />
        ) : null}
        {error === undefined ? null : <ErrorNote error={error} />}
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy} disabled={draft.columns.length === 0 || (named && draft.purpose === null)}>
            Export
          </Button>
        </div>
      </form>
    </Modal>
  );
}

interface ColumnsProps {
  readonly label: string;
  readonly columns: readonly ExportColumn[];
  readonly chosen: readonly string[];
  onChange(chosen: readonly string[]): void;
}

function Columns({ label, columns, chosen, onChange }: ColumnsProps): ReactElement {
  const own = new Set(columns.map(({ name }) => name));
  return (
    <Checkbox.Group
      label={label}
      value={chosen.filter((name) => own.has(name))}
      onChange={(now) => onChange([...chosen.filter((name) => !own.has(name)), ...now])}
    >
      <SimpleGrid mt={6} cols={{ base: 2, sm: 4 }} spacing="xs" verticalSpacing={6}>
        {columns.map(({ name, says }) => (
          <Checkbox key={name} value={name} label={<span title={says}>{name.replace(/_cents$/, '').replaceAll('_', ' ')}</span>} />
        ))}
      </SimpleGrid>
    </Checkbox.Group>
  );
}
