import type { Judgement } from '@claimwright/core/revenue/denials';
import type { DenialsView } from '@claimwright/server/api';
import { Button, NumberInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useAct, useAsk } from '../../app/queries.ts';
import { useMay } from '../../app/session.ts';
import { formatCount, formatDate, formatDay, formatMoney } from '../../ui/format.ts';
import { ErrorNote, Skeleton } from '../../ui/notes.tsx';
import { Status } from '../../ui/status.tsx';
import { percent } from './words.ts';

const side = 200;

/** What was foretold against what came, ten bins of equal numbers; on the line they are the same. The table is the same in figures. */
function Calibration({ title, judgement }: { readonly title: string; readonly judgement: Judgement }): ReactElement {
  const { bins } = judgement;
  const most = Math.max(0.1, ...bins.flatMap(({ foretold, came }) => [foretold, came]));
  const at = (share: number): number => (share / most) * side;
  return (
    <figure className="calibration">
      <figcaption className="sr-only">{title}</figcaption>
      <svg
        viewBox={`-34 -6 ${side + 44} ${side + 36}`}
        role="img"
        aria-label={`${title}: foretold against what came, its figures stand in the table`}
      >
        <line x1="0" y1={side} x2={side} y2="0" className="calibration-even" />
        <polyline points={bins.map(({ foretold, came }) => `${at(foretold)},${side - at(came)}`).join(' ')} className="plot-line" />
        {bins.map(({ foretold, came }) => (
          <circle key={foretold} cx={at(foretold)} cy={side - at(came)} r="3.500" className="calibration-point" />
        ))}
        <line x1="0" x2={side} y1={side} y2={side} className="plot-axis" />
        <line x1="0" x2="0" y1="0" y2={side} className="plot-axis" />
        <text x={side} y={side + 14} textAnchor="end">
          foretold, up to {percent(most)}
        </text>
        <text x="-4" y="6" textAnchor="end">
          came
        </text>
      </svg>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">Claims</th>
            <th scope="col">Foretold</th>
            <th scope="col">Came</th>
          </tr>
        </thead>
        <tbody>
          {bins.map(({ n, foretold, came }) => (
            <tr key={foretold}>
              <td>{formatCount(n)}</td>
              <td>{percent(foretold)}</td>
              <td>{percent(came)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

function Figures({ judgement: j }: { readonly judgement: Judgement }): ReactElement {
  const rows: readonly (readonly [string, string])[] = [
    ['Claims, of them denied', `${formatCount(j.claims)}, ${formatCount(j.denied)}`],
    ['Tells apart (AUC)', `${j.auc.toFixed(3)} (${j.aucLow.toFixed(3)} to ${j.aucHigh.toFixed(3)}); 0.5 is chance`],
    ['Squared error (Brier)', `${j.brier.toFixed(4)}; the base rate alone ${j.baseBrier.toFixed(4)}`],
    ['Denied in the riskiest tenth', `${j.lift.toFixed(1)} times as many as on average`],
  ];
  return (
    <dl className="figures-list">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Threshold({ probability }: { readonly probability: number }): ReactElement {
  const [value, setValue] = useState<number | string>(Math.round(probability * 100));
  const set = useAct('oversight/measures/set-denial-threshold');
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void set.run({ probability: Number(value) / 100 });
  };
  return (
    <form className="setup-row" onSubmit={onSubmit} aria-label="Threshold">
      <NumberInput label="Told from so many per cent on" style={{ flex: '0 1 260px' }} min={5} max={95} value={value} onChange={setValue} />
      <Button type="submit" variant="default" loading={set.busy} disabled={Number(value) === Math.round(probability * 100)}>
        Set
      </Button>
      {set.error ? <ErrorNote error={set.error} /> : null}
    </form>
  );
}

function Likely(): ReactElement {
  const { data, error } = useAsk('oversight/measures/likely-denied', {});
  if (error) return <ErrorNote error={error} />;
  if (!data) return <Skeleton lines={3} />;
  if (data.rows.length === 0) return <p className="dim">No claim that waits is likely to be denied.</p>;
  return (
    <table className="ledger">
      <caption>To be looked at before they go out, the most at stake first</caption>
      <thead>
        <tr>
          <th scope="col">Claim</th>
          <th scope="col">Payer</th>
          <th scope="col" data-end>
            Likely
          </th>
          <th scope="col">Why</th>
          <th scope="col" data-end>
            Billed
          </th>
        </tr>
      </thead>
      <tbody>
        {data.rows.map((row) => (
          <tr key={row.draftId}>
            <th scope="row">
              <Link to="/send" search={{ one: row.draftId }}>
                {row.patientControlNumber}
              </Link>
            </th>
            <td>{row.payerName}</td>
            <td data-end>{percent(row.probability)}</td>
            <td>{row.reasons.join(' ')}</td>
            <td data-end>{formatMoney(row.billed)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Standing({ view }: { readonly view: DenialsView }): ReactElement {
  const { report, version, learnedAt, speaks } = view;
  if (report === undefined)
    return (
      <p>
        Nothing was learned yet. Each night the posted remits of this practice are looked through for what its payers deny; with at least
        500 decided claims, 50 of them denied, denials are foretold if that is better than the base rate.
      </p>
    );
  return (
    <p>
      <Status tone={speaks ? 'good' : 'quiet'}>{speaks ? 'Foretells' : 'Silent'}</Status>{' '}
      {speaks
        ? `Version ${version ?? ''} of ${formatDay(learnedAt)}, learned from ${formatCount(report.learnedFrom)} decided claims of this practice.`
        : report.silent}
    </p>
  );
}

/** What is foretold of denials, how well that would have gone, and how well it went. */
export function Denials(): ReactElement {
  const { data, error } = useAsk('oversight/measures/denials', {});
  const maySet = useMay('practice.setup');
  if (error) return <ErrorNote error={error} />;
  if (!data) return <Skeleton lines={10} />;
  const judgement = data.report?.judgement;
  return (
    <section aria-label="Denials foretold" className="block denials">
      <Standing view={data} />
      {data.speaks ? (
        <>
          {maySet ? <Threshold key={data.threshold} probability={data.threshold} /> : null}
          <Likely />
        </>
      ) : null}
      <div className="calibrations">
        {judgement ? (
          <div>
            <h2>Tried on the history</h2>
            <p className="dim small">Claims sent from {formatDate(data.report?.splitOn)} on, foretold from what was decided before.</p>
            <Figures judgement={judgement} />
            <Calibration title="Tried on the history" judgement={judgement} />
          </div>
        ) : null}
        <div>
          <h2>What came of it</h2>
          <p className="dim small">
            {formatCount(data.scored)} foretold claims decided, {formatCount(data.waiting)} still out
            {data.measured ? '.' : '; measured from 50 on.'}
          </p>
          {data.measured ? (
            <>
              <Figures judgement={data.measured} />
              <Calibration title="What came of it" judgement={data.measured} />
            </>
          ) : null}
        </div>
      </div>
    </section>
  );
}
