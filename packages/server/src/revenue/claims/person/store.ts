import type { PlainDate } from '@claimwright/core/ground/base';
import type { Person } from '@claimwright/core/revenue/claims';
import { patient } from '../../../ground/parties/index.ts';
import { shown } from '../../../store/columns.ts';

/** What a row of parties.patient says of a person, sealed as it is kept. */
export interface PersonRow {
  readonly last_name: string | null;
  readonly first_name: string | null;
  readonly birth_date: string | null;
}

export function personOf(row: PersonRow): Pick<Person, 'last' | 'first' | 'birthDate'> {
  const birthDate = shown(patient.birthDate, row.birth_date);
  return {
    last: shown(patient.last, row.last_name) ?? '',
    first: shown(patient.first, row.first_name) ?? '',
    ...(birthDate === undefined ? {} : { birthDate: birthDate as PlainDate }),
  };
}
