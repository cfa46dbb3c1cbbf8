import type { TrialView } from '@claimwright/server/api';
import type { ReactElement } from 'react';
import { formatCount } from '../../../ui/format.ts';
import { percent } from './words.ts';

const width = 320;
const height = 96;
/** Agreement under this is off the plot: nobody promotes there. */
const floor = 0.5;

const x = (n: number, all: number): number => (all <= 1 ? width : (n / all) * width);
const y = (share: number): number => height - ((Math.max(share, floor) - floor) / (1 - floor)) * height;

/** Agreement as the trial went on, with the 95 % interval around it; its table stands below. */
export function EvidencePlot({
  series,
  needed,
}: {
  readonly series: TrialView['series'];
  readonly needed: number | undefined;
}): ReactElement | null {
  const last = series.at(-1);
  if (!last) return null;
  const line = series.map(({ n, agreement }) => `${x(n, last.n)},${y(agreement)}`).join(' ');
  const band = [
    ...series.map(({ n, upper }) => `${x(n, last.n)},${y(upper)}`),
    ...series.toReversed().map(({ n, lower }) => `${x(n, last.n)},${y(lower)}`),
  ].join(' ');
  const shown = series.filter((_, i) => i % Math.ceil(series.length / 5) === 0 || i === series.length - 1);
  return (
    <figure className="evidence-plot">
      <svg
        viewBox={`-34 -6 ${width + 40} ${height + 24}`}
        role="img"
        aria-label={`Agreement ${percent(last.agreement)} after ${last.n} subjects`}
      >
        <polygon points={band} className="plot-band" />
        <polyline points={line} className="plot-line" />
        {needed === undefined ? null : <line x1="0" x2={width} y1={y(needed)} y2={y(needed)} className="plot-needed" />}
        <line x1="0" x2={width} y1={height} y2={height} className="plot-axis" />
        <text x="-4" y={y(1) + 4} textAnchor="end">
          100 %
        </text>
        <text x="-4" y={y(floor)} textAnchor="end">
          50 %
        </text>
        <text x={width} y={height + 13} textAnchor="end">
          {formatCount(last.n)} compared
        </text>
      </svg>
      <details>
        <summary>As a table</summary>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">Compared</th>
              <th scope="col">Agree</th>
              <th scope="col">95 % interval</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((point) => (
              <tr key={point.n}>
                <td>{formatCount(point.n)}</td>
                <td>{percent(point.agreement)}</td>
                <td>
                  {percent(point.lower)} to {percent(point.upper)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
