import { type ClaimToSend, filingProof, payerToBill } from '@claimwright/core/revenue/claims';
import type { LadderView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { openPdf } from '../../../app/printing/open-pdf.ts';
import { useAsk } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';
import { formatDate, formatInstant } from '../../../ui/format.ts';
import { ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { RawSegments } from '../../../ui/raw-segments.tsx';
import { Shape, Status, type Tone } from '../../../ui/status.tsx';
import { drawnLadder, type LadderEvent, type Rung } from './rungs.ts';
import { ToldByMail } from './told-by-mail.tsx';

const tones: { readonly [state in Rung['state']]: Tone } = { reached: 'good', here: 'good', ended: 'stop', ahead: 'quiet' };
const byWords = { receiver: 'by whoever takes files in', clearinghouse: 'by the clearinghouse', payer: 'by the payer' } as const;
const whenOf = (event: LadderEvent): string =>
  event.kind === 'answered'
    ? `${formatDate(event.on)}${event.on.length > 10 ? ` ${event.on.slice(11, 16)}` : ''}`
    : formatInstant(event.at);

type Answered = Extract<LadderEvent, { kind: 'answered' }>;

const AnsweredBy = ({ set, verdict, by }: Answered): ReactElement => (
  <>
    <span className="mono">{set}</span> {verdict} {byWords[by]}
  </>
);
/** Of what went by mail: a person said it, and no file. */
const toldWords = ({ by, verdict }: Answered): string =>
  by === 'payer' ? `${verdict} by the payer, as a person was told` : 'as a person said';

/** The file that says so, on demand. */
function Bytes({ documentId }: { readonly documentId: string }): ReactElement {
  const { data, error } = useAsk('ground/intake/bytes', { documentId, from: 0, to: 6000, around: 0 }, { forever: true });
  if (error) return <ErrorNote error={error} />;
  if (!data) return <Skeleton lines={3} />;
  return <RawSegments segments={data.segments.map(({ marked: _, ...segment }) => segment)} shown="" />;
}

function Answer({ event }: { readonly event: LadderEvent }): ReactElement {
  const [shown, setShown] = useState(false);
  const mayFiles = useMay('documents.read');
  const { documentId } = event;
  return (
    <li>
      {event.kind === 'answered' ? <span>{event.set === 'told' ? toldWords(event) : <AnsweredBy {...event} />}</span> : null}{' '}
      <span className="when">{whenOf(event)}</span>{' '}
      {documentId === undefined || !mayFiles ? null : (
        <>
          <button type="button" className="source-link small" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {shown ? 'Hide its bytes' : 'Its bytes'}
          </button>{' '}
          <Link className="small" to="/documents" search={{ document: documentId }}>
            Open the file
          </Link>
          {shown ? <Bytes documentId={documentId} /> : null}
        </>
      )}
    </li>
  );
}

function Causes({ rejection }: { readonly rejection: NonNullable<LadderView['ladder']['rejection']> }): ReactElement {
  return (
    <ul className="work-list">
      {rejection.causes.map((cause) => (
        <li className="work-item" key={`${cause.code} ${cause.line ?? ''}`}>
          <Shape tone="stop" />
          <div>
            <p className="work-says">{cause.says}</p>
            <p>
              <strong>Next:</strong> {cause.fix}
            </p>
            <p className="small dim mono">{cause.code}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** How far a claim has come, drawn as the ladder that it climbs: who said so, when, in which file, and the proof that it was filed. */
export function Way({ draftId, claim }: { readonly draftId: string; readonly claim: ClaimToSend }): ReactElement {
  const { data, error, refetch } = useAsk('revenue/submission/ladder', { draftId });
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton lines={6} />;
  const { filed, rejection } = data.ladder;
  const proof = () => {
    if (filed === undefined) return;
    const { payerName = '', payerId = '' } = payerToBill(claim) ?? {};
    openPdf(filingProof(claim, { ...filed, payer: `${payerName} (${payerId})`, events: data.events.map(wordsOf) }));
  };
  return (
    <section className="block" aria-label="The way of this claim">
      <div className="block-head">
        <h2>The way of this claim</h2>
        {data.byMail ? <ToldByMail draftId={draftId} onTold={() => void refetch()} /> : null}
        {filed === undefined ? null : (
          <Button className="push" size="xs" variant="default" onClick={proof}>
            Proof of timely filing (PDF)
          </Button>
        )}
      </div>
      <ol className="ladder">
        {drawnLadder(data).map(({ words, state, events }) => (
          <li key={words} data-state={state} aria-current={state === 'here' ? 'step' : undefined}>
            <Status tone={tones[state]} plain={state !== 'here' && state !== 'ended'}>
              {state === 'ended' ? `Turned back, before: ${words.toLowerCase()}` : words}
            </Status>
            {state === 'ahead' && events.length === 0 ? null : (
              <ul className="ladder-said">
                {events.map((event) => (
                  <Answer key={wordsOf(event)} event={event} />
                ))}
              </ul>
            )}
            {state === 'ended' && rejection ? <Causes rejection={rejection} /> : null}
          </li>
        ))}
      </ol>
      <p className="small">
        {filed
          ? `Filed: the payer had it on ${formatDate(filed.on)}${filed.payerControlNumber ? `, as ${filed.payerControlNumber}` : ''}.`
          : data.events.some(({ kind }) => kind === 'sent')
            ? data.byMail
              ? 'Nothing proves yet that the payer has it: what becomes of it by mail is told by hand, or by its remit.'
              : 'Nothing proves yet that the payer has it: an accepted file does not.'
            : 'It was not sent yet.'}
      </p>
    </section>
  );
}

const wordsOf = (event: LadderEvent): string =>
  event.kind === 'answered'
    ? `${event.on.replace('T', ' ')}  ${event.set}: ${event.verdict} ${byWords[event.by]}`
    : `${event.at.slice(0, 16).replace('T', ' ')} UTC  ${event.kind}`;
