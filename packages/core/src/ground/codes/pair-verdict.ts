import type { Answer, PairRow, Setting } from './code-tables.ts';

/** Two procedures beside each other on a day, as the tables answered: in each setting both ways round. */
export interface AskedPair {
  readonly a: string;
  readonly b: string;
  /** The day as whoever reads it writes days. */
  readonly day: string;
  readonly settings: readonly { readonly setting: Setting; readonly answers: readonly Answer<PairRow>[] }[];
  /** Codes that no list and no limit of that day names. */
  readonly unknown: readonly string[];
}

/** The answer in one sentence, before its particulars, and what to do. */
export interface PairVerdict {
  readonly is: 'never' | 'with-modifier' | 'beside' | 'dental' | 'no-edition' | 'unknown';
  readonly says: string;
  readonly fix: string;
}

/** NCCI pairs medical procedures: not one dental code stands in its tables. */
export const isDentalPair = (...codes: readonly string[]): boolean => codes.some((code) => /^D\d{4}$/i.test(code));

/** Edits among answers that hold: a withdrawn one does not. */
const edits = (answers: readonly Answer<PairRow>[]): readonly PairRow[] =>
  answers.flatMap((one) => (one.is === 'found' && one.row.indicator !== 9 ? [one.row] : []));

export function pairVerdict(asked: AskedPair): PairVerdict {
  const { settings } = asked;
  const found = settings.flatMap(({ answers }) => edits(answers));
  const [first] = found;
  if (first === undefined) return withoutEdit(asked);
  const where = settings.filter(({ answers }) => edits(answers).length > 0).map(({ setting }) => setting);
  const { column1, column2 } = first;
  return found.some(({ indicator }) => indicator === 0)
    ? {
        is: 'never',
        says: `${column2} is not paid beside ${column1} (${where.join(', ')}), whatever the modifier.`,
        fix: `Bill ${column1} alone, and write ${column2} off or leave it out.`,
      }
    : {
        is: 'with-modifier',
        says: `${column2} is not paid beside ${column1} (${where.join(', ')}), unless a modifier tells them apart.`,
        fix: `Bill ${column1} alone, or add the modifier where the note shows what is said below.`,
      };
}

function withoutEdit({ a, b, day, settings, unknown }: AskedPair): PairVerdict {
  const loaded = settings.filter(({ answers }) => answers.every(({ is }) => is !== 'no-edition')).map(({ setting }) => setting);
  if (isDentalPair(a, b))
    return {
      is: 'dental',
      says: `No published table of pairs covers dental codes: that ${a} and ${b} are not in one says nothing.`,
      fix: 'What our own dental edits say of them stands below; the plan has its own rules.',
    };
  if (loaded.length === 0)
    return {
      is: 'no-edition',
      says: `Nobody knows: no edition of pair edits is loaded for ${day}.`,
      fix: 'Bring the edition of that quarter under Editions; until then no claim of that day is checked against it.',
    };
  if (unknown.length > 0)
    return {
      is: 'unknown',
      says: `No pair edit of ${day} names the two, and no list that is loaded names ${unknown.join(' or ')}.`,
      fix: 'Look at how it is written; that nothing names a code does not say that it may be billed.',
    };
  return { is: 'beside', says: `${a} and ${b} may stand beside each other on ${day} (${loaded.join(', ')}).`, fix: '' };
}
