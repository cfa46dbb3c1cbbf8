import { invoiceOf } from '@claimwright/core/ground/governance/models';
import type { UsageView } from '@claimwright/server/api';
import { Button, Select } from '@mantine/core';
import type { ReactElement } from 'react';
import { useMe } from '../../../app/session.ts';
import { formatCount, formatMoney, plural } from '../../../ui/format.ts';
import { formatMicro, monthWords, workflowWords } from './words.ts';

interface MonthInvoiceProps {
  readonly usage: readonly UsageView[];
  readonly month: string;
  readonly months: readonly string[];
  onMonth(month: string): void;
}

/** One month of the meter as an invoice: exact lines, their exact sum, rounded once. */
export function MonthInvoice({ usage, month, months, onMonth }: MonthInvoiceProps): ReactElement {
  const { practice } = useMe();
  const invoice = invoiceOf(usage, month);
  return (
    <section className="block models-invoice" aria-label="Invoice">
      <div className="block-head models-head">
        <h2>Invoice for {monthWords(month)}</h2>
        <span className="push actions no-print">
          <Select
            aria-label="Month of the invoice"
            size="xs"
            allowDeselect={false}
            data={[...months].reverse().map((value) => ({ value, label: monthWords(value) }))}
            value={month}
            onChange={(chosen) => (chosen ? onMonth(chosen) : undefined)}
          />
          <Button variant="default" size="compact-xs" onClick={() => window.print()}>
            Print
          </Button>
        </span>
      </div>
      <p>
        {practice.name}: use of language models, from the meter. {plural(invoice.calls, 'call')} by this month’s days in UTC.
      </p>
      <div className="ledger-scroll models-meter">
        <table className="ledger">
          <caption className="sr-only">Lines of the invoice</caption>
          <thead>
            <tr>
              <th scope="col">For</th>
              <th scope="col" className="end">
                Calls
              </th>
              <th scope="col" className="end if-room">
                Tokens in
              </th>
              <th scope="col" className="end if-room">
                Tokens out
              </th>
              <th scope="col" className="end">
                Dollars
              </th>
            </tr>
          </thead>
          <tbody>
            {invoice.lines.map((line) => (
              <tr key={`${line.workflow} ${line.model}`}>
                <th scope="row">
                  {workflowWords(line.workflow)} <span className="dim">{line.model}</span>
                </th>
                <td className="end">{formatCount(line.calls)}</td>
                <td className="end if-room">{formatCount(line.tokensIn)}</td>
                <td className="end if-room">{formatCount(line.tokensOut)}</td>
                <td className="end">{formatMicro(line.microDollars, 6)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">Exact sum</th>
              <td className="end">{formatCount(invoice.calls)}</td>
              <td className="end if-room">{formatCount(invoice.tokensIn)}</td>
              <td className="end if-room">{formatCount(invoice.tokensOut)}</td>
              <td className="end">{formatMicro(invoice.microDollars, 6)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
      <p className="models-total">
        Total, rounded once: <strong>${formatMoney(invoice.total)}</strong>
      </p>
    </section>
  );
}
