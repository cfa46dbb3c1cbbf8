import type { ModelsView, UsageView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { readModels } from '../../../app/addresses.ts';
import { useAddress } from '../../../app/use-address.ts';
import { formatCount, plural } from '../../../ui/format.ts';
import { EmptyState } from '../../../ui/notes.tsx';
import { MonthInvoice } from './month-invoice.tsx';
import { formatMicro, monthWords, usageCsv, workflowWords } from './words.ts';

interface Month {
  readonly month: string;
  readonly calls: number;
  readonly microDollars: number;
}

function monthsOf(usage: readonly UsageView[]): readonly Month[] {
  const names = [...new Set(usage.map(({ month }) => month))].sort();
  return names.map((month) => {
    const rows = usage.filter((row) => row.month === month);
    const sum = (of: (row: UsageView) => number) => rows.reduce((all, row) => all + of(row), 0);
    return { month, calls: sum(({ calls }) => calls), microDollars: sum(({ microDollars }) => microDollars) };
  });
}

/** A bar a month, its height the month's dollars; where nothing costs anything, its calls. */
function Bars({ months }: { readonly months: readonly Month[] }): ReactElement {
  const free = months.every(({ microDollars }) => microDollars === 0);
  const of = (month: Month) => (free ? month.calls : month.microDollars);
  const most = Math.max(...months.map(of), 1);
  return (
    <figure className="models-bars">
      <figcaption className="dim">{free ? 'Calls' : 'Dollars'} a month; each bar leads to its questions.</figcaption>
      <ol>
        {months.slice(-12).map((month) => (
          <li key={month.month}>
            <Link to="/models" search={{ view: 'questions', month: month.month }}>
              <span className="models-bar-figure">{free ? formatCount(month.calls) : `$${formatMicro(month.microDollars)}`}</span>
              <svg viewBox="0 0 40 100" preserveAspectRatio="none" aria-hidden="true">
                <rect x="0" width="40" y={100 - (of(month) / most) * 100} height={Math.max((of(month) / most) * 100, 1)} />
              </svg>
              <span className="models-bar-name">{month.month}</span>
              <span className="sr-only">
                {monthWords(month.month)}, {plural(month.calls, 'call')}
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </figure>
  );
}

function saveAs(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

function Meter({ usage, onMonth }: { readonly usage: readonly UsageView[]; onMonth(month: string): void }): ReactElement {
  return (
    <div className="ledger-scroll models-meter">
      <table className="ledger">
        <caption className="sr-only">Usage by month, workflow and model</caption>
        <thead>
          <tr>
            <th scope="col">Month</th>
            <th scope="col">Workflow</th>
            <th scope="col">Model</th>
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
          {usage.map((row) => (
            <tr key={`${row.month} ${row.workflow} ${row.model}`}>
              <th scope="row">
                <button type="button" className="source-link" onClick={() => onMonth(row.month)}>
                  {row.month}
                  <span className="sr-only">: its invoice</span>
                </button>
              </th>
              <td>{workflowWords(row.workflow)}</td>
              <td>{row.model}</td>
              <td className="end">{formatCount(row.calls)}</td>
              <td className="end if-room">{formatCount(row.tokensIn)}</td>
              <td className="end if-room">{formatCount(row.tokensOut)}</td>
              <td className="end">{formatMicro(row.microDollars)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The meter: what was asked and what it cost, and the month's invoice from it. */
export function Usage({ models }: { readonly models: ModelsView }): ReactElement {
  const [address, go] = useAddress(readModels);
  const { usage } = models;
  const months = monthsOf(usage);
  const latest = months.at(-1);
  if (!latest)
    return (
      <EmptyState title="Nothing was used yet">
        Each question that is sent to a model is counted here when it is answered: its tokens, its price, its workflow. The month’s invoice
        comes from the same figures.
      </EmptyState>
    );
  const month = months.find((one) => one.month === address.month)?.month ?? latest.month;
  return (
    <>
      <section className="block" aria-label="Usage">
        <div className="block-head models-head">
          <h2>Usage</h2>
          <Button className="push no-print" variant="default" size="compact-xs" onClick={() => saveAs('model-usage.csv', usageCsv(usage))}>
            Export CSV
          </Button>
        </div>
        <Bars months={months} />
        <Meter usage={usage} onMonth={(chosen) => go({ month: chosen })} />
      </section>
      <MonthInvoice usage={usage} month={month} months={months.map((one) => one.month)} onMonth={(chosen) => go({ month: chosen })} />
    </>
  );
}
