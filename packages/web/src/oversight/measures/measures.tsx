import type { Counted } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { type measureViews, readMeasures } from '../../app/addresses.ts';
import { useAsk } from '../../app/queries.ts';
import { saveText } from '../../app/save-file.ts';
import { useMay } from '../../app/session.ts';
import { useAddress } from '../../app/use-address.ts';
import { formatCount, formatDate, formatMoney } from '../../ui/format.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { Status } from '../../ui/status.tsx';
import { ViewTabs } from '../../ui/view-tabs.tsx';
import { Denials } from './denials.tsx';
import './measures.css';
import { arm, differenceInWords, measuresAsCsv, measureWords, percent } from './words.ts';

type View = (typeof measureViews)[number];
type Monthly = keyof Counted['months'];
const monthly: readonly Monthly[] = ['clean-claims', 'first-pass', 'denials'];

/** The claims behind one bar. */
function Behind({ measure, month }: { readonly measure: Monthly; readonly month: string }): ReactElement {
  const { data, error } = useAsk('oversight/measures/claims', { measure, month });
  if (error) return <ErrorNote error={error} />;
  if (!data) return <Skeleton lines={3} />;
  const [, , yes, no] = measureWords[measure];
  return (
    <table className="ledger">
      <caption>
        {measureWords[measure][0]}, {month}: the claims behind it
      </caption>
      <thead>
        <tr>
          <th scope="col">Claim</th>
          <th scope="col">Payer</th>
          <th scope="col">Counted as</th>
          <th scope="col" data-end>
            Billed
          </th>
        </tr>
      </thead>
      <tbody>
        {data.rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              {row.claimId ? (
                <Link to="/claims" search={{ claim: row.claimId }}>
                  {row.patientControlNumber}
                </Link>
              ) : (
                row.patientControlNumber
              )}
            </th>
            <td>{row.payerName}</td>
            <td>{row.yes ? yes : no}</td>
            <td data-end>{formatMoney(row.billed)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CourseProps {
  readonly measure: Monthly;
  readonly months: Counted['months'][Monthly];
  readonly chosen: string | undefined;
  onChoose(month: string | undefined): void;
}

/** A share month by month; each bar is a button that opens its claims, with its figures on it. */
function Course({ measure, months, chosen, onChoose }: CourseProps): ReactElement | null {
  if (months.length === 0) return null;
  return (
    <figure className="course">
      <figcaption>{measureWords[measure][0]}, by month sent</figcaption>
      <div className="course-bars">
        {months.map(({ month, of, n }) => (
          <button
            key={month}
            type="button"
            className="course-bar"
            aria-pressed={chosen === `${measure}.${month}`}
            onClick={() => onChoose(chosen === `${measure}.${month}` ? undefined : `${measure}.${month}`)}
          >
            <span className="course-figure">{percent(of / n)}</span>
            <span className="course-column" aria-hidden="true">
              <span style={{ height: `${(of / n) * 100}%` }} />
            </span>
            <span className="course-month">{month}</span>
            <span className="dim small">
              {formatCount(of)} of {formatCount(n)}
            </span>
          </button>
        ))}
      </div>
    </figure>
  );
}

function Beside({ view }: { readonly view: Partial<Counted> }): ReactElement {
  return (
    <div className="measure-table">
      <table className="ledger">
        <caption>Claims of twelve months: scrubbed here, beside those that were not</caption>
        <thead>
          <tr>
            <th scope="col">Measure</th>
            <th scope="col" data-end>
              Scrubbed here
            </th>
            <th scope="col" data-end>
              Control
            </th>
            <th scope="col">Difference, 95 % interval</th>
          </tr>
        </thead>
        <tbody>
          {(view.measured ?? []).map((one) => (
            <tr key={one.id}>
              <th scope="row">
                {measureWords[one.id][0]}
                <div className="dim small">{measureWords[one.id][1]}</div>
              </th>
              <td data-end data-head="Scrubbed here">
                {arm(one.kind, one.own)}
              </td>
              <td data-end data-head="Control">
                {arm(one.kind, one.control)}
              </td>
              <td data-head="Difference">
                {one.difference ? (
                  differenceInWords(one.kind, one.difference)
                ) : (
                  <>
                    <Status tone="quiet">Not measured</Status>
                    <div className="dim small">{one.notMeasured}</div>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Claims(): ReactElement {
  const [{ bar }, go] = useAddress(readMeasures);
  const { data, error } = useAsk('oversight/measures/measures', {});
  if (error) return <ErrorNote error={error} />;
  if (!data) return <Skeleton lines={10} />;
  if (data.measured === undefined)
    return (
      <EmptyState title="No night was counted yet">
        Each night the claims of twelve months are counted: how many were clean, how many payers took at once, how many were denied, and how
        long their review took, beside claims that were not scrubbed here. Claims go out by <Link to="/send">Scrub &amp; Send</Link>.
      </EmptyState>
    );
  const [measure, month] = (bar ?? '').split('.');
  const chosen = monthly.find((one) => one === measure);
  return (
    <section className="block" aria-label="Clean claims and time">
      <Beside view={data} />
      <div className="courses">
        {monthly.map((one) => (
          <Course key={one} measure={one} months={data.months?.[one] ?? []} chosen={bar} onChoose={(next) => go({ bar: next })} />
        ))}
      </div>
      {chosen !== undefined && month !== undefined ? <Behind measure={chosen} month={month} /> : null}
      <div className="measure-acts">
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => saveText(`measures-${data.night ?? ''}.csv`, measuresAsCsv(data), 'text/csv;charset=utf-8')}
        >
          Take out as CSV
        </Button>
        <span className="dim small">Counted {formatDate(data.night)}</span>
      </div>
    </section>
  );
}

/** How the work on claims goes, held against a control; and how well denials are foretold. */
export function Measures(): ReactElement {
  const [address, go] = useAddress(readMeasures);
  const may = useMay('performance.read');
  const view: View = address.view ?? 'claims';
  if (!may)
    return (
      <EmptyState title="Measures are not open to your role">
        Whoever manages the billing or the office, and the compliance officer, see how the work on claims goes.
      </EmptyState>
    );
  return (
    <div className="page">
      <header className="pane-head">
        <h1>Measures</h1>
      </header>
      <div className="pane-tools">
        <ViewTabs<View>
          label="Which measures"
          chosen={view}
          onChoose={(now) => go({ view: now === 'claims' ? undefined : now, bar: undefined })}
          views={[
            { id: 'claims', label: 'Clean claims and time' },
            { id: 'denials', label: 'Denials foretold' },
          ]}
        />
      </div>
      {view === 'claims' ? <Claims /> : <Denials />}
    </div>
  );
}
