import type { PlainDate } from '../../ground/base/index.ts';
import type { Insured } from './coverage.ts';
import { dayOf, type ListKind, type ReadList, readList, rowFault, type SavedMap } from './list.ts';

/** A prior authorization of a patient, as the payer gave it. */
export interface LearnedAuthorization {
  readonly who: Insured;
  readonly at: string;
  readonly authorization: {
    readonly number: string;
    readonly payerId: string;
    /** Codes or families; none: any. */
    readonly covers: readonly string[];
    readonly from?: PlainDate;
    readonly to?: PlainDate;
    readonly units?: number;
    readonly used?: number;
  };
}

const columns = [
  ...(['authorization', 'payer_id', 'member_id', 'last_name', 'first_name', 'birth_date'] as const),
  ...(['covers', 'from', 'to', 'units', 'used'] as const),
] as const;
type Column = (typeof columns)[number];

export const authorizationList: ListKind<Column> = {
  ...{ name: 'authorizations', columns },
  needed: ['authorization', 'payer_id', 'member_id', 'last_name', 'first_name'],
};

/** A list of prior authorizations, as a payer's portal or a practice's own system writes it. */
export function readAuthorizationCsv(text: string, maps: readonly SavedMap[]): ReadList<LearnedAuthorization> {
  return readList(text, authorizationList, maps, ({ number, cell }) => {
    const fault = (code: string, says: string) => rowFault('authorizations', code, number, says);
    for (const column of authorizationList.needed) if (cell(column) === '') return fault('empty', `${column} says nothing.`);
    const days = (['birth_date', 'from', 'to'] as const).map((column) => ({ column, text: cell(column), day: dayOf(cell(column)) }));
    const bad = days.find(({ text, day }) => text !== '' && day === undefined);
    if (bad !== undefined) return fault('date', `${bad.column} is no date.`);
    const count = (['units', 'used'] as const).find((column) => !/^\d{0,5}$/.test(cell(column)));
    if (count !== undefined) return fault('count', `${count} is no whole number.`);
    const [birthDate, from, to] = days.map(({ day }) => day);
    return {
      at: `line ${number}`,
      who: {
        ...{ last: cell('last_name'), first: cell('first_name'), memberId: cell('member_id') },
        ...(birthDate === undefined ? {} : { birthDate }),
      },
      authorization: {
        ...{
          number: cell('authorization'),
          payerId: cell('payer_id'),
          covers: cell('covers')
            .split(/[\s;|]+/)
            .filter(Boolean),
        },
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
        ...(cell('units') === '' ? {} : { units: Number(cell('units')) }),
        ...(cell('used') === '' ? {} : { used: Number(cell('used')) }),
      },
    };
  });
}
