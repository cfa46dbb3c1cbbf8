import { createHash } from 'node:crypto';
import { idKey, nameKey, type OwnNumbers, type SiteNumbers } from '@claimwright/core/ground/parties';
import { and, asc, eq, inArray } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { encode, type Tx } from '../../store/store.ts';
import { type Evidence, keysApart, signsOf, whoBears } from './apart/store.ts';
import { membersMeant, numbersIn } from './members/store.ts';
import { patient, payer, practice, provider, site } from './schema.ts';
import { blindOnce, type FoundBy, keepFoundBy, namesIn, patientsById } from './search/store.ts';

export type PayerRow = typeof payer.$inferSelect;
type PracticeRow = typeof practice.$inferSelect;

/** What a file says of a payer. */
export interface MetPayer {
  readonly name: string;
  readonly ids: readonly string[];
  /** Of the payment's trace (TRN03): whoever pays out for several payers bears one for all of them. */
  readonly traceIds?: readonly string[];
}
/** What acts need of their context: narrow, so that the first run, which has no actor yet, can bring its own. */
export interface Bringing {
  readonly tx: Tx;
  newId(): string;
}

export async function payerById(tx: Tx, id: string): Promise<PayerRow | undefined> {
  const [row] = await payersOf(tx, [id]);
  return row;
}

/** A payer of which a person said that it is another one is known by its own id, and is in all else that other one. */
export async function payersOf(tx: Tx, ids?: readonly string[]): Promise<PayerRow[]> {
  const which = and(eq(payer.tenantId, tx.tenant), ids ? inArray(payer.id, [...ids]) : undefined);
  const meant = alias(payer, 'meant');
  const rows = await tx.db
    .select({ own: payer, meant })
    .from(payer)
    .leftJoin(meant, and(eq(meant.tenantId, payer.tenantId), eq(meant.id, payer.sameAs)))
    .where(which)
    .orderBy(asc(payer.name), asc(payer.id));
  return rows.map(({ own, meant }) => (meant === null ? own : { ...meant, id: own.id, sameAs: own.sameAs }));
}

/** All payers as they are kept, each with its own ids, whichever it was said to be. */
export async function payerRows(tx: Tx): Promise<PayerRow[]> {
  return tx.db.select().from(payer).where(eq(payer.tenantId, tx.tenant)).orderBy(asc(payer.name), asc(payer.id));
}

/** The name of the payer that this one is likely to be, while nobody said whether it is. */
export async function likelyName(tx: Tx, row: PayerRow): Promise<string | undefined> {
  if (row.likelySameAs === null || row.sameAs !== null || !row.unconfirmed) return undefined;
  return (await payerById(tx, row.likelySameAs))?.name;
}

/** A payer as it is kept, whichever it was said to be. */
export async function payerRow(tx: Tx, id: string): Promise<PayerRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(payer)
    .where(and(eq(payer.tenantId, tx.tenant), eq(payer.id, id)));
  return row;
}

/**
 * The payers that a file names, by one of their ids, else by their very name; those that nobody knows are added. A payer met in a file
 * is unconfirmed and out of network, so that nothing of its claims is written off before a person said that a contract binds us. Nor is
 * one taken for a payer that a person vouches for by its name alone, which anyone may bear, nor by a trace's payer id under another name,
 * which agents share over many payers: it is only likely that one, and waits for a person's word.
 */
export async function payersByIds({ tx, newId }: Bringing, met: readonly MetPayer[]): Promise<string[]> {
  const known = await payerRows(tx);
  const before = directory(known);
  if (met.every((one) => complete(one, before))) return resolve(met, before);
  // Two readers that meet the same payer at once: the second waits, and then finds it.
  await tx.rows("select pg_advisory_xact_lock(hashtextextended('payers/' || $1::text, 7))", [tx.tenant]);
  const now = await payerRows(tx);
  const book = directory(now);
  const changed = new Set<PayerRow>();
  for (const one of met) changed.add(learn(one, book, tx.tenant, newId));
  for (const row of changed) {
    if (now.includes(row)) await setPayer(tx, row.id, { ids: row.ids });
    else await tx.db.insert(payer).values(row);
  }
  return resolve(met, book);
}

interface Directory {
  readonly byId: Map<string, PayerRow>;
  readonly byName: Map<string, PayerRow>;
}

/** A payer that was said to be another one leaves its name to that one. */
function directory(rows: readonly PayerRow[]): Directory {
  const book: Directory = { byId: new Map(), byName: new Map() };
  const meant = new Map(rows.map((row) => [row.id, row]));
  for (const row of rows) if (row.sameAs === null) enter(book, row);
  for (const { sameAs, name } of rows) {
    const row = sameAs === null ? undefined : meant.get(sameAs);
    if (row !== undefined && !book.byName.has(payerNameKey(name))) book.byName.set(payerNameKey(name), row);
  }
  return book;
}

/** A name is that of the payer that a person vouches for, where there is one. */
function enter(book: Directory, row: PayerRow): void {
  for (const id of row.ids) if (!book.byId.has(idKey(id))) book.byId.set(idKey(id), row);
  const name = payerNameKey(row.name);
  const known = book.byName.get(name);
  if (name !== '' && (known === undefined || (known.unconfirmed && !row.unconfirmed))) book.byName.set(name, row);
}

const payerNameKey = (name: string): string =>
  name
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
const clean = (ids: readonly string[]): string[] => [...new Set(ids.map((id) => id.trim().toUpperCase()).filter((id) => idKey(id) !== ''))];

function byId(ids: readonly string[], book: Directory): PayerRow | undefined {
  for (const id of clean(ids)) {
    const row = book.byId.get(idKey(id));
    if (row) return row;
  }
  return undefined;
}

const byName = (one: MetPayer, book: Directory): PayerRow | undefined => book.byName.get(payerNameKey(one.name) || payerNameKey(nameless));
const nameless = 'Unnamed payer';
const allIds = ({ ids, traceIds = [] }: MetPayer): string[] => clean([...ids, ...traceIds]);

function lookUp(one: MetPayer, book: Directory): PayerRow | undefined {
  const known = byId(one.ids, book);
  if (known) return known;
  const named = byName(one, book);
  const paying = byId(one.traceIds ?? [], book);
  const saysNothing = payerNameKey(one.name) === '' && clean(one.ids).length === 0;
  const itself = named === paying || saysNothing || payerNameKey(paying?.name ?? '') === payerNameKey(one.name);
  if (paying !== undefined && itself) return paying;
  // Of a trace that others' payments bear too, its name is all that it may say of itself.
  const onlyNamed = allIds(one).length === 0 || (paying !== undefined && clean(one.ids).length === 0);
  return named !== undefined && (named.unconfirmed || onlyNamed) ? named : undefined;
}

/** Known with all the ids that it goes by here: nothing to write. */
const complete = (one: MetPayer, book: Directory): boolean =>
  lookUp(one, book) !== undefined && allIds(one).every((id) => book.byId.has(idKey(id)));

/** Finds or makes the payer, and takes note of ids that no other payer has. */
function learn(one: MetPayer, book: Directory, tenantId: string, newId: () => string): PayerRow {
  const fresh = allIds(one).filter((id) => !book.byId.has(idKey(id)));
  const row = lookUp(one, book) ?? {
    tenantId,
    id: newId(),
    name: one.name.trim() || nameless,
    ids: [],
    inNetwork: false,
    unconfirmed: true,
    capitation: false,
    likelySameAs: (byName(one, book) ?? byId(one.traceIds ?? [], book))?.id ?? null,
    sameAs: null,
  };
  row.ids = [...row.ids, ...fresh];
  enter(book, row);
  return row;
}

function resolve(met: readonly MetPayer[], book: Directory): string[] {
  return met.map((one) => {
    const row = lookUp(one, book);
    if (!row) throw new Error('a payer was neither found nor added');
    return row.id;
  });
}

export async function setPayer(tx: Tx, id: string, values: Partial<Omit<PayerRow, 'tenantId' | 'id'>>): Promise<void> {
  await tx.db
    .update(payer)
    .set(values)
    .where(and(eq(payer.tenantId, tx.tenant), eq(payer.id, id)));
}

export async function addPayer(
  tx: Tx,
  row: Pick<PayerRow, 'id' | 'name' | 'ids' | 'inNetwork' | 'unconfirmed'> & { readonly capitation?: boolean },
): Promise<void> {
  await tx.db.insert(payer).values({ ...row, ids: clean(row.ids), tenantId: tx.tenant });
}

/** What a claim says of its patient. `memberId` tells people apart where no birth date does; with payer and address where one does. */
export interface MetPatient extends Evidence {
  readonly last: string;
  readonly first: string;
  readonly birthDate?: string;
  readonly sex?: string;
}

/** The letters of the name with the birth date, under the practice's key: finds the same person again and spells nobody out. */
function patientKey(tx: Tx, person: MetPatient): string {
  const letters = (name: string): string => nameKey(name) || name.trim().toLowerCase();
  const born = person.birthDate ?? `member ${idKey(person.memberId ?? '')}`;
  return tx.blind('patient', patientHash(tx.tenant, [letters(person.last), letters(person.first), born]));
}

/** Patients of claims, in their order; those that are new are found again by what is kept of them when `keep` is done. */
interface PatientsMet {
  readonly ids: readonly string[];
  keep(): Promise<void>;
}

/**
 * The patients of thousands of claims at once, in their order: found by their key, or added. Whoever is named without a birth date is the one
 * patient of that name and member number, where there is one.
 */
export async function patientsOf(ctx: Bringing & { readonly actId: string }, people: readonly MetPatient[]): Promise<readonly string[]> {
  const { ids, keep } = await patientsMet(ctx, people);
  await keep();
  return ids;
}

/** The same for whoever has more to copy: `keep` copies as well, and is called in the same act. */
export async function patientsMet(ctx: Bringing & { readonly actId: string }, people: readonly MetPatient[]): Promise<PatientsMet> {
  const { tx } = ctx;
  const undated = people.flatMap((person, i) => (person.birthDate === undefined && person.memberId !== undefined ? [{ person, i }] : []));
  const meant = await membersMeant(
    tx,
    undated.map(({ person }) => person),
  );
  const ids = new Map(
    undated.flatMap(({ i }, at) => {
      const one = meant[at];
      return one?.is === 'one' ? [[i, one.id] as const] : [];
    }),
  );
  const others = people.flatMap((person, i) => (ids.has(i) ? [] : [{ person, i }]));
  const byKey = await patientsByKey(
    ctx,
    others.map(({ person }) => person),
  );
  for (const [at, { i }] of others.entries()) ids.set(i, byKey.ids[at] ?? missing(''));
  const found = people.map((person, i) => ({ person, id: ids.get(i) ?? missing('') }));
  return { ids: found.map(({ id }) => id), keep: () => keepFoundBy(tx, [...byKey.foundBy(), ...numbersIn(tx, found)]) };
}

/**
 * Whose what was said of `before` is, after a person corrected it: under another name or birth date whoever bears these, and else the same
 * patient, who came under what is told now too.
 */
export async function patientCorrected(
  ctx: Bringing & { readonly actId: string },
  id: string,
  { before, after }: { readonly before: MetPatient; readonly after: MetPatient },
): Promise<string> {
  const { tx } = ctx;
  const key = patientKey(tx, after);
  if (key !== patientKey(tx, before)) return (await patientsOf(ctx, [after]))[0] ?? id;
  const signs = signsOf([{ id, person: after, base: key, key }], blindOnce(tx));
  await keepFoundBy(tx, [...signs, ...numbersIn(tx, [{ id, person: after }])]);
  return id;
}

/** Patients who bear the name and the birth date of one, that one among them; where no birth date is known nobody is taken for another. */
export async function namesakesOf(tx: Tx, id: string): Promise<string[]> {
  const [known] = await patientsById(tx, [id], 1);
  if (known?.birthDate === undefined) return [];
  const { last, first, birthDate } = known;
  return whoBears(tx, patientKey(tx, { last, first, birthDate }));
}

async function patientsByKey(
  { tx, newId, actId }: Bringing & { readonly actId: string },
  people: readonly MetPatient[],
): Promise<{ readonly ids: readonly string[]; foundBy(): FoundBy[] }> {
  const named = people.map((person) => patientKey(tx, person));
  const blind = blindOnce(tx);
  const keys = await keysApart(tx, people, named, blind);
  const first = new Map<string, MetPatient>();
  for (const [i, person] of people.entries()) {
    const key = keys[i] ?? '';
    if (!first.has(key)) first.set(key, person);
  }
  const fresh = [...first.values()];
  const added = await tx.rows<{ key: string; id: string }>(
    `insert into parties.patient (tenant_id, id, last_name, first_name, birth_date, sex, key, act_id)
     select $1, t.id, t.last, t.first, t.born, t.sex, t.key, $2
       from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[]) as t (id, last, first, born, sex, key)
     on conflict (tenant_id, key) do nothing returning id, key`,
    [
      tx.tenant,
      actId,
      fresh.map(() => newId()),
      fresh.map((person) => encode(patient.last, person.last)),
      fresh.map((person) => encode(patient.first, person.first)),
      fresh.map((person) => encode(patient.birthDate, person.birthDate)),
      fresh.map((person) => person.sex ?? null),
      [...first.keys()],
    ],
  );
  const rows = await tx.rows<{ id: string; key: string }>('select id, key from parties.patient where tenant_id = $1 and key = any($2)', [
    tx.tenant,
    [...first.keys()],
  ]);
  const ids = new Map(rows.map((row) => [row.key, row.id]));
  const found = keys.map((key) => ids.get(key) ?? missing(key));
  return {
    ids: found,
    foundBy: () => [
      ...namesIn(
        added.map(({ id, key }) => ({ ...(first.get(key) ?? missing(key)), id })),
        blind,
      ),
      ...signsOf(
        people.map((person, i) => ({ person, id: found[i] ?? '', key: keys[i] ?? '', base: named[i] ?? '' })),
        blind,
      ),
    ],
  };
}

/** What databases of before the keys hold as it is: these are hashed once more when they are sealed. */
const patientHash = (tenant: string, told: readonly string[]): string =>
  createHash('sha256')
    .update([tenant, ...told].join('\n'))
    .digest('hex');

function missing(key: string): never {
  throw new Error(`patient ${key.slice(0, 8)} was neither found nor added`);
}

export async function practiceOf(tx: Tx): Promise<PracticeRow | undefined> {
  const [row] = await tx.db.select().from(practice).where(eq(practice.tenantId, tx.tenant));
  return row;
}

export async function addPractice(tx: Tx, row: Omit<PracticeRow, 'tenantId'>): Promise<void> {
  await tx.db.insert(practice).values({ tenantId: tx.tenant, ...row });
}

export type SiteRow = typeof site.$inferSelect;
export async function sitesOf(tx: Tx): Promise<SiteRow[]> {
  return tx.db.select().from(site).where(eq(site.tenantId, tx.tenant)).orderBy(asc(site.name), asc(site.id));
}

/** What the sites are recognised by in claims and remits. */
export async function siteNumbers(tx: Tx): Promise<SiteNumbers[]> {
  return (await sitesOf(tx)).map(({ id, npi, billingNpi }) => ({ id, npi: npi ?? undefined, billingNpi: billingNpi ?? undefined }));
}

export async function siteById(tx: Tx, id: string): Promise<SiteRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(site)
    .where(and(eq(site.tenantId, tx.tenant), eq(site.id, id)));
  return row;
}

export async function setSite(tx: Tx, { id, ...values }: Omit<SiteRow, 'tenantId'>): Promise<void> {
  await tx.db
    .update(site)
    .set(values)
    .where(and(eq(site.tenantId, tx.tenant), eq(site.id, id)));
}

export async function addSite(tx: Tx, row: Omit<SiteRow, 'tenantId'>): Promise<void> {
  await tx.db.insert(site).values({ tenantId: tx.tenant, ...row });
}

/** What the practice goes by where it is paid, but for the numbers on its claims. */
export async function ownNumbers(tx: Tx): Promise<OwnNumbers> {
  const own = await practiceOf(tx);
  const sites = (await siteNumbers(tx)).flatMap(({ npi, billingNpi }) => [npi, billingNpi]);
  const providers = (await providersOf(tx)).map(({ npi }) => npi);
  const otherNpis = [...sites, ...providers].filter((npi) => npi !== undefined);
  return { npi: own?.npi ?? undefined, taxId: own?.taxId ?? undefined, otherNpis };
}

type ProviderRow = typeof provider.$inferSelect;
export async function providersOf(tx: Tx): Promise<ProviderRow[]> {
  return tx.db.select().from(provider).where(eq(provider.tenantId, tx.tenant)).orderBy(asc(provider.name), asc(provider.id));
}

/** Answers false where a provider with this number is here already. */
export async function addProvider(tx: Tx, row: Omit<ProviderRow, 'tenantId'>): Promise<boolean> {
  const added = await tx.db
    .insert(provider)
    .values({ tenantId: tx.tenant, ...row })
    .onConflictDoNothing()
    .returning({ id: provider.id });
  return added.length > 0;
}
