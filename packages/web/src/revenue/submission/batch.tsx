import type { BatchReport } from '@claimwright/server/api';
import { Button, Modal } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { BatchReportFiles } from '../../app/batch-report-files.tsx';
import { useCommands } from '../../app/commands.tsx';
import { Light } from '../../app/light.tsx';
import { useAct, useAsk } from '../../app/queries.ts';
import { useMay } from '../../app/session.ts';
import { Facts } from '../../ui/facts.tsx';
import { formatDate, formatInstant, formatMoney, plural } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { ErrorNote, KeyHint, Skeleton } from '../../ui/notes.tsx';
import { Status } from '../../ui/status.tsx';
import { ByMail } from './by-mail.tsx';
import { batchTones, batchWords, frequencyWords, questionWords, rankWords, stepWords } from './words.ts';

const totalsOf = ({ totals }: BatchReport): string => `${plural(totals.claims, 'claim')} for ${formatMoney(totals.billed)}`;

/** How many of its claims stand at which step, the lowest first. */
function Progress({ steps }: BatchReport['batch']): ReactElement {
  const told = stepWords.flatMap(([status, words]) => ((steps[status] ?? 0) > 0 ? [{ words, count: steps[status] ?? 0, status }] : []));
  return (
    <div className="badges">
      {told.map(({ words, count, status }) => (
        <span key={status}>
          <Status tone={status === 'rejected' ? 'stop' : status === 'accepted-by-payer' || status === 'adjudicated' ? 'good' : 'wait'}>
            {count} {words}
          </Status>
        </span>
      ))}
    </div>
  );
}

/** What they should bring, and of how many lines that is not known. */
function Expected({ totals: { expected } }: Pick<BatchReport, 'totals'>): ReactElement | null {
  if (expected === undefined) return null;
  const { allowed, payer, patient, lines, allowedUnknown, sharesUnknown } = expected;
  if (sharesUnknown === lines)
    return allowedUnknown === lines ? null : (
      <p className="small">
        Allowed by contract <Money amount={allowed} />; who bears it is known of no line.
      </p>
    );
  return (
    <p className="small">
      Expected of the payer <Money amount={payer} />, of patients <Money amount={patient} />
      {sharesUnknown === 0 ? '.' : `, without ${sharesUnknown} of ${plural(lines, 'line')} of which it is not known.`}
    </p>
  );
}

function ClaimsOf({ claims, totals }: BatchReport): ReactElement {
  return (
    <section className="block">
      <h2>Its claims</h2>
      <div className="ledger-scroll">
        <table className="ledger">
          <thead>
            <tr>
              <th>State</th>
              <th>Sent as</th>
              <th>Patient</th>
              <th>Account</th>
              <th>Provider</th>
              <th className="if-room">Served</th>
              <th className="money">Billed</th>
            </tr>
          </thead>
          <tbody>
            {claims.map((claim) => (
              <tr key={claim.draftId}>
                <td>
                  <Light light={claim.light} title={claim.remarks.map(({ says }) => says).join(' ')} />
                </td>
                <td>
                  <Status tone={claim.frequency === '1' ? 'quiet' : 'work'}>{frequencyWords[claim.frequency] ?? claim.frequency}</Status>{' '}
                  <span className="dim small">{rankWords[claim.sentAs]}</span>
                </td>
                <td>
                  <Link to="/claims" search={{ view: 'out', draft: claim.draftId }}>
                    {claim.patientName}
                  </Link>
                </td>
                <td className="mono">{claim.patientControlNumber}</td>
                <td>{claim.provider}</td>
                <td className="if-room">{formatDate(claim.servedFrom)}</td>
                <td className="money">
                  <Money amount={claim.billed} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {totals.claims > claims.length ? (
        <p className="dim">{totals.claims - claims.length} more are not shown; those that need a look come first.</p>
      ) : null}
    </section>
  );
}

/** A batch: what is in it, who lets it go, and how far its claims have come. */
export function Batch({ batchId, onDropped }: { readonly batchId: string; onDropped(): void }): ReactElement {
  const { data, error, refetch } = useAsk('revenue/submission/batch', { batchId });
  const [asking, setAsking] = useState(false);
  const may = useMay('submissions.approve');
  const approve = useAct('revenue/submission/approve-batch');
  const drop = useAct('revenue/submission/drop-batch');
  const again = useAct('revenue/submission/send-again');
  const waits = data?.batch.state === 'prepared';
  const stuck = data?.batch.trouble !== undefined && (data.batch.state === 'approved' || data.batch.state === 'staged');
  const not = may ? undefined : 'Your role may not send claims.';
  const run = async () => {
    if (data && (await approve.run({ batchId, sha256: data.batch.sha256 }))) setAsking(false);
  };
  const dropIt = async () => {
    if (await drop.run({ batchId })) onDropped();
  };
  const group = 'This batch';
  useCommands([
    {
      id: 'approve',
      label: 'Approve and send',
      group,
      keys: 's',
      run: () => setAsking(true),
      not: not ?? (waits ? undefined : 'It does not wait for approval.'),
    },
    { id: 'drop', label: 'Drop this batch', group, keys: 'r', run: () => void dropIt(), not: waits ? undefined : 'It is on its way.' },
  ]);
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton />;
  const { batch } = data;
  const question = batch.purpose === 'status';
  return (
    <>
      <header className="thing-head">
        <div className="thing-title">
          <h1>
            {question ? `Question about ${plural(batch.claims, 'claim')}` : totalsOf(data)} to {batch.payerName}
          </h1>
          <p>
            {batch.clearinghouse}, <span className="mono">{batch.reference}</span>
          </p>
          {question ? null : <Expected totals={data.totals} />}
          <div className="badges">
            <Status tone={batchTones[batch.state]}>{question ? questionWords[batch.state] : batchWords[batch.state]}</Status>
          </div>
        </div>
        <div className="actions">
          {waits && may ? (
            <Button onClick={() => setAsking(true)}>
              Approve and send <KeyHint keys="s" />
            </Button>
          ) : null}
          {waits ? (
            <Button variant="default" loading={drop.busy} onClick={() => void dropIt()}>
              Drop <KeyHint keys="r" />
            </Button>
          ) : null}
          {batch.byMail && !question ? <ByMail batch={batch} /> : null}
          {stuck && may ? (
            <Button loading={again.busy} onClick={() => void again.run({ batchId })}>
              Try again
            </Button>
          ) : null}
        </div>
      </header>
      {[approve, drop, again].map((one, i) => (one.error && !asking ? <ErrorNote key={String(i)} error={one.error} /> : null))}
      <div className="block">
        <Facts
          facts={[
            { name: 'Made ready', value: formatInstant(batch.preparedAt) },
            { name: 'Approved by', value: batch.approvedBy },
            { name: 'Approved', value: batch.approvedAt ? formatInstant(batch.approvedAt) : undefined },
            { name: 'Sent', value: batch.sentAt ? formatInstant(batch.sentAt) : undefined },
          ]}
        />
        <Progress {...batch} />
      </div>
      {question ? (
        <div className="block">
          <p>
            The payer is asked how claims stand that were sent to it and that it has not spoken of (276). Its answer climbs each claim’s
            ladder.
          </p>
        </div>
      ) : (
        <>
          <div className="block">
            <BatchReportFiles batchId={batch.id} reference={batch.reference} />
          </div>
          <ClaimsOf {...data} />
        </>
      )}
      <Modal opened={asking} onClose={() => setAsking(false)} title="Approve this batch" closeButtonProps={{ 'aria-label': 'Close' }}>
        <div className="dialog">
          <p>
            <strong>{question ? `A question about ${plural(batch.claims, 'claim')}` : totalsOf(data)}</strong>{' '}
            {question ? 'leaves' : 'leave'} for {batch.payerName} by {batch.clearinghouse}, under your name.
          </p>
          {question ? null : (
            <p>
              {data.totals.green} ready, {data.totals.yellow} to look at, {data.totals.red} held.
            </p>
          )}
          {question ? null : <Expected totals={data.totals} />}
          {approve.error ? <ErrorNote error={approve.error} /> : null}
          <div className="actions">
            <Button data-autofocus loading={approve.busy} onClick={() => void run()}>
              {question ? 'Ask the payer' : `Send ${plural(data.totals.claims, 'claim')}`}
            </Button>
            <Button variant="default" onClick={() => setAsking(false)}>
              Not now
            </Button>
          </div>
        </div>
      </Modal>
    </>
  );
}
