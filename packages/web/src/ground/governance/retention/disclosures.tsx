import { disclosureBases } from '@claimwright/core/ground/governance';
import type { AccountingView, DisclosureView } from '@claimwright/server/api';
import { Button, Select, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useAct, useAsk } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';
import { formatDate } from '../../../ui/format.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../../ui/notes.tsx';

const bases = Object.entries(disclosureBases).map(([value, label]) => ({ value, label }));
const empty = { on: '', basis: '', recipient: '', address: '', what: '', why: '', silentUntil: '' };

function Add({ patientId }: { readonly patientId: string }): ReactElement {
  const [draft, setDraft] = useState(empty);
  const add = useAct('ground/governance/disclosures/add');
  const field = (
    key: keyof typeof empty,
    label: string,
    more: { type?: string; required?: boolean; placeholder?: string } = { required: true },
  ) => (
    <TextInput label={label} {...more} value={draft[key]} onChange={(event) => setDraft({ ...draft, [key]: event.currentTarget.value })} />
  );
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const { address, silentUntil, ...rest } = draft;
    const more = { ...(address ? { address } : {}), ...(silentUntil ? { silentUntil } : {}) };
    if (await add.run({ patientId, ...rest, ...more })) setDraft(empty);
  };
  return (
    <form className="setup-row" onSubmit={(event) => void onSubmit(event)} aria-label="Record a disclosure">
      {field('on', 'On', { type: 'date', required: true })}
      <Select
        label="Why the law allows it"
        placeholder="Choose the reason"
        data={bases}
        required
        value={draft.basis || null}
        onChange={(basis) => setDraft({ ...draft, basis: basis ?? '' })}
      />
      {field('recipient', 'To whom')}
      {field('address', 'Their address, if known', {})}
      {field('what', 'What was told')}
      {field('why', 'For what')}
      {field('silentUntil', 'Silent until, if an authority asked', { type: 'date' })}
      <Button type="submit" loading={add.busy}>
        Record
      </Button>
      {add.error ? <ErrorNote error={add.error} /> : null}
    </form>
  );
}

function Rows({ title, rows }: { readonly title: string; readonly rows: readonly DisclosureView[] }): ReactElement {
  return (
    <table className="ledger">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">On</th>
          <th scope="col">To whom</th>
          <th scope="col">What</th>
          <th scope="col">For what</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>{formatDate(row.on)}</td>
            <th scope="row">
              {row.recipient}
              {row.address ? <div className="dim small">{row.address}</div> : null}
            </th>
            <td>{row.what}</td>
            <td>
              {row.why}
              <div className="dim small">
                {row.basisWords}
                {row.silentUntil ? `; silent until ${formatDate(row.silentUntil)}` : ''}
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The account as a file for the patient: without what is silent for now. */
function accountHref({ silent: _, ...account }: AccountingView): string {
  return `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(account, null, 2))}`;
}

function Account({ patientId }: { readonly patientId: string }): ReactElement {
  const { data, error } = useAsk('ground/governance/disclosures/accounting', { patientId });
  const mayAdd = useMay('disclosures.add');
  if (error) return <ErrorNote error={error} />;
  if (!data) return <Skeleton lines={6} />;
  return (
    <>
      <p>
        From {formatDate(data.from)} to {formatDate(data.until)}.{' '}
        <a href={accountHref(data)} download={`disclosures-${patientId.slice(-8)}.json`}>
          Export for the patient
        </a>
      </p>
      {data.rows.length > 0 ? (
        <Rows title="Disclosures" rows={data.rows} />
      ) : (
        <EmptyState title="Nobody outside was told">Treatment, payment and operations are not part of this account.</EmptyState>
      )}
      {data.silent.length > 0 ? <Rows title="Not to be told to the patient yet" rows={data.silent} /> : null}
      {mayAdd ? <Add patientId={patientId} /> : null}
    </>
  );
}

interface DisclosuresProps {
  readonly patient: string | undefined;
  onPatient(patient: string | undefined): void;
}

/** Who outside was told what of a patient in six years, as the patient may ask (45 CFR 164.528). */
export function Disclosures({ patient, onPatient }: DisclosuresProps): ReactElement {
  const [draft, setDraft] = useState(patient ?? '');
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    onPatient(draft.replace(/^patient:/, '') || undefined);
  };
  return (
    <section className="block" aria-label="Disclosures">
      <form className="setup-row" onSubmit={onSubmit} aria-label="Choose a patient">
        <TextInput
          style={{ flex: '2 1 260px' }}
          label="Patient"
          placeholder="patient:…, as the record names them"
          required
          value={draft}
          onChange={(event) => setDraft(event.currentTarget.value.trim())}
        />
        <Button type="submit">Show</Button>
      </form>
      {patient ? <Account key={patient} patientId={patient} /> : null}
    </section>
  );
}
