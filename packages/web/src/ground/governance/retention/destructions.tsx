import { type RetentionClass, retentionClasses, retentionClassNames, retentionOf } from '@claimwright/core/ground/governance';
import type { DestructionView } from '@claimwright/server/api';
import { Button, Modal, Select } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useAct, useAsk } from '../../../app/queries.ts';
import { useMay, useMe } from '../../../app/session.ts';
import { formatCount, formatDate, formatInstant } from '../../../ui/format.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { Status } from '../../../ui/status.tsx';

const choices = retentionClassNames.flatMap((name) =>
  retentionOf(name).destroys ? [{ value: name, label: retentionClasses[name].holds }] : [],
);

function Propose(): ReactElement {
  const [of, setOf] = useState<RetentionClass | null>(null);
  const propose = useAct('ground/governance/retention/propose-destruction');
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (of) void propose.run({ class: of });
  };
  return (
    <form className="setup-row" onSubmit={onSubmit} aria-label="Propose a destruction">
      <Select
        label="What"
        placeholder="Choose what"
        style={{ flex: '2 1 260px' }}
        data={choices}
        value={of}
        onChange={(value) => setOf(value as RetentionClass | null)}
        required
      />
      <Button type="submit" loading={propose.busy} disabled={!of}>
        Propose to destroy what is over its time
      </Button>
      {propose.error ? <ErrorNote error={propose.error} /> : null}
    </form>
  );
}

function Approve({ row, onClose }: { readonly row: DestructionView; onClose(): void }): ReactElement {
  const approve = useAct('ground/governance/retention/approve-destruction');
  const go = async () => {
    if (await approve.run({ destructionId: row.id })) onClose();
  };
  return (
    <Modal opened onClose={onClose} title="Destroy for good" closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className="dialog">
        <p>
          {formatCount(row.items)} of “{row.holds}” from before {formatDate(row.before)}. {retentionOf(row.class).destroys}
        </p>
        <p>
          <strong>This cannot be undone.</strong> A backup that was made before still holds them.
        </p>
        {approve.error ? <ErrorNote error={approve.error} /> : null}
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button color="red" loading={approve.busy} onClick={() => void go()}>
            Destroy
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function certificateLink({ id, certificate }: DestructionView): ReactElement | null {
  if (!certificate) return null;
  const href = `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(certificate))}`;
  return (
    <a href={href} download={`certificate-${id}.json`}>
      Certificate
    </a>
  );
}

function State({ row, onApprove }: { readonly row: DestructionView; onApprove(): void }): ReactElement {
  const may = useMay('destruction.approve');
  const { user } = useMe();
  if (row.state === 'done')
    return (
      <>
        <Status tone="quiet">
          Destroyed {formatInstant(row.decidedAt)}, {row.decider}
        </Status>{' '}
        {certificateLink(row)}
      </>
    );
  if (row.state === 'declined') return <Status tone="quiet">Declined by {row.decider}</Status>;
  return (
    <>
      <Status tone="work">Waits for approval</Status>{' '}
      {may && row.proposedBy !== user.id ? (
        <Button variant="default" size="compact-xs" onClick={onApprove}>
          Approve
        </Button>
      ) : (
        <span className="dim small">by somebody else</span>
      )}
    </>
  );
}

/** What was proposed to be destroyed, by whom, and with which certificate it was. */
export function Destructions(): ReactElement {
  const { data, error } = useAsk('ground/governance/retention/destructions', {});
  const may = useMay('retention.set');
  const [approving, setApproving] = useState<DestructionView | undefined>(undefined);
  if (error) return <ErrorNote error={error} />;
  if (!data) return <Skeleton lines={6} />;
  return (
    <section className="block" aria-label="Destruction">
      <p className="dim">
        One proposes, another approves. What is held is left out. The record and the ledger are only added to, and stay: they name no
        patient.
      </p>
      {may ? <Propose /> : null}
      {data.rows.length === 0 ? (
        <EmptyState title="Nothing was destroyed">When something is over its time, it can be proposed here.</EmptyState>
      ) : (
        <table className="ledger">
          <caption className="sr-only">Destruction</caption>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Before</th>
              <th scope="col" data-end>
                How many
              </th>
              <th scope="col">Proposed</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">{row.holds}</th>
                <td>{formatDate(row.before)}</td>
                <td data-end>{formatCount(row.items)}</td>
                <td>
                  {formatInstant(row.proposedAt)}, {row.proposer}
                </td>
                <td>
                  <State row={row} onApprove={() => setApproving(row)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {approving ? <Approve row={approving} onClose={() => setApproving(undefined)} /> : null}
    </section>
  );
}
