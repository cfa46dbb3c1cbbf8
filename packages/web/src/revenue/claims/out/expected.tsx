import type { Cents } from '@claimwright/core/ground/base';
import { type ClaimToSend, type ExpectedPart, type ExpectedToSend, expectedTotals } from '@claimwright/core/revenue/claims';
import type { ReactElement } from 'react';
import { plural } from '../../../ui/format.ts';
import { Money } from '../../../ui/money.tsx';
import { EmptyState } from '../../../ui/notes.tsx';

const partWords: { readonly [of in ExpectedPart['of']]: string } = {
  payer: 'The payer',
  'earlier-payers': 'Payers before',
  copay: 'Copay',
  deductible: 'Deductible',
  coinsurance: 'Coinsurance',
  'not-covered': 'Not covered',
  'over-maximum': 'Over the yearly maximum',
  'after-coordination': 'Left by both plans',
};

const Figure = ({ amount }: { readonly amount: Cents | undefined }): ReactElement =>
  amount === undefined ? <span className="dim">not known</span> : <Money amount={amount} />;

/** Where each cent comes from, or why it is not known. */
function Why({ expected }: { readonly expected: ExpectedToSend | undefined }): ReactElement {
  if (expected === undefined) return <span className="dim">Nobody worked it out.</span>;
  const { allowed, because, source, parts, unknown } = expected;
  return (
    <ul className="expected-why small">
      {allowed === undefined ? null : (
        <li>
          Allowed <Money amount={allowed} />: {because}. <span className="dim">{source}</span>
        </li>
      )}
      {parts.map((part) => (
        <li key={part.of}>
          {partWords[part.of]} <Money amount={part.amount} />: {part.because}. <span className="dim">{part.source}</span>
        </li>
      ))}
      {unknown.map((why) => (
        <li key={why}>Not known: {why}</li>
      ))}
    </ul>
  );
}

/** What is expected of the claim line by line, as it was known when it was made or changed last. */
export function Expected({ claim }: { readonly claim: ClaimToSend }): ReactElement {
  const totals = expectedTotals(claim.lines);
  if (totals === undefined)
    return (
      <EmptyState title="Nothing is worked out for this claim">
        {claim.frequency === '8'
          ? 'It takes a claim back: nobody is asked to pay.'
          : 'No fee schedule of a payer was here when it was made. Bring one under Code tables; a claim that is made or changed afterwards says what it is expected to bring.'}
      </EmptyState>
    );
  const open = [
    ...(totals.allowedUnknown > 0 ? [`what is allowed for ${plural(totals.allowedUnknown, 'line')}`] : []),
    ...(totals.sharesUnknown > 0 ? [`who bears ${plural(totals.sharesUnknown, 'line')}`] : []),
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
    <div className="ledger-scroll" tabIndex={0} role="group" aria-label="Expected amounts">
      <table className="ledger expected">
        <caption className="sr-only">What is expected of each line, and why</caption>
        <thead>
          <tr>
            <th scope="col">Line</th>
            {['Billed', 'Allowed', 'Payer', 'Patient'].map((name) => (
              <th scope="col" className="end" key={name}>
                {name}
              </th>
            ))}
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {claim.lines.map(({ number, procedure, billed, expected }) => (
            <tr key={number}>
              <th scope="row">
                {number} <span className="mono">{[procedure.code, ...procedure.modifiers].join(' ')}</span>
              </th>
              {[billed, expected?.allowed, expected?.payer, expected?.patient].map((amount, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns stay
                <td className="end" key={at}>
                  <Figure amount={amount} />
                </td>
              ))}
              <td>
                <Why expected={expected} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Claim</th>
            {[
              claim.billed,
              // Of no line known is not nothing.
              totals.allowedUnknown === totals.lines ? undefined : totals.allowed,
              ...(totals.sharesUnknown === totals.lines ? [undefined, undefined] : [totals.payer, totals.patient]),
            ].map((amount, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the columns stay
              <td className="end" key={at}>
                <Figure amount={amount} />
              </td>
            ))}
            <td className="dim small expected-open">{open.length === 0 ? '' : `Not in these sums: ${open.join(', ')}.`}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
