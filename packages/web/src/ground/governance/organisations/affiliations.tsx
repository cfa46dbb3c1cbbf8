import { personRoles, roles } from '@claimwright/core/ground/governance';
import type { AffiliationView } from '@claimwright/server/api';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useAct, useAsk } from '../../../app/queries.ts';
import { formatDay } from '../../../ui/format.ts';
import { ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { Status } from '../../../ui/status.tsx';
import { roleTitle } from './words.ts';

const isNumber = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const titles = (of: readonly string[]): string => of.map(roleTitle).join(', ');

/** Which organisation this practice lets in, and as what. The practice ends it whenever it wants. */
export function Affiliations({ mayChange }: { readonly mayChange: boolean }): ReactElement {
  const { data, error, refetch } = useAsk('ground/governance/organisations/affiliations', {});
  const leave = useAct('ground/governance/organisations/leave');
  const [ending, setEnding] = useState<AffiliationView | undefined>(undefined);
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton lines={5} />;
  const onEnd = async (because: string) => {
    if (ending && (await leave.run({ organisation: ending.organisation, because }))) setEnding(undefined);
  };
  return (
    <>
      <section className="block" aria-label="Organisations let in">
        <h2>Organisations let in</h2>
        {data.rows.length === 0 ? (
          <p className="dim">None. This practice stands by itself, and nobody outside of it sees anything of it.</p>
        ) : (
          <div className="ledger-scroll">
            <table className="ledger">
              <thead>
                <tr>
                  <th scope="col">Organisation</th>
                  <th scope="col">Its people work here as</th>
                  <th scope="col">Since</th>
                  <th scope="col">Until</th>
                </tr>
              </thead>
              <tbody>
                {data.rows.map((row) => (
                  <tr key={`${row.organisation}${row.since}`}>
                    <th scope="row">{row.name}</th>
                    <td>{titles(row.roles)}</td>
                    <td>{formatDay(row.since)}</td>
                    <td>
                      {row.endedAt ? (
                        <Status tone="quiet">{`Ended ${formatDay(row.endedAt)}`}</Status>
                      ) : mayChange ? (
                        <Button size="compact-xs" variant="default" onClick={() => setEnding(row)}>
                          End it<span className="sr-only">: {row.name}</span>
                        </Button>
                      ) : (
                        'open'
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
      {mayChange ? <LetIn /> : <p className="dim page-note">The office manager lets an organisation in and ends it.</p>}
      <ReasonDialog
        title={`End that ${ending?.name ?? 'the organisation'} is let in`}
        opened={ending !== undefined}
        verb="End it"
        reason=""
        busy={leave.busy}
        error={leave.error}
        onClose={() => setEnding(undefined)}
        onDone={(because) => void onEnd(because)}
      >
        <p>Its people are out at once. What they did stays on this practice’s record, and what they set stays set.</p>
      </ReasonDialog>
    </>
  );
}

function LetIn(): ReactElement {
  const join = useAct('ground/governance/organisations/join');
  const [number, setNumber] = useState('');
  const [chosen, setChosen] = useState<string[]>(['operations-lead']);
  const [told, setTold] = useState('');
  const wrong = number !== '' && !isNumber.test(number.trim());
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    setTold('');
    const done = await join.run({ organisation: number.trim(), roles: chosen });
    if (!done) return;
    setNumber('');
    setTold(done.name === undefined ? 'It waits for a second person, under Approvals.' : `${done.name} is let in.`);
  };
  return (
    <section className="block" aria-label="Let an organisation in">
      <h2>Let an organisation in</h2>
      <p className="dim">
        Its people then see this practice and work in it, as far as the roles say that you tick: whoever holds one of them over there holds
        it here. Each thing they do stands on this practice’s record under their own name.
      </p>
      <form className="dialog" onSubmit={(event) => void onSubmit(event)}>
        <TextInput
          label="Number of the organisation"
          description="Whoever leads it tells it to you"
          required
          value={number}
          error={wrong ? 'A number such as 0190a1b2-0000-7000-8000-000000000000: thirty-two letters and figures, with dashes.' : undefined}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
        <Checkbox.Group label="Its people work here as" value={chosen} onChange={setChosen}>
          <div className="role-list ticks">
            {personRoles.map((role) => (
              <Checkbox key={role} value={role} label={roles[role].title} size="xs" />
            ))}
          </div>
        </Checkbox.Group>
        <div className="dialog-actions">
          <Button type="submit" loading={join.busy} disabled={wrong || number === '' || chosen.length === 0}>
            Let it in
          </Button>
        </div>
      </form>
      {told ? <p role="status">{told}</p> : null}
      {join.error ? <ErrorNote error={join.error} /> : null}
    </section>
  );
}
