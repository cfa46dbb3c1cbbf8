import type { PlainDate } from '../../ground/base/index.ts';
import type { LearnedCoverage } from './coverage.ts';
import { dayOf, type ListKind, type ListRow, type ReadList, readList, rowFault, type SavedMap } from './list.ts';

const columns = [
  ...(['payer_id', 'member_id', 'last_name', 'first_name', 'birth_date', 'active', 'from', 'to'] as const),
  ...(['checked_on', 'primary_payer_id'] as const),
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
    const { birthDate, checkedOn, ...period } = days;
    const primary = row.cell('primary_payer_id');
    const memberId = row.cell('member_id');
    return {
      who: { last: row.cell('last_name'), first: row.cell('first_name'), memberId, ...(birthDate === undefined ? {} : { birthDate }) },
      entry: {
        ...{ payerId: row.cell('payer_id'), active: !no.test(active), ...period, memberId, checkedOn: checkedOn ?? today },
        ...(primary === '' ? {} : { primaryPayerId: primary }),
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
