import { amountCell, dayCell, isProcedure, milliCell, percentCell, wholeCell } from './cells.ts';
import type { Layout, RowSink } from './layout.ts';

const source = 'CMS, Physician Fee Schedule';

/** The days of a row, or that one of them is none. */
function daysOf(cell: (column: string) => string, out: RowSink): { readonly from: number; readonly to: number } | undefined {
  const from = dayCell(cell('from'));
  if (from === undefined) return void out.wrong('from', 'is no day.');
  const to = dayCell(cell('to'));
  if (to === undefined) return void out.wrong('to', 'is no day.');
  return { from, to };
}

/** Numbers in thousandths, or which of them is none. */
function millis(cell: (column: string) => string, out: RowSink, columns: readonly string[]): number[] | undefined {
  const read: number[] = [];
  for (const column of columns) {
    const milli = milliCell(cell(column));
    if (milli === undefined) return void out.wrong(column, 'is no number.');
    read.push(milli);
  }
  return read;
}

/** The file has its headings over five lines: they are compared as they stand one above the other. */
const relativeValues: Layout = {
  name: 'Physician fee schedule, relative values',
  tables: ['relative-values'],
  source,
  columns: {
    code: { sure: [/\bhcpcs( code)?$/], loose: [/^code$/], needed: true },
    modifier: { sure: [/\bmod(ifier)?$/], needed: true },
    status: { sure: [/\bstatus code$/], needed: true },
    work: { sure: [/\bwork rvu$/], needed: true },
    nonFacility: { sure: [/\bnon fac(ility)? pe rvu$/], needed: true },
    facility: { sure: [/^(?!.*\bnon\b).*\bfacility pe rvu$/], needed: true },
    malpractice: { sure: [/\bmp rvu$/], needed: true },
    components: { sure: [/\bpctc ind$/] },
    globalDays: { sure: [/\bglob days$/], needed: true },
    multiple: { sure: [/\bmult proc$/] },
    bilateral: { sure: [/\bbilat surg$/] },
    from: { sure: [/^date start$/] },
    to: { sure: [/^date end$/] },
  },
  read: (cell, out) => {
    const code = cell('code').trim();
    if (!isProcedure(code)) return out.wrong('code', 'is no procedure code.');
    const modifier = cell('modifier').trim().toUpperCase();
    if (modifier.length > 2) return out.wrong('modifier', 'is no modifier.');
    const days = daysOf(cell, out);
    const values = days && millis(cell, out, ['work', 'facility', 'nonFacility', 'malpractice']);
    if (!values) return;
    const words = ['status', 'globalDays', 'bilateral', 'multiple', 'components'].map((column) => cell(column).trim());
    out.row({ code, ...days, cells: [modifier, ...words, ...values] });
  },
};

const localities: Layout = {
  name: 'Physician fee schedule, geographic indices',
  tables: ['localities'],
  source,
  columns: {
    contractor: { sure: [/^mac$/, /administrative contractor( mac)?$/], needed: true },
    locality: { sure: [/^locality( number)?$/], needed: true },
    words: { sure: [/^locality name$/] },
    state: { sure: [/^state$/] },
    work: { sure: [/^gpci work$/, /\b(pw|work) gpci\b/], needed: true },
    practice: { sure: [/^gpci pe$/, /\bpe gpci\b/], needed: true },
    malpractice: { sure: [/^gpci mp$/, /\bmp gpci\b/], needed: true },
  },
  read: (cell, out) => {
    const contractor = cell('contractor').trim();
    if (!/^\d{1,5}$/.test(contractor)) return out.wrong('contractor', 'is no contractor’s number.');
    const locality = cell('locality').trim();
    if (!/^\d{1,2}$/.test(locality)) return out.wrong('locality', 'is no locality’s number.');
    const values = millis(cell, out, ['work', 'practice', 'malpractice']);
    if (!values) return;
    const words = [cell('state').trim(), cell('words').trim()].filter(Boolean).join(' ');
    out.row({ code: contractor.padStart(5, '0') + locality.padStart(2, '0'), from: 0, to: 0, cells: [words, ...values] });
  },
};

const modifiersCell = (cell: string): string =>
  cell
    .toUpperCase()
    .split(/[\s,;|:/]+/)
    .filter(Boolean)
    .sort()
    .join(' ');

/** Where a row counts, in our words; undefined where it says nothing that is known. */
function placeCell(cell: string): string | undefined {
  const text = cell.trim().toLowerCase();
  if (/^(f|facility)$/.test(text)) return 'facility';
  if (/^(nf|non[ -]?facility|office)$/.test(text)) return 'non-facility';
  return text === '' || /^\d{2}$/.test(text) ? text : undefined;
}

/** So much a unit, or a share of something: one of both. */
function priceOf(cell: (column: string) => string, out: RowSink): readonly [number | undefined, number | undefined, string] | undefined {
  const [amount, whole, percent] = [cell('allowed').trim(), cell('allowedCents').trim(), cell('percent').trim()];
  const said = [amount, whole, percent].filter((one) => one !== '').length;
  if (said !== 1) return void out.wrong('allowed', said === 0 ? 'says neither an amount nor a percentage.' : 'says more than one price.');
  if (percent === '') {
    const read = amount === '' ? wholeCell(whole) : amountCell(amount);
    return read === undefined ? void out.wrong(amount === '' ? 'allowedCents' : 'allowed', 'is no amount.') : [read, undefined, ''];
  }
  const basisPoints = percentCell(percent);
  if (basisPoints === undefined) return void out.wrong('percent', 'is no percentage with at most two places.');
  const of = cell('of').trim().toUpperCase();
  return of === '' ? void out.wrong('of', 'does not say of what: charge, or the name of a schedule.') : [undefined, basisPoints, of];
}

/** What a payer allows by its contract. Each row says its own days; an edition is the whole schedule of its payer. */
const schedules: Layout = {
  name: 'Payer fee schedule, list',
  tables: ['fee-schedules'],
  source: 'the practice’s contract with the payer',
  columns: {
    code: { sure: [/^(cpt|hcpcs|cdt|procedure)( code)?$/], loose: [/^code$/], needed: true },
    payer: { sure: [/^payer( id)?$/, /^schedule( name)?$/], needed: true },
    from: { sure: [/^(valid|effective) from$/, /^effective( date)?$/, /^start( date)?$/, /^from$/], needed: true },
    to: { sure: [/^(valid|effective) (to|until)$/, /^(termination|end|stop)( date)?$/, /^to$/] },
    allowed: { sure: [/^allowed( amount)?$/, /^contract(ed)? (rate|amount)$/], loose: [/^(fee|rate|amount)$/] },
    allowedCents: { sure: [/^allowed cents$/] },
    percent: { sure: [/^percent(age)?$/] },
    of: { sure: [/^percent(age)? of$/, /^of$/] },
    plan: { sure: [/^plan( name)?$/, /^product$/] },
    modifiers: { sure: [/^mod(ifier)?s?$/] },
    place: { sure: [/^place( of service)?( kind)?$/, /^pos$/, /^setting$/] },
  },
  read: (cell, out) => {
    const code = cell('code').trim().toUpperCase();
    if (!isProcedure(code)) return out.wrong('code', 'is no procedure code.');
    const payer = cell('payer').trim().toUpperCase();
    if (payer === '' || payer === 'CHARGE' || payer.length > 80) return out.wrong('payer', 'is no payer’s id and no schedule’s name.');
    const days = daysOf(cell, out);
    if (!days) return;
    if (days.from === 0) return out.wrong('from', 'does not say from which day on it counts.');
    if (days.to !== 0 && days.to < days.from) return out.wrong('to', 'is before the first day.');
    const modifiers = modifiersCell(cell('modifiers'));
    if (modifiers !== '' && !/^[0-9A-Z]{2}( [0-9A-Z]{2}){0,3}$/.test(modifiers)) return out.wrong('modifiers', 'are no modifiers.');
    const place = placeCell(cell('place'));
    if (place === undefined) return out.wrong('place', 'is neither facility, non-facility nor a place of service.');
    const price = priceOf(cell, out);
    if (price) out.row({ code, ...days, cells: [payer, cell('plan').trim(), modifiers, place, ...price] });
  },
};

export const feeLayouts: readonly Layout[] = [relativeValues, localities, schedules];
