import { nameKey } from '../../ground/parties/index.ts';
import type { Person } from './claim.ts';

type Named = Pick<Person, 'last' | 'first' | 'birthDate'>;

/**
 * Whether two claims under one number may be of one person: not with two birth dates, and not with first names of which neither begins
 * the other. A practice that numbers by account gives one number to a whole family, twins included.
 */
export function maybeSamePerson(one: Named, other: Named): boolean {
  if (one.birthDate !== undefined && other.birthDate !== undefined && one.birthDate !== other.birthDate) return false;
  const [a, b] = [nameKey(one.first), nameKey(other.first)];
  return a.startsWith(b) || b.startsWith(a);
}

/** Whether two people of one number are so alike that somebody may have mended a name: one birth date, one initial. */
export const nearlySame = (one: Named, other: Named): boolean =>
  one.birthDate !== undefined && one.birthDate === other.birthDate && nameKey(one.first)[0] === nameKey(other.first)[0];
