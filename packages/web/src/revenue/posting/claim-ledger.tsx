import type { AdjustmentPlan, ClaimPlan, LinePlan } from '@claimwright/core/revenue/posting';
import type { RemitClaimView } from '@claimwright/server/api';
import { type ReactElement, useState } from 'react';
import { Money } from '../../ui/money.tsx';
import { OutcomeBar, type Part } from '../../ui/outcome-bar.tsx';
import { SourceFigure, sourceOf } from '../../ui/source-figure.tsx';
import { Shape } from '../../ui/status.tsx';
import { LineDialog } from './line-dialog.tsx';
import { openShare, shares } from './words.ts';

/** Billed, divided by what the plan does with each part. */
function partsOf(plan: ClaimPlan): readonly Part[] {
  const parts = new Map<string, Part>([['Paid', { name: 'Paid', amount: plan.paid, hue: 'good' }]]);
  const add = (share: Pick<Part, 'name' | 'hue'>, amount: number) =>
    parts.set(share.name, { ...share, amount: (parts.get(share.name)?.amount ?? 0) + amount });
  for (const line of plan.lines) for (const adjustment of line.adjustments) add(shares[adjustment.treatment], adjustment.amount);
  const explained = [...parts.values()].reduce((sum, part) => sum + part.amount, 0);
  if (plan.billed !== explained) add(openShare, plan.billed - explained);
  return [...parts.values()];
}

interface LineProps {
  readonly line: LinePlan;
  readonly documentId: string;
  /** Absent where nobody may choose. */
  onChoose?: (() => void) | undefined;
}

/** Lines that found their own by a clear sign need no choice. */
const doubtful = (line: LinePlan): boolean =>
  (line.state === 'parked' && line.claimLineIds.length === 0) || ['charge-and-date', 'bundled', 'by-hand'].includes(line.matchedBy ?? '');

function Happened({
  adjustment,
  documentId,
}: {
  readonly adjustment: AdjustmentPlan | undefined;
  readonly documentId: string;
}): ReactElement {
  if (!adjustment) {
    return (
      <>
        <td className="dim">No adjustment</td>
        <td />
      </>
    );
  }
  return (
    <>
      <td>
        <span className="adjustment">
          <span className="ledger-codes">
            {adjustment.group}-{adjustment.carc}
          </span>
          <span>
            {adjustment.says}
            {adjustment.rarcs.length > 0 ? <span className="dim mono"> {adjustment.rarcs.join(' ')}</span> : null}
          </span>
        </span>
      </td>
      <td className="end">
        <SourceFigure
          label={`Adjustment ${adjustment.group} ${adjustment.carc}`}
          amount={-adjustment.amount}
          source={sourceOf(documentId, adjustment.bytes)}
        />
      </td>
    </>
  );
}

function Line({ line, documentId, onChoose }: LineProps): ReactElement {
  const rows = line.adjustments.length > 0 ? line.adjustments : [undefined];
  const span = rows.length;
  return (
    <tbody>
      {rows.map((adjustment, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: adjustments keep the payer's order
        <tr key={at}>
          {at === 0 ? (
            <>
              <th scope="row" rowSpan={span}>
                {line.state === 'parked' ? <Shape tone="stop" /> : null} {line.code ?? (line.index < 0 ? 'Whole claim' : 'No code')}{' '}
                {line.modifiers.join(' ')}
                {line.matchedBy === 'line-control-number' || line.matchedBy === 'procedure' ? null : (
                  <span className="dim small line-because">{line.because}</span>
                )}
                {onChoose && doubtful(line) ? (
                  <button type="button" className="source-link small" onClick={onChoose}>
                    Choose the line
                  </button>
                ) : null}
              </th>
              <td className="end" rowSpan={span}>
                <SourceFigure label="Billed" amount={line.billed} source={sourceOf(documentId, line.billedBytes)} />
              </td>
              <td className="end" rowSpan={span}>
                <Money amount={line.allowed} />
              </td>
            </>
          ) : null}
          <Happened adjustment={adjustment} documentId={documentId} />
          {at === 0 ? (
            <>
              <td className="end" rowSpan={span}>
                <SourceFigure label="Paid" amount={line.paid} source={sourceOf(documentId, line.paidBytes)} strong />
              </td>
              <td className="end" rowSpan={span}>
                <Money amount={line.patient} />
              </td>
              <td className="end" rowSpan={span}>
                <Money amount={line.nextPayer} />
              </td>
              <td className="end" rowSpan={span}>
                <Money amount={line.balance} strong={line.balance !== 0} />
              </td>
            </>
          ) : null}
        </tr>
      ))}
    </tbody>
  );
}

/** Billed → allowed → adjustments in plain words → paid → patient → balance, line by line. */
export function ClaimLedger({ claim }: { readonly claim: RemitClaimView }): ReactElement {
  const { plan, documentId } = claim;
  const [choosing, setChoosing] = useState<LinePlan | undefined>(undefined);
  const adjusted = plan.lines.reduce((sum, line) => sum + line.adjustments.reduce((part, one) => part + one.amount, 0), 0);
  return (
    <>
      <div className="block">
        <OutcomeBar whole="Billed" parts={partsOf(plan)} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys */}
      <div className="ledger-scroll" tabIndex={0} role="group" aria-label="Line ledger">
        <table className="ledger">
          <caption className="sr-only">Line ledger: what was billed, what became of it, and what is left</caption>
          <thead>
            <tr>
              <th scope="col">Line</th>
              <th scope="col" className="end">
                Billed
              </th>
              <th scope="col" className="end">
                Allowed
              </th>
              <th scope="col">What happened</th>
              <th scope="col" className="end">
                Amount
              </th>
              <th scope="col" className="end">
                Paid
              </th>
              <th scope="col" className="end">
                Patient
              </th>
              <th scope="col" className="end">
                Next payer
              </th>
              <th scope="col" className="end">
                Balance
              </th>
            </tr>
          </thead>
          {plan.lines.map((line) => (
            <Line
              key={line.index}
              line={line}
              documentId={documentId}
              onChoose={claim.can.matchLine ? () => setChoosing(line) : undefined}
            />
          ))}
          <tfoot>
            <tr>
              <th scope="row">Claim</th>
              <td className="end">
                <SourceFigure label="Billed on the claim" amount={plan.billed} source={sourceOf(documentId, claim.billedBytes)} />
              </td>
              <td className="end">
                <Money amount={plan.allowed} />
              </td>
              <td />
              <td className="end">
                <Money amount={-adjusted} />
              </td>
              <td className="end">
                <SourceFigure label="Paid on the claim" amount={plan.paid} source={sourceOf(documentId, claim.paidBytes)} />
              </td>
              <td className="end">
                <Money amount={plan.patient} />
              </td>
              <td className="end">
                <Money amount={plan.nextPayer} />
              </td>
              <td className="end">
                <Money amount={plan.balance} />
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
      {choosing ? <LineDialog remitClaimId={claim.id} line={choosing} onClose={() => setChoosing(undefined)} /> : null}
    </>
  );
}
