import type { DepositView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useCommands } from '../../app/commands.tsx';
import { useSurroundings } from '../../app/evidence.tsx';
import { useAct } from '../../app/queries.ts';
import { useMay } from '../../app/session.ts';
import { Answers, Facts } from '../../ui/facts.tsx';
import { formatDate, formatMoney } from '../../ui/format.ts';
import { MachineMark } from '../../ui/machine-mark.tsx';
import { Money } from '../../ui/money.tsx';
import { ErrorNote, KeyHint } from '../../ui/notes.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { SourceFigure, sourceOf } from '../../ui/source-figure.tsx';
import { Status } from '../../ui/status.tsx';
import { TieDialog } from './tie-dialog.tsx';
import { depositStates } from './words.ts';

const certainty = { exact: 'sure', likely: 'likely', differs: 'unsure' } as const;

function Remits({ deposit }: { readonly deposit: DepositView }): ReactElement {
  const sum = deposit.remits.reduce((total, remit) => total + remit.paid, 0);
  return (
    <table className="ledger">
      <caption className="sr-only">Remits of this deposit</caption>
      <thead>
        <tr>
          <th scope="col">Payer</th>
          <th scope="col">Trace</th>
          <th scope="col" className="end">
            Paid by the remit
          </th>
        </tr>
      </thead>
      <tbody>
        {deposit.remits.map((remit) => (
          <tr key={remit.remitId}>
            <td>
              <Link to="/post-era" search={{ view: 'all', remit: remit.remitId }}>
                {remit.payerName}
              </Link>
            </td>
            <td className="mono">{remit.traceNumber}</td>
            <td className="end">
              <Money amount={remit.paid} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Deposit less remits</th>
          <td />
          <td className="end">
            <Money amount={deposit.amount - sum} strong />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

/** One credit of the bank and the remits that it pays. */
export function Deposit({ deposit }: { readonly deposit: DepositView }): ReactElement {
  const may = useMay('deposits.match');
  const [tying, setTying] = useState(false);
  const [untying, setUntying] = useState(false);
  const tie = useAct('ground/bank/tie-deposit');
  const untie = useAct('ground/bank/untie-deposit');
  const said = depositStates[deposit.state];
  const source = sourceOf(deposit.documentId, deposit.bytes);
  useSurroundings(source, 'figure');
  const proposed = deposit.state === 'exact' || deposit.state === 'likely';
  const accept = () => void tie.run({ depositId: deposit.id, remitIds: deposit.remits.map((remit) => remit.remitId) });
  useCommands([
    ...(may && proposed ? [{ id: 'tie', label: 'Tie as proposed', group: 'This deposit', keys: 't', run: accept }] : []),
    ...(may && deposit.state !== 'tied'
      ? [{ id: 'tie-by-hand', label: 'Tie by hand', group: 'This deposit', keys: 'e', run: () => setTying(true) }]
      : []),
    ...(may && deposit.state === 'tied'
      ? [{ id: 'untie', label: 'Untie', group: 'This deposit', keys: 'u', run: () => setUntying(true) }]
      : []),
  ]);
  const done = async (reason: string) => {
    if (await untie.run({ depositId: deposit.id, reason })) setUntying(false);
  };
  return (
    <>
      <header className="thing-head">
        <div className="thing-title">
          <h1>{deposit.originator ?? deposit.description}</h1>
          <p className="dim">
            {formatDate(deposit.postedOn)} · {deposit.kind} · {deposit.account}
          </p>
          <div className="badges">
            <Status tone={said.tone}>{said.words}</Status>
          </div>
        </div>
        <div className="thing-sum">
          <span className="dim">Deposit</span>
          <SourceFigure label="Deposit" amount={deposit.amount} strong source={source} />
        </div>
        {may ? (
          <div className="actions">
            {proposed ? (
              <Button loading={tie.busy} onClick={accept}>
                Tie as proposed <KeyHint keys="t" />
              </Button>
            ) : null}
            {deposit.state === 'tied' ? (
              <Button variant="default" onClick={() => setUntying(true)}>
                Untie <KeyHint keys="u" />
              </Button>
            ) : (
              <Button variant="default" onClick={() => setTying(true)}>
                Tie by hand <KeyHint keys="e" />
              </Button>
            )}
          </div>
        ) : null}
      </header>
      {tie.error ? <ErrorNote error={tie.error} /> : null}
      <div className="block">
        <Answers
          what={
            <>
              {deposit.amount < 0 ? 'A debit' : 'A credit'} of {formatMoney(Math.abs(deposit.amount))} that the bank reports.{' '}
              {deposit.description}
            </>
          }
          why={deposit.because}
          otherwise={
            deposit.amount < 0 && deposit.state === 'alone'
              ? 'Nothing changes for the remits: this is money that left the account, and no remit speaks of it.'
              : said.otherwise
          }
          decided={
            deposit.state === 'tied' ? (
              deposit.because
            ) : deposit.state === 'alone' ? (
              'Nobody has decided anything yet.'
            ) : (
              <MachineMark certainty={certainty[deposit.state]} because="proposed, not booked" />
            )
          }
        />
      </div>
      <div className="block">
        <Facts
          facts={[
            {
              name: 'Trace number',
              value: deposit.traceNumber ? <span className="mono">{deposit.traceNumber}</span> : 'the bank gave none',
            },
            { name: 'Originator', value: deposit.originator },
          ]}
        />
      </div>
      {deposit.remits.length > 0 ? (
        <div className="block">
          <h2>{deposit.state === 'tied' ? 'Tied to' : 'Would pay'}</h2>
          <Remits deposit={deposit} />
        </div>
      ) : null}
      {tying ? <TieDialog deposit={deposit} opened onClose={() => setTying(false)} /> : null}
      <ReasonDialog
        title="Untie this deposit"
        verb="Untie"
        opened={untying}
        reason="Tied to the wrong remit."
        busy={untie.busy}
        error={untie.error}
        onClose={() => setUntying(false)}
        onDone={(reason) => void done(reason)}
      >
        <p>The bank entry is mirrored, and the clearing account is open again.</p>
      </ReasonDialog>
    </>
  );
}
