import { idKey } from '@claimwright/core/ground/parties';
import { shown } from '../../../store/columns.ts';
import type { Store, Tx } from '../../../store/store.ts';
import { patient, patientSearch } from '../schema.ts';
import { beginsIn, lookedUp, type TypedWord, tokensOf, typedDate, typedWords } from './words.ts';

/** By what a member number is found: equal letters and digits, whatever stands between them. Null where it says nothing. */
export function memberIndex(tx: Tx, memberId: string | null | undefined): string | null {
  const key = idKey(memberId ?? '');
  return key === '' ? null : tx.blind('member', key);
}

interface Named {
  readonly last: string;
  readonly first: string;
}

/** A name whose parts are opened when they are asked for, each once: of most the last name says whether they are meant. */
export function openedOnce(openLast: () => string, openFirst: () => string): Named {
  let [last, first]: [string?, string?] = [];
  return {
    get last() {
      last ??= openLast();
      return last;
    },
    get first() {
      first ??= openFirst();
      return first;
    },
  };
}

/** By what people are found who are named on other papers than a claim: a file has many of them, whose names begin alike. */
export function searchTokens(tx: Tx): (person: Named) => string[] {
  const blind = blindOnce(tx);
  return (person) => tokensOf(person).map(blind);
}

/** The hash of what people are found by, worked out once. */
export function blindOnce(tx: Tx): (token: string) => string {
  const known = new Map<string, string>();
  return (token) => {
    const before = known.get(token);
    if (before !== undefined) return before;
    const made = tx.blind('patient-search', token);
    known.set(token, made);
    return made;
  };
}

/** A name as a person typed it: for each of its words the tokens of which one must be there, and whether a name, opened, is meant. */
export interface TypedName {
  readonly tokens: readonly (readonly string[])[];
  means(person: Named): boolean;
}

export function typedName(tx: Tx, search: string): TypedName | undefined {
  const words = typedWords(search);
  if (words.length === 0) return undefined;
  const tokens = words.map((word) => lookedUp(word).map((token) => tx.blind('patient-search', token)));
  return { tokens, means: (person) => words.every((word) => beginsIn(word, person)) };
}

/** By what a patient is found. */
export interface FoundBy {
  readonly token: string;
  readonly id: string;
}

/** By what new patients are searched. */
export function namesIn(
  people: readonly { readonly id: string; readonly last: string; readonly first: string; readonly birthDate?: string | undefined }[],
  blind: (token: string) => string,
): FoundBy[] {
  return people.flatMap((person) => tokensOf(person).map((token) => ({ token: blind(token), id: person.id })));
}

/** Keeps by what patients are found; what is kept already stays. In one order, so that two who add the same wait for each other and not both. */
export async function keepFoundBy(tx: Tx, found: readonly FoundBy[]): Promise<void> {
  if (found.length === 0) return;
  const rows = new Map(found.map((one) => [`${one.token} ${one.id}`, one]));
  const sorted = [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1));
  await tx.copyMissing(
    patientSearch,
    sorted.map(([, { token, id }]) => ({ tenantId: tx.tenant, token, patientId: id })),
  );
}

/** Patients of before there were keys: their key was a bare hash, and nobody could search them without reading them. */
export async function indexOldPatients(store: Store, tenant: string): Promise<void> {
  for (let left = 1; left > 0; )
    left = await store.inTenant(tenant, async (tx) => {
      const rows = await tx.rows<{ id: string; last: string; first: string; born: string | null; key: string }>(
        `select id, last_name as last, first_name as first, birth_date as born, key from parties.patient
          where tenant_id = $1 and length(key) = 64 order by id limit 500`,
        [tx.tenant],
      );
      const people = rows.map((row) => ({
        id: row.id,
        last: shown(patient.last, row.last) ?? '',
        first: shown(patient.first, row.first) ?? '',
        birthDate: shown(patient.birthDate, row.born),
      }));
      await keepFoundBy(tx, namesIn(people, blindOnce(tx)));
      await tx.rows(
        'update parties.patient p set key = u.key from unnest($2::uuid[], $3::text[]) as u (id, key) where p.tenant_id = $1 and p.id = u.id',
        [tx.tenant, rows.map(({ id }) => id), rows.map(({ key }) => tx.blind('patient', key))],
      );
      return rows.length;
    });
}

/** The patients whom a search means: by `Last`, `Last, First`, `First Last`, or a birth date. */
export async function patientsFound(tx: Tx, search: string): Promise<string[]> {
  const date = typedDate(search.trim());
  return date === undefined ? patientsNamed(tx, typedWords(search)) : patientsBorn(tx, date);
}

/** The same by a name and a birth date in one line, in whatever order. */
export async function patientsNamedAndBorn(tx: Tx, search: string): Promise<string[]> {
  const words = search.split(/\s+/);
  const dates = words.filter((word) => typedDate(word.replace(/,$/, '')) !== undefined);
  const [date] = dates;
  if (date === undefined || dates.length === words.length) return patientsFound(tx, search);
  const born = new Set(await patientsFound(tx, date.replace(/,$/, '')));
  const named = await patientsNamed(
    tx,
    typedWords(
      words
        .filter((word) => word !== date)
        .join(' ')
        .replace(/,\s*$/, ''),
    ),
  );
  return named.filter((id) => born.has(id));
}

async function patientsBorn(tx: Tx, token: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>('select patient_id as id from parties.patient_search where tenant_id = $1 and token = $2', [
    tx.tenant,
    tx.blind('patient-search', token),
  ]);
  return rows.map(({ id }) => id);
}

/** Those who begin alike come from the index, by equality (decision 0010); their names, opened, say who is meant. */
export async function patientsNamed(tx: Tx, words: readonly TypedWord[]): Promise<string[]> {
  if (words.length === 0) return [];
  const hashes = words.map((word) => lookedUp(word).map((token) => tx.blind('patient-search', token)));
  const rows = await tx.rows<{ id: string; last: string; first: string }>(
    `select p.id, p.last_name as last, p.first_name as first from parties.patient p where p.tenant_id = $1
       ${hashes.map((_, i) => `and p.id in (select patient_id from parties.patient_search where tenant_id = $1 and token = any($${i + 2}))`).join('\n')}`,
    [tx.tenant, ...hashes],
  );
  return rows
    .filter(({ last, first }) => {
      const person = openedOnce(
        () => shown(patient.last, last) ?? '',
        () => shown(patient.first, first) ?? '',
      );
      return words.every((word) => beginsIn(word, person));
    })
    .map(({ id }) => id);
}

export interface FoundPatient extends Named {
  readonly id: string;
  readonly birthDate: string | undefined;
}

/** These patients by name, so many at most. */
export async function patientsById(tx: Tx, ids: readonly string[], limit: number): Promise<FoundPatient[]> {
  const rows = await tx.rows<{ id: string; last: string; first: string; born: string | null }>(
    `select id, last_name as last, first_name as first, birth_date as born from parties.patient
      where tenant_id = $1 and id = any($2::uuid[]) order by id limit ${limit}`,
    [tx.tenant, [...ids]],
  );
  return rows.map(({ id, last, first, born }) => ({
    id,
    last: shown(patient.last, last) ?? '',
    first: shown(patient.first, first) ?? '',
    birthDate: shown(patient.birthDate, born),
  }));
}
