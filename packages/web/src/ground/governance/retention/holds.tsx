import { Button, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useAct, useAsk } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';
import { formatInstant } from '../../../ui/format.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { Status } from '../../../ui/status.tsx';

function Place(): ReactElement {
  const [subject, setSubject] = useState('');
  const [matter, setMatter] = useState('');
  const place = useAct('ground/governance/retention/place-hold');
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await place.run({ subject, matter }))) return;
    setSubject('');
    setMatter('');
  };
  return (
    <form className="setup-row" onSubmit={(event) => void onSubmit(event)} aria-label="Place a hold">
      <TextInput
        label="On what"
        placeholder="practice, patient:…, claim:…, document:…"
        required
        value={subject}
        onChange={(event) => setSubject(event.currentTarget.value.trim())}
      />
      <TextInput
        style={{ flex: '4 1 260px' }}
        label="Matter"
        placeholder="The case, as the lawyers call it"
        required
        value={matter}
        onChange={(event) => setMatter(event.currentTarget.value)}
      />
      <Button type="submit" loading={place.busy}>
        Place a hold
      </Button>
      {place.error ? <ErrorNote error={place.error} /> : null}
    </form>
  );
}

/** What must not be destroyed, whatever the schedule says. */
export function Holds(): ReactElement {
  const { data, error } = useAsk('ground/governance/retention/holds', {});
  const may = useMay('retention.set');
  const lift = useAct('ground/governance/retention/lift-hold');
  const [lifting, setLifting] = useState<string | undefined>(undefined);
  if (error) return <ErrorNote error={error} />;
  if (!data) return <Skeleton lines={6} />;
  const onLift = async (reason: string) => {
    if (lifting !== undefined && (await lift.run({ holdId: lifting, reason }))) setLifting(undefined);
  };
  return (
    <section className="block" aria-label="Legal holds">
      <p className="dim">
        A hold on a patient covers their claims, the remits that answered them and the files that they came in; one on the practice covers
        everything.
      </p>
      {may ? <Place /> : null}
      {data.rows.length === 0 ? (
        <EmptyState title="Nothing is held">When a suit or an audit is to be expected, place a hold before anything else.</EmptyState>
      ) : (
        <table className="ledger">
          <caption className="sr-only">Legal holds</caption>
          <thead>
            <tr>
              <th scope="col">On</th>
              <th scope="col">Matter</th>
              <th scope="col">Placed</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => (
              <tr key={row.id}>
                <th scope="row" className="mono">
                  {row.subject}
                </th>
                <td>{row.matter}</td>
                <td>
                  {formatInstant(row.placedAt)}, {row.placedBy}
                </td>
                <td>
                  {row.liftedAt ? (
                    <Status tone="quiet">
                      Lifted {formatInstant(row.liftedAt)}, {row.liftedBy}
                    </Status>
                  ) : (
                    <>
                      <Status tone="work">Holds</Status>{' '}
                      {may ? (
                        <Button variant="default" size="compact-xs" onClick={() => setLifting(row.id)}>
                          Lift
                        </Button>
                      ) : null}
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <ReasonDialog
        title="Lift the hold"
        verb="Lift"
        reason=""
        opened={lifting !== undefined}
        busy={lift.busy}
        error={lift.error}
        onClose={() => setLifting(undefined)}
        onDone={(reason) => void onLift(reason)}
      />
    </section>
  );
}
