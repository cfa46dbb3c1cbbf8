import type { LadderView } from '@claimwright/server/api';
import type { ReactElement } from 'react';
import { useAsk } from '../../app/queries.ts';
import { sentence } from '../../ui/format.ts';
import { ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { Shape, Status } from '../../ui/status.tsx';
import { AskPayer } from './ask-payer.tsx';
import { PayerNumbers } from './payer-numbers.tsx';
import { ReportsOnClaim } from './report-files.tsx';
import { eventAt, eventWords, toldOn } from './words.ts';

type Causes = NonNullable<LadderView['ladder']['rejection']>['causes'];

/** Why something came back, and what to do, cause by cause. */
export function CauseList({ causes }: { readonly causes: Causes }): ReactElement {
  return (
    <ul className="work-list">
      {causes.map((cause) => (
        <li className="work-item" key={`${cause.code} ${cause.line ?? ''}`}>
          <Shape tone="stop" />
          <div>
            <p className="work-says">{cause.says}</p>
            <p>
              <strong>Next:</strong> {cause.fix}
            </p>
            <p className="small dim">
              <span className="mono">{cause.code}</span>
              {cause.line === undefined || cause.line === '' ? null : ` at line ${cause.line}`}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Steps at which its payer can be asked. */
const asks = ['sent', 'received', 'accepted by the clearinghouse', 'accepted by the payer'] as const;

/** How far a claim has come, what happened on the way, and the proof that it was filed. */
export function ClaimLadder({ draftId }: { readonly draftId: string }): ReactElement {
  const { data, error, refetch } = useAsk('revenue/submission/ladder', { draftId });
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton lines={4} />;
  const { ladder, events } = data;
  const { rejection, filed } = ladder;
  return (
    <>
      <section className="block" aria-label="The way of this claim">
        <h2>The way of this claim</h2>
        <p>
          <Status tone={rejection ? 'stop' : ladder.step === 'accepted by the payer' || ladder.step === 'adjudicated' ? 'good' : 'wait'}>
            {rejection ? `Rejected by the ${rejection.by}` : sentence(ladder.step)}
          </Status>
        </p>
        {rejection ? <CauseList causes={rejection.causes} /> : null}
        <p>
          {filed
            ? `Filed: the payer had it on ${toldOn(filed.on)}${filed.payerControlNumber ? `, as ${filed.payerControlNumber}` : ''}. That is the proof of timely filing.`
            : events.some(({ kind }) => kind === 'sent')
              ? 'Nothing proves yet that the payer has it: an accepted file does not.'
              : 'It was not sent yet.'}
        </p>
        {ladder.numbers !== undefined && ladder.payerControlNumber !== undefined ? <PayerNumbers draftId={draftId} /> : null}
        <ol className="timeline">
          {events.map((event) => (
            <li key={`${eventWords(event)} ${eventAt(event)}`}>
              <span>{eventWords(event)}</span> <span className="dim small">{eventAt(event)}</span>
            </li>
          ))}
        </ol>
        {ladder.remarks.length > 0 && !rejection ? <CauseList causes={ladder.remarks} /> : null}
        {asks.some((step) => step === ladder.step) && !rejection ? <AskPayer about={{ draftIds: [draftId] }} /> : null}
      </section>
      <ReportsOnClaim draftId={draftId} />
    </>
  );
}
