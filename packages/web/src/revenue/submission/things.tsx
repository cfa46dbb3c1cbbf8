import type { SubmissionWorkView, TonightRow } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { ClaimProposals } from '../../app/claim-proposals.tsx';
import { useCommands } from '../../app/commands.tsx';
import { useAct } from '../../app/queries.ts';
import { RuleLink } from '../../app/rule-link.tsx';
import { useMay } from '../../app/session.ts';
import { Facts } from '../../ui/facts.tsx';
import { formatDate, formatInstant, plural } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { ErrorNote, KeyHint } from '../../ui/notes.tsx';
import { Shape, Status } from '../../ui/status.tsx';
import { CauseList, ClaimLadder } from './ladder.tsx';
import { lightTones, lightWords, workWords } from './words.ts';

const remarkTones = { error: 'stop', warning: 'work', info: 'wait' } as const;

/** A claim of tonight: what is found of it, and the way that it has come. */
export function TonightClaim({ row }: { readonly row: TonightRow }): ReactElement {
  return (
    <>
      <header className="thing-head">
        <div className="thing-title">
          <h1>{row.patientName}</h1>
          <p>
            {row.payerName}, <span className="mono">{row.patientControlNumber}</span>
          </p>
          <div className="badges">
            <Status tone={lightTones[row.light]}>{lightWords[row.light]}</Status>
          </div>
        </div>
      </header>
      <div className="block">
        <Facts
          facts={[
            { name: 'Kind', value: row.kind },
            { name: 'Served', value: formatDate(row.servedFrom) },
            { name: 'Billed', value: <Money amount={row.billed} /> },
            {
              name: 'Batch',
              value: row.batchId ? (
                <Link to="/send" search={{ view: 'batches', one: row.batchId }}>
                  Waits for approval
                </Link>
              ) : undefined,
            },
          ]}
        />
      </div>
      <section className="block">
        <h2>What is found of it</h2>
        {row.remarks.length === 0 ? <p className="dim">Nothing holds it.</p> : null}
        <ul className="work-list">
          {row.remarks.map((remark) => (
            <li className="work-item" key={`${remark.code} ${remark.says}`}>
              <Shape tone={remarkTones[remark.severity]} />
              <div>
                <p className="work-says">{remark.says}</p>
                {remark.fix ? (
                  <p>
                    <strong>Next:</strong> {remark.fix}
                  </p>
                ) : null}
                <RuleLink code={remark.code} />
              </div>
            </li>
          ))}
        </ul>
      </section>
      <ClaimProposals draftId={row.draftId} />
      <ClaimLadder draftId={row.draftId} />
    </>
  );
}

/** What came back, or did not: the cause, what to do, and the claim that it is about. */
export function SubmissionWork({ row, onReopened }: { readonly row: SubmissionWorkView; onReopened(): void }): ReactElement {
  const may = useMay('submissions.prepare');
  const reopen = useAct('revenue/submission/reopen');
  const { draftId } = row;
  const can = may && row.kind === 'rejected' && draftId !== undefined;
  const run = async () => {
    if (draftId !== undefined && (await reopen.run({ draftId }))) onReopened();
  };
  useCommands([
    {
      id: 'reopen',
      label: 'Take this claim up again',
      group: 'This work',
      keys: 's',
      run: () => void run(),
      not: can ? undefined : 'Only a rejected claim is taken up again.',
    },
  ]);
  return (
    <>
      <header className="thing-head">
        <div className="thing-title">
          <h1>{workWords[row.kind]}</h1>
          <p>
            {row.payerName}{' '}
            {row.patientControlNumber ? <span className="mono">{row.patientControlNumber}</span> : plural(row.claims, 'claim')}
          </p>
        </div>
        {can ? (
          <div className="actions">
            <Button loading={reopen.busy} onClick={() => void run()}>
              Take it up again <KeyHint keys="s" />
            </Button>
          </div>
        ) : null}
      </header>
      {reopen.error ? <ErrorNote error={reopen.error} /> : null}
      <div className="block">
        <Facts
          facts={[
            { name: 'Since', value: formatInstant(row.openedAt) },
            {
              name: 'Batch',
              value: row.batchId ? (
                <Link to="/send" search={{ view: 'batches', one: row.batchId }}>
                  Look at the batch
                </Link>
              ) : undefined,
            },
          ]}
        />
        {draftId === undefined || row.kind === 'stuck' ? <CauseList causes={row.causes} /> : null}
      </div>
      {draftId === undefined ? null : <ClaimLadder draftId={draftId} />}
    </>
  );
}
