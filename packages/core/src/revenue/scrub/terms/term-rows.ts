import type { BenefitTerms, FrequencyLimit, PayerSettings } from '../facts.ts';
import type { TermKind } from './term-fields.ts';

/** One cell of a row of a term, as a person fills it in. */
export interface RowCell {
  readonly id: string;
  readonly label: string;
  /** Choices, where it is one of some. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  readonly placeholder?: string;
  readonly wide?: true;
}
type Cells = { readonly [cell: string]: string };
interface RowsOf {
  readonly cells: readonly RowCell[];
  /** What a cell holds where nothing is filled in. */
  readonly fresh: Cells;
  /** One row as text: what it wants, a colon, and of what. */
  write(cells: Cells): string;
  /** The cells of such a text; undefined where it says something else. */
  split(head: string, of: string): Cells | undefined;
  /** The value of cells, or what is wrong with them. */
  read(cells: Cells): { readonly value: object } | { readonly wrong: string };
  show(value: never): Cells;
  /** An example, for whoever writes one. */
  readonly example: string;
}

const codeLike = /^[a-z]?\d{4,5}[a-z]?$/i;
/** Codes and the practice's words for kinds of service, with commas between. */
export const codesIn = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(',')
      .map((one) => one.trim().replaceAll(/\s+/g, ' '))
      .filter((one) => one !== '')
      .map((one) => (codeLike.test(one) ? one.toUpperCase() : one)),
  ),
];
export const mostCodes = 500;
/** What is wrong with them. */
export function wrongCodes(of: readonly string[]): string | undefined {
  if (of.length > mostCodes) return `There are ${of.length} codes; ${mostCodes} are the most.`;
  const bad = of.find((one) => one.length > 60 || /[:;"]/.test(one));
  return bad === undefined ? undefined : `"${bad.slice(0, 40)}" is no code and no kind of service: codes stand with commas between.`;
}

const of: RowCell = { id: 'of', label: 'Codes or kinds of service', placeholder: 'D2740, crown', wide: true };
const whole = (text: string, least: number, most: number): number | undefined => {
  const number = /^\d{1,5}$/.test(text.trim()) ? Number(text) : undefined;
  return number !== undefined && number >= least && number <= most ? number : undefined;
};
const withCodes = (cells: Cells, rest: () => { readonly value: object } | { readonly wrong: string }) => {
  const codes = codesIn(cells.of ?? '');
  const wrong = codes.length === 0 ? 'It names no code and no kind of service.' : wrongCodes(codes);
  if (wrong !== undefined) return { wrong };
  const own = rest();
  return 'wrong' in own ? own : { value: { of: codes, ...own.value } };
};
const list = (codes: readonly string[]): string => codes.join(', ');

const andYear = ' and a calendar year';

/** A limit in words that are not ours: without a window, or with one of months or years. What is wrong with it is told as it is read. */
function withoutDays(head: string, codes: string) {
  const [, times = '', per = '', count = '', unit = ''] =
    /^(\S+) per (patient|tooth|area)(?: in(?: (\S+))? (days(?: and a calendar year)?|months?|years?))?$/i.exec(head) ?? [];
  if (times === '') return undefined;
  const said = unit.toLowerCase();
  const within = said.endsWith(andYear) ? 'both' : said.startsWith('month') ? 'months' : said.startsWith('year') ? 'years' : 'days';
  return { times, per: per.toLowerCase(), within, days: count, of: codes };
}

/** A month or a year is no count of days: whoever tells a term says which days are meant. */
function inDays(unit: 'months' | 'years', said: string): string {
  const count = whole(said, 1, 120);
  const words = unit === 'months' ? 'Months' : 'Years';
  if (count === undefined) return `${words} are told in days, or as a calendar year.`;
  return `${words} are told in days: ${count} ${unit} are ${Math.floor(count * (unit === 'months' ? 1461 / 48 : 1461 / 4))} days.`;
}

/** Both is a contradiction, and refused. */
const withinOf = (days: number | undefined, calendarYear: boolean | undefined): string =>
  calendarYear !== true ? 'days' : days === undefined ? 'year' : 'both';

const limits: RowsOf = {
  cells: [
    { id: 'times', label: 'Times' },
    {
      ...{ id: 'per', label: 'Per' },
      choices: [
        { value: 'patient', label: 'patient' },
        { value: 'tooth', label: 'tooth' },
        { value: 'area', label: 'area of the mouth' },
      ],
    },
    {
      ...{ id: 'within', label: 'Within' },
      choices: [
        { value: 'days', label: 'days' },
        { value: 'year', label: 'a calendar year' },
      ],
    },
    { id: 'days', label: 'Days' },
    of,
  ],
  fresh: { times: '1', per: 'patient', within: 'days', days: '365', of: '' },
  example: '2 per patient in 365 days: D1110, D1120',
  write: ({ times, per, within, days, of: codes }) =>
    `${times} per ${per} in ${within === 'year' ? 'a calendar year' : `${days} days${within === 'both' ? andYear : ''}`}: ${list(codesIn(codes ?? ''))}`,
  split: (head, codes) => {
    const [, times = '', per = '', days] = /^(\S+) per (patient|tooth|area) in (?:(\S+) days|an? (?:calendar )?year)$/i.exec(head) ?? [];
    if (times === '') return withoutDays(head, codes);
    return { times, per: per.toLowerCase(), within: days === undefined ? 'year' : 'days', days: days ?? '', of: codes };
  },
  read: (cells) =>
    withCodes(cells, () => {
      const times = whole(cells.times ?? '', 0, 999);
      if (times === undefined) return { wrong: 'How many times is a whole number up to 999.' };
      if (!['patient', 'tooth', 'area'].includes(cells.per ?? '')) return { wrong: 'It is per patient, tooth or area.' };
      if (cells.within === 'both') return { wrong: 'It says days and a calendar year: it is one of both.' };
      if (cells.within === 'year') return { value: { times, calendarYear: true, per: cells.per } };
      if (cells.within === 'months' || cells.within === 'years') return { wrong: inDays(cells.within, cells.days ?? '') };
      if ((cells.days ?? '').trim() === '') return { wrong: 'It does not say within how long: in 365 days, or in a calendar year.' };
      const days = whole(cells.days ?? '', 1, 3_650);
      return days === undefined
        ? { wrong: 'Within how many days is a whole number from 1 to 3650, or say a calendar year.' }
        : { value: { times, days, per: cells.per } };
    }),
  show: ({ of: codes, times, days, calendarYear, per }: FrequencyLimit) => ({
    ...{ times: String(times), per, within: withinOf(days, calendarYear), days: String(days ?? ''), of: list(codes) },
  }),
};

const reportKinds = /^[A-Z0-9]{2}$/;
const attachments: RowsOf = {
  cells: [{ id: 'reports', label: 'One of these', placeholder: 'RB or P6' }, of],
  fresh: { reports: '', of: '' },
  example: 'RB or P6: D2740, crown',
  write: ({ reports, of: codes }) => `${reportsIn(reports).join(' or ')}: ${list(codesIn(codes ?? ''))}`,
  split: (head, codes) => ({ reports: head, of: codes }),
  read: (cells) =>
    withCodes(cells, () => {
      const reports = reportsIn(cells.reports);
      const bad = reports.find((one) => !reportKinds.test(one));
      if (reports.length === 0) return { wrong: 'It names no kind of attachment, such as RB for radiographs.' };
      if (reports.length > 20) return { wrong: 'More than 20 kinds of attachments are named.' };
      return bad === undefined
        ? { value: { reports } }
        : { wrong: `"${bad.slice(0, 20)}" is no kind of attachment: it has two letters or digits.` };
    }),
  show: ({ of: codes, reports }: PayerSettings['attachments'][number]) => ({ reports: reports.join(' or '), of: list(codes) }),
};
const reportsIn = (text = ''): readonly string[] => [
  ...new Set(
    text
      .toUpperCase()
      .split(/\s+OR\s+|[,\s]+/)
      .filter((one) => one !== ''),
  ),
];

const ages: RowsOf = {
  cells: [{ id: 'from', label: 'From age' }, { id: 'to', label: 'To age' }, of],
  fresh: { from: '', to: '', of: '' },
  example: 'from 6 to 14: D1351',
  write: ({ from, to, of: codes }) =>
    `${[from ? `from ${from}` : '', to ? `to ${to}` : ''].filter(Boolean).join(' ')}: ${list(codesIn(codes ?? ''))}`,
  split: (head, codes) => {
    const found = /^(?:from (\S+))?\s*(?:to (\S+))?$/i.exec(head);
    return found === null || head === '' ? undefined : { from: found[1] ?? '', to: found[2] ?? '', of: codes };
  },
  read: (cells) =>
    withCodes(cells, () => {
      const [from, to] = [cells.from ?? '', cells.to ?? ''].map((text) =>
        text.trim() === '' ? undefined : (whole(text, 0, 150) ?? Number.NaN),
      );
      if (from === undefined && to === undefined) return { wrong: 'It says neither from nor to which age.' };
      if (Number.isNaN(from) || Number.isNaN(to)) return { wrong: 'An age is a whole number of years up to 150.' };
      if (from !== undefined && to !== undefined && from > to)
        return { wrong: `From ${from} to ${to} is no age: the first is the higher one.` };
      return { value: { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) } };
    }),
  show: ({ of: codes, from, to }: BenefitTerms['ages'][number]) => ({ from: String(from ?? ''), to: String(to ?? ''), of: list(codes) }),
};

const waiting: RowsOf = {
  cells: [{ id: 'months', label: 'Months' }, of],
  fresh: { months: '12', of: '' },
  example: '12 months: D2740, crown',
  write: ({ months, of: codes }) => `${months} months: ${list(codesIn(codes ?? ''))}`,
  split: (head, codes) => {
    const [, months] = /^(\S+) months?$/i.exec(head) ?? [];
    return months === undefined ? undefined : { months, of: codes };
  },
  read: (cells) =>
    withCodes(cells, () => {
      const months = whole(cells.months ?? '', 1, 120);
      return months === undefined ? { wrong: 'Months are a whole number from 1 to 120.' } : { value: { months } };
    }),
  show: ({ of: codes, months }: BenefitTerms['waiting'][number]) => ({ months: String(months), of: list(codes) }),
};

const alternates: RowsOf = {
  cells: [
    {
      ...{ id: 'teeth', label: 'On' },
      choices: [
        { value: 'any', label: 'any tooth' },
        { value: 'posterior', label: 'posterior teeth' },
      ],
    },
    { id: 'instead', label: 'Paid as', placeholder: 'as your list says' },
    of,
  ],
  fresh: { teeth: 'posterior', instead: '', of: '' },
  example: 'posterior teeth as silver filling: D2391',
  write: ({ teeth, instead, of: codes }) =>
    `${teeth === 'posterior' ? 'posterior teeth' : 'any teeth'} as ${insteadOf(instead) ?? 'listed'}: ${list(codesIn(codes ?? ''))}`,
  split: (head, codes) => {
    const [, teeth = '', instead = ''] = /^(posterior|any) teeth as (.+)$/i.exec(head) ?? [];
    if (teeth === '') return undefined;
    return { teeth: teeth.toLowerCase(), instead: instead.toLowerCase() === 'listed' ? '' : instead, of: codes };
  },
  read: (cells) =>
    withCodes(cells, () => {
      const instead = insteadOf(cells.instead);
      if (instead !== undefined && (instead.length > 60 || /[:;"]/.test(instead)))
        return { wrong: 'What it is paid as is a code, or a few words without : ; and quotes.' };
      return { value: { ...(instead === undefined ? {} : { instead }), ...(cells.teeth === 'posterior' ? { teeth: 'posterior' } : {}) } };
    }),
  show: ({ of: codes, instead, teeth }: BenefitTerms['alternates'][number]) => ({
    ...{ teeth: teeth ?? 'any', instead: instead ?? '', of: list(codes) },
  }),
};
function insteadOf(text = ''): string | undefined {
  const clean = text.trim().replaceAll(/\s+/g, ' ');
  if (clean === '') return undefined;
  return codeLike.test(clean) ? clean.toUpperCase() : clean;
}

/** Terms that are several rows. */
export const termRows: { readonly [kind in Exclude<TermKind, 'yes-no' | 'minutes' | 'count' | 'codes'>]: RowsOf } = {
  ...{ limits, attachments, ages, waiting, alternates },
};
export type TermRows = keyof typeof termRows;
export type TermRow = Cells;
export const isRows = (kind: TermKind): kind is TermRows => Object.hasOwn(termRows, kind);
