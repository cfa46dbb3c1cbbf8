import { tableNames } from '@claimwright/core/ground/codes';
import type { ImportedView } from '@claimwright/server/api';
import { Button, Checkbox, Modal, Progress, Select, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useCallback, useEffect, useRef, useState } from 'react';
import { importCodes } from '../../app/api.ts';
import { refresh } from '../../app/queries.ts';
import { formatCount, plural } from '../../ui/format.ts';
import { ErrorNote } from '../../ui/notes.tsx';
import { daysOf, readMap, tableOf, tableWords } from './words.ts';

interface Draft {
  readonly table: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly map: string;
  readonly attested: boolean;
  readonly attestedBy: string;
  readonly leaveOut: boolean;
}
const nothing: Draft = { table: '', name: '', from: '', to: '', map: '', attested: false, attestedBy: '', leaveOut: false };

/** What is said of the files, as the server takes it. */
function saidOf(draft: Draft): { readonly [name: string]: string } {
  const map = readMap(draft.map);
  const { table, name, from, to, attested, attestedBy } = draft;
  const texts = Object.entries({ table, name, from, to, ...(attested ? { attestedBy } : {}) }).filter(([, value]) => value.trim() !== '');
  return {
    ...Object.fromEntries(texts),
    ...(map ? { map } : {}),
    ...(attested ? { attested: '1' } : {}),
    ...(draft.leaveOut ? { leaveOut: '1' } : {}),
  };
}

function useImport(files: readonly File[]) {
  const client = useQueryClient();
  const [part, setPart] = useState<number>();
  const [error, setError] = useState<unknown>();
  const [seen, setSeen] = useState<ImportedView>();
  const send = useCallback(
    async (draft: Draft, preview: boolean): Promise<ImportedView | undefined> => {
      setPart(0);
      setError(undefined);
      try {
        const told = await importCodes(files, { ...saidOf(draft), ...(preview ? { preview: '1' } : {}) }, setPart);
        setSeen(told);
        if (!preview) refresh(client, ['codes']);
        return told;
      } catch (caught) {
        setSeen(undefined);
        setError(caught);
        return undefined;
      } finally {
        setPart(undefined);
      }
    },
    [client, files],
  );
  return { part, error, seen, send, forget: () => setSeen(undefined) };
}

/** The files of an edition on their way in: what they are and what they would change is told first, and nothing is kept until somebody says so. */
export function ImportDialog({ files, onClose }: { readonly files: readonly File[]; onClose(): void }): ReactElement {
  const [draft, setDraft] = useState(nothing);
  const { part, error, seen, send, forget } = useImport(files);
  const begun = useRef(false);
  const go = useRef<HTMLButtonElement>(null);
  const set = (change: Partial<Draft>) => {
    setDraft({ ...draft, ...change });
    forget();
  };
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void send(nothing, true);
  }, [send]);
  // Told what it is, one presses Enter.
  useEffect(() => {
    if (seen && part === undefined) go.current?.focus();
  }, [seen, part]);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (seen === undefined) await send(draft, true);
    else if (await send(draft, false)) onClose();
  };
  const text = (name: 'name' | 'from' | 'to' | 'attestedBy') => ({
    value: draft[name],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => set({ [name]: event.currentTarget.value }),
  });
  return (
    <Modal opened onClose={onClose} size="lg" title="Import an edition" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form className="dialog" onSubmit={(event) => void onSubmit(event)}>
        <p>{files.map(({ name }) => name).join(', ')}</p>
        {part === undefined ? null : (
          <>
            <p role="status">{part < 1 ? `Sending, ${Math.round(part * 100)} %` : 'Reading every row'}</p>
            <Progress value={part * 100} animated={part === 1} size={4} aria-label="Sending the files" />
          </>
        )}
        {error ? <ErrorNote error={error} /> : null}
        {seen ? <Seen seen={seen} /> : null}
        <Select
          label="Table"
          description="Where the file does not say what it is"
          placeholder="As the file says"
          clearable
          searchable
          data={tableNames.map((value) => ({ value, label: tableWords[value] }))}
          value={draft.table || null}
          onChange={(table) => set({ table: table ?? '' })}
        />
        <div className="setup-row">
          <TextInput type="date" label="First day of service" {...text('from')} />
          <TextInput type="date" label="Last day of service" {...text('to')} />
          <TextInput label="Name" description="Such as 2026Q3" {...text('name')} />
        </div>
        <Textarea
          label="Which heading is which column"
          description="Only for a list of one's own: units = Limit per day, one a line. It is remembered for the next one with these headings."
          autosize
          minRows={2}
          value={draft.map}
          onChange={(event) => set({ map: event.currentTarget.value })}
        />
        <Checkbox
          label="The practice is licensed for this list by its publisher (CPT, CDT, NUCC, X12)"
          checked={draft.attested}
          onChange={(event) => set({ attested: event.currentTarget.checked })}
        />
        {draft.attested ? (
          <TextInput
            label="Who says so"
            description="Name and role, where it is not you; it is kept with the edition and on the record"
            {...text('attestedBy')}
          />
        ) : null}
        <Checkbox
          label="Leave out rows that cannot be read"
          checked={draft.leaveOut}
          onChange={(event) => set({ leaveOut: event.currentTarget.checked })}
        />
        <div className="actions">
          <Button type="submit" ref={go} loading={part !== undefined}>
            {seen ? 'Import' : 'Look at it'}
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function Seen({ seen }: { readonly seen: ImportedView }): ReactElement {
  return (
    <ul className="plain-list" aria-label="What would be imported">
      {seen.editions.map((one) => (
        <li key={one.id}>
          <strong>
            {tableOf(one)} {one.name}
          </strong>
          : {plural(one.rows, 'row')} for services {daysOf(one)}. {formatCount(one.added)} added, {formatCount(one.changed)} changed,{' '}
          {formatCount(one.removed)} removed against {one.against ?? 'nothing'}.
        </li>
      ))}
      {seen.wrongRows > 0 ? <li>{plural(seen.wrongRows, 'row')} cannot be read and would be left out.</li> : null}
      {seen.findings
        .filter(({ severity }) => severity === 'warning')
        .map(({ at, says, fix }) => (
          <li key={`${at} ${says}`}>
            {at}: {says} {fix}
          </li>
        ))}
      {seen.otherRows > 0 ? <li>{plural(seen.otherRows, 'row')} of another table would be left out.</li> : null}
    </ul>
  );
}
