import { nameKey } from '@claimwright/core/ground/parties';
import { shown } from '../../../store/columns.ts';
import type { Tx } from '../../../store/store.ts';
import { patient } from '../schema.ts';
import { type FoundBy, memberIndex } from '../search/store.ts';
import { wordsOf } from '../search/words.ts';

/** Somebody as a list, a claim or a payer's answer names them. */
interface NamedMember {
  readonly last: string;
  readonly first: string;
  readonly birthDate?: string;
  readonly memberId?: string;
}

interface KnownMember {
  readonly id: string;
  readonly last: string;
  readonly first: string;
  readonly birthDate: string;
}

/** Under which member numbers patients came, where their birth date is known: a number alone is a whole family's. */
export const numbersIn = (tx: Tx, people: readonly { readonly id: string; readonly person: NamedMember }[]): FoundBy[] =>
  people.flatMap(({ id, person }) => {
    const token = person.birthDate === undefined ? null : memberIndex(tx, person.memberId);
    return token === null ? [] : [{ token, id }];
  });

async function knownMembers(tx: Tx, people: readonly NamedMember[]): Promise<ReadonlyMap<string, readonly KnownMember[]>> {
  const tokens = [...new Set(people.flatMap(({ memberId }) => memberIndex(tx, memberId) ?? []))];
  if (tokens.length === 0) return new Map();
  const rows = await tx.rows<{ token: string; id: string; last: string; first: string; born: string | null }>(
    `select s.token, p.id, p.last_name as last, p.first_name as first, p.birth_date as born
       from parties.patient_search s join parties.patient p on p.tenant_id = s.tenant_id and p.id = s.patient_id
      where s.tenant_id = $1 and s.token = any($2)`,
    [tx.tenant, tokens],
  );
  const known = new Map<string, KnownMember[]>();
  for (const { token, id, last, first, born } of rows) {
    const opened = { last: shown(patient.last, last) ?? '', first: shown(patient.first, first) ?? '' };
    const birthDate = shown(patient.birthDate, born);
    if (birthDate !== undefined) known.set(token, [...(known.get(token) ?? []), { id, ...opened, birthDate }]);
  }
  return known;
}

/** `Mary` and `Mary Ann` may be one; `Ann` and `Anna` are two, and so are `Mary Ann` and `Mary Beth`. */
function mayBeFirst(one: string, other: string): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  return a.length > 0 && b.length > 0 && a.every((word, i) => b[i] === undefined || word === b[i]);
}

/** Whom a member number and a name mean: one who is known, several of whom any may be meant, or nobody. */
type Meant =
  | { readonly is: 'one'; readonly id: string }
  | { readonly is: 'several' }
  | { readonly is: 'nobody' /** Others came under the number. */; readonly others: boolean };

/**
 * Patients by member number and name, in the order asked; a birth date that is said is theirs too. `loosely`: one may say a second first
 * name that the other leaves out.
 */
export async function membersMeant(tx: Tx, people: readonly NamedMember[], loosely = false): Promise<Meant[]> {
  const known = await knownMembers(tx, people);
  return people.map((person): Meant => {
    const ofNumber = known.get(memberIndex(tx, person.memberId) ?? '') ?? [];
    const family = ofNumber.filter(
      ({ last, birthDate }) => nameKey(last) === nameKey(person.last) && (person.birthDate === undefined || person.birthDate === birthDate),
    );
    const exactly = family.filter(({ first }) => nameKey(first) === nameKey(person.first));
    const found = exactly.length > 0 || !loosely ? exactly : family.filter(({ first }) => mayBeFirst(first, person.first));
    const [one, ...others] = found;
    if (one === undefined) return { is: 'nobody', others: ofNumber.length > 0 };
    return others.length === 0 ? { is: 'one', id: one.id } : { is: 'several' };
  });
}
