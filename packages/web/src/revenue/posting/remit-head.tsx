import type { RemitView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { Answers } from '../../ui/facts.tsx';
import { formatDate, formatInstant, formatMoney, plural } from '../../ui/format.ts';
import { MachineSign } from '../../ui/machine-mark.tsx';
import { Money } from '../../ui/money.tsx';
import { KeyHint } from '../../ui/notes.tsx';
import { SourceFigure, sourceOf } from '../../ui/source-figure.tsx';
import { Status } from '../../ui/status.tsx';
import { depositSaid, ifNothingIsDone, remitStates } from './words.ts';

/** What a person may do to the remit, as buttons and keys alike. */
export interface RemitDeeds {
  post(): void;
  undo(): void;
  notOurs(): void;
  ours(): void;
  ownPayment(): void;
}

const methods: { readonly [method: string]: string } = { ACH: 'ACH', CHK: 'check', NON: 'no payment', FWT: 'wire', BOP: "payer's choice" };

function Unexplained({ remit }: { readonly remit: RemitView }): ReactElement {
  const { unexplained } = remit.totals;
  const even = unexplained === 0;
  return (
    <Status tone={even ? 'good' : 'stop'} title="Paid, less applied, less unapplied, plus provider adjustments">
      {formatMoney(unexplained)} unexplained
    </Status>
  );
}

function Actions({ remit, deeds }: { readonly remit: RemitView; readonly deeds: RemitDeeds }): ReactElement {
  const { can } = remit;
  return (
    <div className="actions">
      {can.post ? (
        <Button onClick={deeds.post}>
          Accept all clean <KeyHint keys="a" />
        </Button>
      ) : null}
      {can.undo ? (
        <Button variant="default" onClick={deeds.undo}>
          Undo posting <KeyHint keys="u" />
        </Button>
      ) : null}
      {can.ours ? (
        <Button variant="default" onClick={deeds.ours}>
          {remit.state === 'not-ours' ? 'Take back as ours' : 'It is ours'}
        </Button>
      ) : null}
      {can.ownPayment ? (
        <Button variant="default" onClick={deeds.ownPayment}>
          It is a payment of its own
        </Button>
      ) : null}
      {can.notOurs ? (
        <Button variant="default" onClick={deeds.notOurs}>
          Not ours
        </Button>
      ) : null}
    </div>
  );
}

function Decided({ remit }: { readonly remit: RemitView }): ReactElement {
  const last = remit.history.at(-1);
  if (!last) return <>Nobody has decided anything yet.</>;
  return (
    <>
      {last.machine ? <MachineSign /> : null} {last.says} by {last.by}, {formatInstant(last.at)}.
    </>
  );
}

/** Paid = applied + unapplied + what was moved outside of claims, as an equation that stands or does not. */
function Equation({ remit }: { readonly remit: RemitView }): ReactElement {
  const { totals } = remit;
  const terms = [
    { sign: '', name: 'paid', amount: totals.paid },
    { sign: '=', name: 'applied to claims', amount: totals.applied },
    { sign: '+', name: 'unapplied', amount: totals.unapplied },
    { sign: '+', name: 'provider adjustments', amount: -totals.providerAdjustments },
  ];
  return (
    <p className="equation">
      {terms.map((term) => (
        <span key={term.name}>
          {term.sign ? <span className="sign">{term.sign === '+' && term.amount < 0 ? '\u2212' : term.sign} </span> : null}
          <Money amount={term.sign === '+' ? Math.abs(term.amount) : term.amount} strong /> <span className="dim">{term.name}</span>
        </span>
      ))}
      <Unexplained remit={remit} />
    </p>
  );
}

/** The four answers for a remit. */
export function RemitAnswers({ remit }: { readonly remit: RemitView }): ReactElement {
  return (
    <Answers
      what={
        <>
          One payment advice for {plural(remit.claims, 'claim')} to {remit.payeeName}, from{' '}
          <Link to="/documents" search={{ document: remit.documentId }}>
            {remit.documentName}
          </Link>
          , set {remit.control}.
        </>
      }
      why={
        <>
          {remit.because} {remit.cannotPostBecause ?? ''}{' '}
          {remit.deposit.depositId ? (
            <Link to="/deposits" search={{ view: 'all', deposit: remit.deposit.depositId }}>
              {remit.deposit.state === 'tied' ? 'Show its deposit' : 'Go to its deposit'}
            </Link>
          ) : null}{' '}
          {remit.nearDuplicateOf ? (
            <Link to="/post-era" search={{ view: 'all', remit: remit.nearDuplicateOf }}>
              Show the other one
            </Link>
          ) : null}
        </>
      }
      otherwise={
        <>
          {ifNothingIsDone(remit)} {remit.deposit.state === 'missing' || remit.deposit.state === 'differs' ? depositSaid(remit).says : ''}
        </>
      }
      decided={<Decided remit={remit} />}
    />
  );
}

export function RemitHead({ remit, deeds }: { readonly remit: RemitView; readonly deeds: RemitDeeds }): ReactElement {
  const said = remitStates[remit.state];
  const deposit = depositSaid(remit);
  return (
    <>
      <header className="thing-head">
        <div className="thing-title">
          <h1>{remit.payerName}</h1>
          <p className="dim">
            Trace <span className="mono">{remit.traceNumber}</span> · {formatDate(remit.paidOn)} · {methods[remit.method] ?? remit.method}
          </p>
          <div className="badges">
            <Status tone={said.tone}>{said.words}</Status>
            <Status tone={deposit.tone} title={deposit.says}>
              Deposit: {deposit.words.toLowerCase()}
            </Status>
            {remit.nearDuplicate ? <Status tone="stop">Near duplicate</Status> : null}
            {remit.balanced ? null : <Status tone="stop">Out of balance</Status>}
          </div>
        </div>
        <div className="thing-sum">
          <span className="dim">Paid</span>
          <SourceFigure label="Paid" amount={remit.paid} strong source={sourceOf(remit.documentId, remit.paidBytes)} />
        </div>
        <Actions remit={remit} deeds={deeds} />
      </header>
      <div className="block">
        <Equation remit={remit} />
      </div>
    </>
  );
}
