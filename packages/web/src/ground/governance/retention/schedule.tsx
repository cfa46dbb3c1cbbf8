import type { ScheduleRow } from '@claimwright/server/api';
import { Button, NumberInput, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useAct, useAsk } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';
import { formatDate, plural } from '../../../ui/format.ts';
import { ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { Status } from '../../../ui/status.tsx';

function SetRule({ row, onDone }: { readonly row: ScheduleRow; onDone(): void }): ReactElement {
  const [years, setYears] = useState<number | string>(row.years);
  const [basis, setBasis] = useState('');
  const set = useAct('ground/governance/retention/set-rule');
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (await set.run({ class: row.class, years: Number(years), basis })) onDone();
  };
  return (
    <form className="setup-row" onSubmit={(event) => void onSubmit(event)} aria-label={`Set the time for: ${row.holds}`}>
      <NumberInput label="Years" min={row.least} max={100} value={years} onChange={setYears} required />
      <TextInput
        style={{ flex: '4 1 260px' }}
        label="Law or policy that asks for it"
        required
        value={basis}
        onChange={(event) => setBasis(event.currentTarget.value)}
      />
      <Button type="submit" loading={set.busy}>
        Keep
      </Button>
      <Button variant="default" onClick={onDone}>
        Cancel
      </Button>
      {set.error ? <ErrorNote error={set.error} /> : null}
    </form>
  );
}

function Row({ row, may }: { readonly row: ScheduleRow; readonly may: boolean }): ReactElement {
  const [open, setOpen] = useState(false);
  return (
    <>
      <tr>
        <th scope="row">{row.holds}</th>
        <td>
          {plural(row.years, 'year')} {row.setBy ? <Status tone="quiet">Set here</Status> : null}
        </td>
        <td>{row.kept ? 'Kept for good' : formatDate(row.keptFrom)}</td>
        <td>
          {row.basis}
          <div className="dim small">{row.kept ?? row.destroys}</div>
        </td>
        <td>
          {may && !row.kept ? (
            <Button variant="default" size="compact-xs" onClick={() => setOpen(!open)}>
              Set
            </Button>
          ) : null}
        </td>
      </tr>
      {open ? (
        <tr>
          <td colSpan={5}>
            <SetRule row={row} onDone={() => setOpen(false)} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

/** Each class of records with its time and its law. */
export function Schedule(): ReactElement {
  const { data, error } = useAsk('ground/governance/retention/schedule', {});
  const may = useMay('retention.set');
  if (error) return <ErrorNote error={error} />;
  if (!data) return <Skeleton lines={8} />;
  return (
    <section className="block" aria-label="Schedule">
      <p className="dim">
        What is older than its time may be destroyed, when somebody proposes it and somebody else approves. State law may ask for more than
        these defaults, above all for the records of children: set it here.
      </p>
      <table className="ledger">
        <caption className="sr-only">Schedule</caption>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">How long</th>
            <th scope="col">Kept from</th>
            <th scope="col">Why, and what destroying does</th>
            <th scope="col">
              <span className="sr-only">Set</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row) => (
            <Row key={row.class} row={row} may={may} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
