import type { CodeView } from '@claimwright/server/api';
import type { ReactElement } from 'react';
import { formatDate, plural } from '../../ui/format.ts';
import { tableOf } from './words.ts';

type Edition = CodeView['editions'][number];

interface Bar {
  readonly from: number;
  readonly to: number;
  readonly says: string;
}

const year = 366 * 86_400_000;
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const yearOf = (time: number): number => new Date(time).getUTCFullYear();

/** When an edition says something of the code: the days of its rows, within those that the edition answers for. */
function barsOf({ from, to, lines, pairs }: Edition, end: number): readonly Bar[] {
  const [first, last] = [at(from), to === undefined ? end : at(to)];
  if (lines.length === 0) return [{ from: first, to: last, says: pairs ? plural(pairs.first + pairs.second, 'pair') : '' }];
  return lines
    .map((line) => ({
      from: Math.max(first, line.from === undefined ? first : at(line.from)),
      to: Math.min(last, line.to === undefined ? last : at(line.to)),
      says: line.words,
    }))
    .filter((bar) => bar.to >= bar.from);
}

/** The code's validity drawn over the years, an edition a line; what each says stands in the list under it. */
export function Timeline({ editions, today }: { readonly editions: readonly Edition[]; readonly today: string }): ReactElement | null {
  if (editions.length === 0) return null;
  const now = at(today);
  const earliest = Math.min(...editions.map(({ from }) => at(from)), now);
  const end = Math.max(...editions.map(({ to }) => (to === undefined ? now + year / 2 : at(to))), now) + year / 8;
  const start = Math.max(earliest - year / 12, end - 12 * year);
  const x = (time: number): number => Math.min(Math.max(((time - start) / (end - start)) * 100, 0), 100);
  const years = Array.from({ length: yearOf(end) - yearOf(start) }, (_, i) => yearOf(start) + 1 + i);
  return (
    <figure className="code-times" aria-label="Validity over time">
      <div className="code-time code-years" aria-hidden="true">
        <span />
        <div>
          {years.map((one) => (
            <span key={one} style={{ left: `${x(at(`${one}-01-01`))}%` }}>
              {one}
            </span>
          ))}
        </div>
      </div>
      {editions.map((edition) => (
        <div className="code-time" key={`${edition.table} ${edition.part} ${edition.name} ${edition.from}`}>
          <span>
            {tableOf(edition)} <span className="dim">{edition.name}</span>
          </span>
          <div>
            {barsOf(edition, end).map((bar) => (
              <span
                key={`${bar.from} ${bar.to} ${bar.says}`}
                className="code-bar"
                title={bar.says}
                style={{ left: `${x(bar.from)}%`, width: `${Math.max(x(bar.to) - x(bar.from), 0.5)}%` }}
              />
            ))}
            <span className="code-now" style={{ left: `${x(now)}%` }} />
          </div>
        </div>
      ))}
      <figcaption className="dim small">The line is {formatDate(today)}. Where no bar stands, the edition says nothing of it.</figcaption>
    </figure>
  );
}
