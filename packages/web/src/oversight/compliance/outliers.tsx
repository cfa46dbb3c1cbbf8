import type { OutlierView } from '@claimwright/server/api';
import { Button, NumberInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useAct, useAsk } from '../../app/queries.ts';
import { useMay } from '../../app/session.ts';
import { formatCount, formatMoney } from '../../ui/format.ts';
import { EmptyState, ErrorNote, Skeleton } from '../../ui/notes.tsx';

const kinds: { readonly [kind in OutlierView['kind']]: string } = { charge: 'Charged', payment: 'Paid', adjustment: 'Contract write-off' };
const width = 168;
const height = 28;

/** How the amounts of a code and payer lie, and where this one does. */
function Spread({ row }: { readonly row: OutlierView }): ReactElement {
  const most = Math.max(...row.bins);
  const step = width / row.bins.length;
  const span = Math.log(row.most / row.least) || 1;
  const at = (amount: number): number => (Math.log(amount / row.least) / span) * width;
  const says = `From ${formatMoney(row.least)} to ${formatMoney(row.most)}, usually ${formatMoney(row.usual)}; this one ${formatMoney(row.amount)}`;
  return (
    <svg
      className="spread"
      viewBox={`-5 -8 ${width + 10} ${height + 10}`}
      width={width + 10}
      height={height + 10}
      role="img"
      aria-label={says}
    >
      {row.bins.map((count, bin) =>
        count === 0 ? null : (
          <rect
            key={`${row.id}-${String(bin)}`}
            x={bin * step}
            width={Math.max(1, step - 1)}
            y={height - Math.max(2, (count / most) * height)}
            height={Math.max(2, (count / most) * height)}
            className="spread-bar"
          />
        ),
      )}
      <line x1="0" x2={width} y1={height} y2={height} className="plot-axis" />
      <path d={`M${at(row.amount)} ${height - 4}l-4 -9h8z`} className="spread-mark" />
    </svg>
  );
}

function Threshold({ spreads }: { readonly spreads: number }): ReactElement {
  const [value, setValue] = useState<number | string>(spreads);
  const set = useAct('oversight/compliance/set-threshold');
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void set.run({ spreads: Number(value) });
  };
  return (
    <form className="setup-row" onSubmit={onSubmit} aria-label="Threshold">
      <NumberInput
        style={{ flex: '0 1 340px' }}
        label="Shown from so many spreads off the usual on"
        description="3.5 is customary; more shows fewer"
        min={3}
        max={50}
        step={0.5}
        value={value}
        onChange={setValue}
      />
      <Button type="submit" variant="default" loading={set.busy} disabled={Number(value) === spreads || !(Number(value) >= 3)}>
        Set
      </Button>
      {set.error ? <ErrorNote error={set.error} /> : null}
    </form>
  );
}

/** Charges, payments and write-offs far off what is usual for their code and payer. */
export function Outliers(): ReactElement {
  const { data, error } = useAsk('oversight/compliance/outliers', {});
  const mayDecide = useMay('compliance.decide');
  if (error) return <ErrorNote error={error} />;
  if (!data) return <Skeleton lines={8} />;
  return (
    <section className="block" aria-label="Unusual amounts">
      {mayDecide ? <Threshold key={data.threshold} spreads={data.threshold} /> : null}
      {data.rows.length === 0 ? (
        <EmptyState title={data.night ? 'No amount lies far off the usual' : 'No night was audited yet'}>
          Each night what a unit was charged, was paid and was written off by contract is compared with the others of its code and payer,
          once there are twenty of them. The measure is the median and the spread around it, which a few wild amounts cannot move.
        </EmptyState>
      ) : (
        <table className="ledger">
          <caption>
            {formatCount(data.total)} of {data.threshold} spreads and more, the farthest first
          </caption>
          <thead>
            <tr>
              <th scope="col">Claim</th>
              <th scope="col">What</th>
              <th scope="col">Code</th>
              <th scope="col">Payer</th>
              <th scope="col" data-end>
                A unit
              </th>
              <th scope="col" data-end>
                Usually
              </th>
              <th scope="col" data-end>
                Spreads
              </th>
              <th scope="col">All of them</th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <Link to="/claims" search={{ claim: row.claimId }}>
                    {row.patientControlNumber}
                  </Link>
                </th>
                <td>{kinds[row.kind]}</td>
                <td className="mono">{row.code}</td>
                <td>{row.payerName}</td>
                <td data-end>{formatMoney(row.amount)}</td>
                <td data-end>{formatMoney(row.usual)}</td>
                <td data-end>{row.z.toFixed(1).replace('-', '−')}</td>
                <td>
                  <Spread row={row} />
                  <span className="dim small">{formatCount(row.n)} amounts</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
