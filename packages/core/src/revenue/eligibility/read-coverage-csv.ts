import { fromDecimal, type PlainDate } from '../../ground/base/index.ts';
import { methodNamed } from './coordination.ts';
import type { Benefit, LearnedCoverage } from './coverage.ts';
import { dayOf, type ListKind, type ListRow, type ReadList, readList, rowFault, type SavedMap } from './list.ts';

const columns = [
  ...(['payer_id', 'member_id', 'last_name', 'first_name', 'birth_date', 'active', 'from', 'to'] as const),
  ...(['checked_on', 'primary_payer_id'] as const),
  ...([
    'service',
    'copay',
    'coinsurance_percent',
    'deductible_left',
    'out_of_pocket_left',
    'maximum_left',
    'covered',
    'copay_alone',
    'coordination',
  ] as const),
] as const;
type Column = (typeof columns)[number];

export const coverageList: ListKind<Column> = {
  ...{ name: 'coverage', columns },
  needed: ['payer_id', 'member_id', 'last_name', 'first_name'],
};

const yes = /^(?:1|y|yes|true|active|a)$/i;
const no = /^(?:0|n|no|false|inactive|terminated|termed|i|t)$/i;

/** A list of who is covered by whom, as a payer's portal or a practice's own system writes it. Of a row without a day of its own: `today`. */
export function readCoverageCsv(text: string, maps: readonly SavedMap[], today: PlainDate): ReadList<LearnedCoverage> {
  return readList(text, coverageList, maps, (row) => {
    const fault = (code: string, says: string) => rowFault('coverage', code, row.number, says);
    for (const column of coverageList.needed) if (row.cell(column) === '') return fault('empty', `${column} says nothing.`);
    const days = daysOf(row);
    if (typeof days === 'string') return fault('date', `${days} is no date.`);
    if (days.from !== undefined && days.to !== undefined && days.to < days.from) return fault('dates', 'It ends before it begins.');
    const active = row.cell('active');
    if (active !== '' && !yes.test(active) && !no.test(active)) return fault('active', 'active is neither yes nor no.');
    const benefit = benefitOf(row);
    if (typeof benefit === 'string') return fault('benefit', benefit);
    const { birthDate, checkedOn, ...period } = days;
    const primary = row.cell('primary_payer_id');
    const memberId = row.cell('member_id');
    return {
      at: `line ${row.number}`,
      who: { last: row.cell('last_name'), first: row.cell('first_name'), memberId, ...(birthDate === undefined ? {} : { birthDate }) },
      entry: {
        ...{ payerId: row.cell('payer_id'), active: !no.test(active), ...period, memberId, checkedOn: checkedOn ?? today },
        ...(primary === '' ? {} : { primaryPayerId: primary }),
        ...(benefit === undefined ? {} : { benefits: [benefit] }),
      },
    };
  });
}

interface Days {
  readonly birthDate?: PlainDate;
  readonly from?: PlainDate;
  readonly to?: PlainDate;
  readonly checkedOn?: PlainDate;
}

/** The row's days, or the column that says none. */
function daysOf({ cell }: ListRow<Column>): Days | string {
  const found: { -readonly [key in keyof Days]: Days[key] } = {};
  for (const [key, column] of [
    ['birthDate', 'birth_date'],
    ['from', 'from'],
    ['to', 'to'],
    ['checkedOn', 'checked_on'],
  ] as const) {
    const text = cell(column);
    if (text === '') continue;
    const day = dayOf(text);
    if (day === undefined) return column;
    found[key] = day;
  }
  return found;
}

const amounts = [
  ['copay', 'copay'],
  ['deductibleLeft', 'deductible_left'],
  ['outOfPocketLeft', 'out_of_pocket_left'],
  ['maximumLeft', 'maximum_left'],
] as const;

/** What the row says of who bears what; undefined where it says nothing, a text where it cannot be read. A row is of one kind of service. */
function benefitOf({ cell }: ListRow<Column>): Benefit | string | undefined {
  const found: { -readonly [key in keyof Benefit]: Benefit[key] } = {};
  for (const [key, column] of amounts) {
    const text = cell(column).replace(/^\$\s*/, '');
    if (text === '') continue;
    const amount = fromDecimal(text);
    if (amount === undefined || amount < 0) return `${column} is no amount.`;
    found[key] = amount;
  }
  const percent = cell('coinsurance_percent').replace(/\s*%$/, '');
  if (percent !== '') {
    const share = fromDecimal(percent);
    if (share === undefined || share < 0 || share > 10_000) return 'coinsurance_percent is no percentage with at most two places.';
    found.coinsurance = share;
  }
  for (const [key, column, meant] of [
    ['notCovered', 'covered', no],
    ['copayAlone', 'copay_alone', yes],
  ] as const) {
    const text = cell(column);
    if (text === '') continue;
    if (!yes.test(text) && !no.test(text)) return `${column} is neither yes nor no.`;
    found[key] = meant.test(text);
  }
  const coordination = cell('coordination');
  if (coordination !== '') {
    const method = methodNamed(coordination);
    if (method === undefined) return 'coordination is none of traditional, non-duplication, carve-out, maintenance of benefits.';
    found.coordination = method;
  }
  if (Object.keys(found).length === 0) return undefined;
  const service = cell('service');
  return service === '' ? found : { ...found, service };
}
