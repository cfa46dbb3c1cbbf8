import { type Identifier, type IdentifierClass, identifierClasses } from './identifier.ts';
import type { Reading } from './reading.ts';

interface Claim extends Identifier {
  readonly rank: number;
}

/** What the detectors say of a text. A token belongs to one identifier: the rule that comes first keeps it, unless a stronger one asks. */
export interface Claims {
  /** Claims the tokens from `first` to before `end`. */
  take(first: number, end: number, as: IdentifierClass, why: string): void;
  /** Claims characters, whatever stands there. */
  takeCharacters(from: number, to: number, as: IdentifierClass, why: string): void;
  taken(token: number): boolean;
  /** The class of the identifier that a token belongs to. */
  as(token: number): IdentifierClass | undefined;
  /** Whether anything of a class was claimed. */
  holds(as: IdentifierClass): boolean;
  /** Sorted, without overlaps: where two met, they are one, of the class of the earlier claim. */
  all(): Identifier[];
}

export function openClaims(r: Reading): Claims {
  const owned = new Uint8Array(r.count);
  const classes = new Uint8Array(r.count);
  let held = 0;
  const claims: Claim[] = [];
  return {
    take(first, end, as, why) {
      if (first >= end) return;
      owned.fill(1, first, end);
      const number = identifierClasses.indexOf(as);
      classes.fill(number, first, end);
      held |= 1 << number;
      claims.push({ from: r.from[first] ?? 0, to: r.to[end - 1] ?? 0, class: as, why, rank: claims.length });
    },
    takeCharacters(from, to, as, why) {
      let low = 0;
      let high = r.count;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((r.to[middle] ?? 0) <= from) low = middle + 1;
        else high = middle;
      }
      for (let i = low; i < r.count && (r.from[i] ?? 0) < to; i++) {
        owned[i] = 1;
        classes[i] = identifierClasses.indexOf(as);
      }
      held |= 1 << identifierClasses.indexOf(as);
      claims.push({ from, to, class: as, why, rank: claims.length });
    },
    taken: (token) => owned[token] === 1,
    holds: (as) => (held & (1 << identifierClasses.indexOf(as))) !== 0,
    as: (token) => (owned[token] === 1 ? identifierClasses[classes[token] ?? 0] : undefined),
    all: () => joined(claims, r.text),
  };
}

function joined(claims: readonly Claim[], text: string): Identifier[] {
  const sorted = [...claims].sort((x, y) => x.from - y.from || x.rank - y.rank);
  const out: Claim[] = [];
  for (const next of sorted) {
    const last = out.at(-1);
    if (!last || (next.from >= last.to && !oneName(last, next, text))) {
      out.push(next);
      continue;
    }
    const stronger = next.rank < last.rank ? next : last;
    out[out.length - 1] = { ...stronger, from: last.from, to: Math.max(last.to, next.to) };
  }
  return out.map(({ from, to, class: as, why }) => ({ from, to, class: as, why }));
}

/** Two names with nothing but blanks between them are one. */
const oneName = (last: Identifier, next: Identifier, text: string): boolean =>
  last.class === 'NAME' && next.class === 'NAME' && next.from - last.to < 3 && /^ +$/.test(text.slice(last.to, next.from));
