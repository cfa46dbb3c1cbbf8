import { type Cents, cents, type PlainDate, toDecimal } from '../../ground/base/index.ts';
import type { CodeTables, Edition, FeeRow } from '../../ground/codes/index.ts';
import { placeKind } from './place-kind.ts';
import { roundedShare, timesUnits } from './rounding.ts';

/** A line as a contract looks at it. */
export interface Priced {
  readonly payerId: string;
  /** By which the contract may name the product: group number, group name. */
  readonly plans: readonly string[];
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly placeOfService: string;
  /** A decimal. */
  readonly units: string;
  readonly billed: Cents;
  readonly on: PlainDate | undefined;
}

/** What the contract allows for a line and from where that is known, or why it is not. */
export type Rate =
  | { readonly is: 'known'; readonly allowed: Cents; readonly because: string; readonly source: string }
  | { readonly is: 'unknown'; readonly because: string };

/**
 * Modifiers that change a price: parts of a service, both sides, more or less than usual, several at once, assistants and teams, anesthesia.
 * A row that does not name them says nothing of a line that has one.
 */
const pricing = new Set('22 23 26 50 51 52 53 54 55 56 62 66 73 74 78 80 81 82 AA AD AS CO CQ QK QX QY QZ TC'.split(' '));

/** What the payer's schedule says of a line as of its day of service; never a guess. */
export function rateOf(tables: Pick<CodeTables, 'fees'>, line: Priced): Rate {
  if (line.on === undefined) return unknown('The line has no day of service, and prices are asked as of one.');
  if (line.code === '') return unknown('The line has no procedure, and a schedule lists procedures.');
  const found = rowFor(tables, line.payerId, line, line.on);
  if (typeof found === 'string') return unknown(found);
  const { row, edition } = found;
  const source = sourceOf(row, edition);
  if (row.amount !== undefined) {
    const allowed = timesUnits(row.amount, line.units);
    return allowed === undefined
      ? unknown('The units of the line are no number.')
      : { is: 'known', allowed, because: `${toDecimal(row.amount)} a unit, ${line.units} of them`, source };
  }
  if (row.share === undefined) return unknown(`${source} says no price.`);
  const { basisPoints, of } = row.share;
  const percent = `${toDecimal(cents(basisPoints))} %`;
  if (of === 'CHARGE')
    return {
      is: 'known',
      allowed: roundedShare(line.billed, basisPoints),
      because: `${percent} of ${toDecimal(line.billed)} charged`,
      source,
    };
  const base = rowFor(tables, of, line, line.on);
  if (typeof base === 'string') return unknown(`${source} is a share of another: ${base}`);
  if (base.row.amount === undefined) return unknown(`${source} is a share of ${of}, which is itself a share.`);
  const allowed = timesUnits(base.row.amount, line.units, basisPoints);
  return allowed === undefined
    ? unknown('The units of the line are no number.')
    : {
        ...{ is: 'known', allowed, source: `${source}; ${sourceOf(base.row, base.edition)}` },
        because: `${percent} of ${toDecimal(base.row.amount)} a unit, ${line.units} of them`,
      };
}

const unknown = (because: string): Rate => ({ is: 'unknown', because });

interface Chosen {
  readonly row: FeeRow;
  readonly edition: Edition;
}

/** The row of a schedule that says the most of a line, or why there is none. */
function rowFor({ fees }: Pick<CodeTables, 'fees'>, schedule: string, line: Priced, on: PlainDate): Chosen | string {
  const answer = fees?.(schedule, line.code, on);
  if (answer === undefined || answer.is === 'no-edition') return `No edition of a fee schedule of ${schedule} is loaded for ${on}.`;
  if (answer.is === 'absent') return `The fee schedule ${answer.edition.name} of ${schedule} says nothing of ${line.code} on ${on}.`;
  const { edition } = answer;
  const speaking = answer.row.filter((row) => isFor(row, line));
  const most = Math.max(...speaking.map(weight));
  const best = speaking.filter((row) => weight(row) === most);
  const newest = best.reduce((last, { validFrom = '' }) => (validFrom > last ? validFrom : last), '');
  const [row, ...others] = best.filter(({ validFrom = '' }) => validFrom === newest);
  const said = [line.code, ...line.modifiers].join('-');
  if (row === undefined)
    return `The fee schedule ${edition.name} of ${schedule} has no row for ${said} at place ${line.placeOfService || 'unsaid'}.`;
  if (others.some((other) => priceOf(other) !== priceOf(row)))
    return `The fee schedule ${edition.name} of ${schedule} says two prices for ${said}: ${[row, ...others].map(priceOf).join(' and ')}.`;
  return { row, edition };
}

function isFor(row: FeeRow, { plans, modifiers, placeOfService }: Priced): boolean {
  if (row.plan !== undefined && !plans.some((plan) => plan.toUpperCase() === row.plan?.toUpperCase())) return false;
  if (row.place !== undefined && row.place !== placeOfService && row.place !== placeKind(placeOfService)) return false;
  if (!row.modifiers.every((one) => modifiers.includes(one))) return false;
  return modifiers.every((one) => !pricing.has(one) || row.modifiers.includes(one));
}

/** A product before any, more modifiers before fewer, a place before its kind, its kind before any. */
const weight = ({ plan, modifiers, place }: FeeRow): number =>
  (plan === undefined ? 0 : 100) + modifiers.length * 10 + (place === undefined ? 0 : /^\d/.test(place) ? 2 : 1);

const priceOf = ({ amount, share }: FeeRow): string =>
  amount === undefined ? `${toDecimal(cents(share?.basisPoints ?? 0))} % of ${share?.of ?? 'nothing'}` : toDecimal(amount);

function sourceOf({ payer, code, plan, modifiers, place, validFrom }: FeeRow, { name }: Edition): string {
  const row = [[code, ...modifiers].join('-'), plan, place, validFrom === undefined ? undefined : `from ${validFrom}`];
  return `fee schedule ${name} of ${payer}, row ${row.filter((one) => one !== undefined).join(', ')}`;
}
