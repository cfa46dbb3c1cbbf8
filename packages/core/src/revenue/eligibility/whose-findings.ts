import type { Finding } from '../../ground/base/index.ts';

/** What became of the rows of a list or answer whose person was not found at once; each by where it stands. */
export interface UnsureRows {
  /** Several people here have the name and member number. */
  readonly several: readonly string[];
  /** Without birth date, and nobody here has the name and member number. */
  readonly undated: readonly string[];
  /** The member number is known here, of others than the one who is named. */
  readonly others: readonly string[];
}

const most = 20;
const listed = (places: readonly string[]): string =>
  places.length <= most ? places.join(', ') : `${places.slice(0, most).join(', ')} and ${places.length - most} more`;

/** What to do about rows of which it is not clear whose they are: told together, by where they stand. */
export function whoseFindings({ several, undated, others }: UnsureRows): Finding[] {
  const counted = (places: readonly string[], one: string, more: string) => (places.length === 1 ? one : `${places.length} ${more}`);
  return [
    ...(several.length === 0
      ? []
      : [
          {
            ...{ code: 'eligibility.several-people', severity: 'error' as const, at: several[0] ?? '' },
            says: `${counted(several, 'One row may be', 'rows may be')} of several people here, and nothing is kept of them: ${listed(several)}.`,
            because: 'Patients of this name came under this member number with different birth dates.',
            fix: 'Put the birth date into the row, and bring the list in again: what is here already is not taken twice.',
          },
        ]),
    ...(undated.length === 0
      ? []
      : [
          {
            ...{ code: 'eligibility.no-birth-date', severity: 'warning' as const, at: undated[0] ?? '' },
            says: `${counted(undated, 'One row has', 'rows have')} no birth date, and nobody here has the name and member number: ${listed(undated)}.`,
            because: 'Without a birth date a row counts only for the one patient of its name and member number.',
            fix: 'Compare name and member number with the card, or put the birth date into the row, and bring the list in again.',
          },
        ]),
    ...(others.length === 0
      ? []
      : [
          {
            ...{ code: 'eligibility.another-of-member', severity: 'info' as const, at: others[0] ?? '' },
            says: `${counted(others, 'One row has', 'rows have')} a member number that is known here of somebody with another name or birth date: ${listed(others)}.`,
            because: 'It may be another of the family, or the same person written otherwise; it is kept for whom the row names.',
            fix: 'Where it is the same person, write name and birth date as on the claims, and bring the list in again.',
          },
        ]),
  ];
}
