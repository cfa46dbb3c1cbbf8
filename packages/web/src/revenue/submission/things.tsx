import type { SubmissionWorkView, TonightRow } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { ClaimProposals } from '../../app/claim-proposals.tsx';
import { useCommands } from '../../app/commands.tsx';
import { Light } from '../../app/light.tsx';
import { useAct } from '../../app/queries.ts';
import { useMay } from '../../app/session.ts';
import { Facts } from '../../ui/facts.tsx';
import { formatDate, formatInstant, plural } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { ErrorNote, KeyHint } from '../../ui/notes.tsx';
import { AskPayer } from './ask-payer.tsx';
import { CloseByHand } from './close-by-hand.tsx';
import { ClaimFindings } from './found.tsx';
import { CauseList, ClaimLadder } from './ladder.tsx';
import { MapStatus } from './map-status.tsx';
import { PayerNumbers } from './payer-numbers.tsx';
import { rankWords, workWords } from './words.ts';

/** As an original, or in place of one that the payer has. */
const sentAs = (frequency: string): string =>
  frequency === '7' ? 'Corrected claim (7)' : frequency === '8' ? 'Void (8)' : frequency === '1' ? 'Original (1)' : frequency;

/** What only the way of the claim tells: it was taken after somebody took it up again. */
function Held({ row }: { readonly row: TonightRow }): ReactElement | null {
  const late = row.remarks.find(({ code }) => code === 'submission.taken-after-all');
  const may = useMay('submissions.prepare');
  if (!late) return null;
  return (
    <section className="block" aria-label="Taken after all">
      <p className="work-says">{late.says}</p>
      <p>{late.fix}</p>
      {may ? <KeepSending draftId={row.draftId} onDone={() => undefined} /> : null}
    </section>
  );
}

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
            <Light light={row.light} byUs={row.byUs} />
          </div>
        </div>
      </header>
      <div className="block">
        <Facts
          facts={[
            {
              name: 'Form',
              value: (
                <Link to="/claims" search={{ view: 'out', draft: row.draftId }}>
                  {row.kind}: form, segments, versions
                </Link>
              ),
            },
            { name: 'Sent as', value: `${sentAs(row.frequency)}, ${rankWords[row.sentAs].toLowerCase()}` },
            { name: 'Provider', value: row.provider },
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
      {row.byUs ? (
        <>
          <Held row={row} />
          <ClaimFindings draftId={row.draftId} />
        </>
      ) : (
        <section className="block">
          <p>The practice has not begun with this payer here: its claims go as they did before, and are not scrubbed here.</p>
        </section>
      )}
      <ClaimProposals draftId={row.draftId} />
      <ClaimLadder draftId={row.draftId} />
    </>
  );
}

/** What a person says is done; all else closes by an answer. */
const closable: readonly SubmissionWorkView['kind'][] = ['late', 'paper', 'unplaced'];

function KeepSending({ draftId, onDone }: { readonly draftId: string; onDone(): void }): ReactElement {
  const keep = useAct('revenue/submission/keep-sending');
  const run = async () => {
    if (await keep.run({ draftId })) onDone();
  };
  return (
    <>
      <Button loading={keep.busy} onClick={() => void run()}>
        Let the first sending stand
      </Button>
      {keep.error ? <ErrorNote error={keep.error} /> : null}
    </>
  );
}

/** After whoever answers was made known. */
function PlaceAgain({ documentId }: { readonly documentId: string }): ReactElement {
  const place = useAct('revenue/submission/place-again');
  return (
    <>
      <Button variant="default" loading={place.busy} onClick={() => void place.run({ documentId })}>
        Place it again
      </Button>{' '}
      {place.error ? <ErrorNote error={place.error} /> : null}
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
              name: 'Claim',
              value: draftId ? (
                <Link to="/claims" search={{ view: 'out', draft: draftId }}>
                  Form, segments, versions
                </Link>
              ) : undefined,
            },
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
        {draftId === undefined || row.kind !== 'rejected' ? <CauseList causes={row.causes} /> : null}
        {row.kind === 'no-route' && row.payerId !== undefined ? (
          <p>
            <Link to="/send" search={{ view: 'routes', one: row.payerId }}>
              Say by whom claims to {row.payerName} leave
            </Link>
          </p>
        ) : null}
        {row.kind === 'number' && draftId !== undefined ? <PayerNumbers draftId={draftId} /> : null}
        {row.kind === 'unmapped' ? <MapStatus row={row} onMapped={onReopened} /> : null}
        {row.kind === 'silent' && row.batchId !== undefined ? <AskPayer about={{ batchId: row.batchId }} /> : null}
        {row.kind === 'late' && draftId !== undefined ? <KeepSending draftId={draftId} onDone={onReopened} /> : null}
        {row.kind === 'unplaced' && row.documentId !== undefined && may ? <PlaceAgain documentId={row.documentId} /> : null}
        {closable.includes(row.kind) ? <CloseByHand row={row} onClosed={onReopened} /> : null}
      </div>
      {draftId === undefined ? null : <ClaimLadder draftId={draftId} />}
    </>
  );
}
