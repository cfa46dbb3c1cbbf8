import type { ReactElement } from 'react';
import { formatMoney } from './format.ts';

export interface Part {
  readonly name: string;
  readonly amount: number;
  readonly hue: 'good' | 'work' | 'stop' | 'wait' | 'quiet';
}

interface OutcomeBarProps {
  /** What is divided: `Billed`. */
  readonly whole: string;
  readonly parts: readonly Part[];
  /** Only the bar, for a table's cell. */
  readonly bare?: boolean;
  readonly show?: (amount: number) => string;
}

/** One bar divided in proportion; its table stands right under it. Parts against the whole's sign are named, not drawn. */
export function OutcomeBar({ whole, parts, bare, show = formatMoney }: OutcomeBarProps): ReactElement {
  // A reversal divides a negative whole just the same.
  const sign = parts.reduce((sum, part) => sum + part.amount, 0) < 0 ? -1 : 1;
  const drawn = parts.map((part) => ({ ...part, size: part.amount * sign })).filter((part) => part.size > 0);
  const total = drawn.reduce((sum, part) => sum + part.size, 0);
  const words = parts.map((part) => `${part.name} ${show(part.amount)}`).join(', ');
  let x = 0;
  const bar = (
    <svg className="bar" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label={`${whole}: ${words}`}>
      {total === 0 ? <rect x="0" y="0" width="100" height="8" className="bar-none" /> : null}
      {drawn.map((part) => {
        const width = (part.size / total) * 100;
        const at = x;
        x += width;
        return <rect key={part.name} x={at} y="0" width={width} height="8" data-hue={part.hue} className="bar-part" />;
      })}
    </svg>
  );
  if (bare) return bar;
  return (
    <div className="outcome">
      {bar}
      <dl>
        {parts.map((part) => (
          <div key={part.name}>
            <dt>
              <span className="bar-key" data-hue={part.hue} />
              {part.name}
            </dt>
            <dd className="money">{show(part.amount)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
