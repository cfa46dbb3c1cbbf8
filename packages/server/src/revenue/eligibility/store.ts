import type { Insured, LearnedAuthorization, LearnedCoverage, ListMap, SavedMap, UnsureRows } from '@claimwright/core/revenue/eligibility';
import type { Ctx } from '../../gate/index.ts';
import { asOne, membersMeant, patientsOf } from '../../ground/parties/index.ts';
import { opened } from '../../store/columns.ts';
import { authorization, coverage, listMap } from './schema.ts';

type Reading = Pick<Ctx, 'tx'>;
type Entry = LearnedCoverage['entry'];
type Authorization = LearnedAuthorization['authorization'];

interface Fresh<T> {
  readonly id: string;
  readonly patientId: string;
  readonly content: T;
  readonly contentKey: string;
}
interface Learned<T> {
  readonly who: Insured;
  readonly at: string;
  readonly content: T;
}
/** How much of what was learned is new, and of which rows it is not clear whose they are. */
export interface Kept {
  readonly kept: number;
  readonly unsure: UnsureRows;
}

/**
 * Whose each row is: by member number and name whoever is known, else whoever has the name and birth date from now on. Of a row that may be
 * of several people nothing is kept.
 */
async function whose<T>(
  ctx: Ctx,
  learned: readonly Learned<T>[],
): Promise<{ of: (Learned<T> & { patientId: string })[]; unsure: UnsureRows }> {
  const meant = await membersMeant(
    ctx.tx,
    learned.map(({ who }) => who),
    true,
  );
  const met = learned.flatMap((one, i) => (meant[i]?.is === 'nobody' ? [one] : []));
  const added = await patientsOf(
    ctx,
    met.map(({ who }) => who),
  );
  const unsure = { several: [] as string[], undated: [] as string[], others: [] as string[] };
  const of = learned.flatMap((one, i) => {
    const who = meant[i];
    if (who?.is === 'one') return [{ ...one, patientId: who.id }];
    if (who?.is === 'several') unsure.several.push(one.at);
    else if (one.who.birthDate === undefined) unsure.undated.push(one.at);
    else if (who?.others === true) unsure.others.push(one.at);
    return who?.is === 'nobody' ? [{ ...one, patientId: added[met.indexOf(one)] ?? '' }] : [];
  });
  return { of, unsure };
}

/** Those that are not here yet, each once. */
async function freshOf<T>(
  ctx: Ctx,
  table: 'coverage' | 'authorization',
  learned: readonly Learned<T>[],
): Promise<{ readonly fresh: readonly Fresh<T>[]; readonly unsure: UnsureRows }> {
  const { tx } = ctx;
  await tx.rows("select pg_advisory_xact_lock(hashtextextended('eligibility/' || $1::text, 7))", [tx.tenant]);
  const { of, unsure } = await whose(ctx, learned);
  const keys = of.map(({ content, patientId }) => tx.blind('claim-content', [table, patientId, JSON.stringify(content)].join('\n')));
  const known = await tx.rows<{ key: string }>(
    `select content_key as key from eligibility.${table} where tenant_id = $1 and content_key = any($2)`,
    [tx.tenant, keys],
  );
  const seen = new Set(known.map(({ key }) => key));
  const fresh = of.flatMap(({ content, patientId }, i) => {
    const contentKey = keys[i] ?? '';
    if (seen.has(contentKey)) return [];
    seen.add(contentKey);
    return [{ id: ctx.newId(), patientId, content, contentKey }];
  });
  return { fresh, unsure };
}

/** Keeps what was learned. */
export async function keepCoverages(ctx: Ctx, documentId: string, learned: readonly LearnedCoverage[]): Promise<Kept> {
  const { fresh, unsure } = await freshOf(
    ctx,
    'coverage',
    learned.map(({ who, at, entry }) => ({ who, at, content: entry })),
  );
  const rows = fresh.map((one) => ({ ...one, tenantId: ctx.tx.tenant, documentId, learnedAt: ctx.now, actId: ctx.actId }));
  if (rows.length > 0) await ctx.tx.copy(coverage, rows);
  return { kept: rows.length, unsure };
}

/** What a person told of a patient who is known; the same again is kept once. */
export async function tellCoverage(ctx: Ctx, id: string, patientId: string, content: Entry): Promise<void> {
  const contentKey = ctx.tx.blind('claim-content', ['coverage', patientId, JSON.stringify(content)].join('\n'));
  await ctx.tx.db
    .insert(coverage)
    .values({ tenantId: ctx.tx.tenant, id, patientId, content, contentKey, learnedAt: ctx.now, actId: ctx.actId })
    .onConflictDoNothing();
}

export async function keepAuthorizations(ctx: Ctx, documentId: string, learned: readonly LearnedAuthorization[]): Promise<Kept> {
  const { fresh, unsure } = await freshOf(
    ctx,
    'authorization',
    learned.map(({ who, at, authorization: content }) => ({ who, at, content })),
  );
  const rows = fresh.map((one) => ({ ...one, tenantId: ctx.tx.tenant, documentId, learnedAt: ctx.now, actId: ctx.actId }));
  if (rows.length > 0) await ctx.tx.copy(authorization, rows);
  return { kept: rows.length, unsure };
}

interface OfPatient {
  readonly patientId: string;
  readonly content: string;
}
type ByPatient<T> = ReadonlyMap<string, readonly T[]>;

/** What was learned of these patients' coverage, the oldest first. */
export async function coveragesOf({ tx }: Reading, patientIds: readonly string[]): Promise<ByPatient<Entry>> {
  const people = await asOne(tx, patientIds);
  const rows = await tx.rows<OfPatient>(
    'select patient_id as "patientId", content from eligibility.coverage where tenant_id = $1 and patient_id = any($2::uuid[]) order by id',
    [tx.tenant, people.all],
  );
  const found = new Map<string, Entry[]>();
  for (const { patientId, content } of rows) {
    const one = opened<Entry>(coverage.content, content);
    for (const id of people.asked(patientId)) {
      const own = found.get(id) ?? [];
      found.set(id, own);
      own.push(one);
    }
  }
  return found;
}

/** These patients' authorizations: of each number what was said last. */
export async function authorizationsOf({ tx }: Reading, patientIds: readonly string[]): Promise<ByPatient<Authorization>> {
  const people = await asOne(tx, patientIds);
  const rows = await tx.rows<OfPatient>(
    'select patient_id as "patientId", content from eligibility.authorization where tenant_id = $1 and patient_id = any($2::uuid[]) order by id',
    [tx.tenant, people.all],
  );
  const found = new Map<string, Map<string, Authorization>>();
  for (const { patientId, content } of rows) {
    const one = opened<Authorization>(authorization.content, content);
    for (const id of people.asked(patientId)) {
      const own = found.get(id) ?? new Map<string, Authorization>();
      found.set(id, own);
      own.set(`${one.payerId}|${one.number}`, one);
    }
  }
  return new Map([...found].map(([patientId, own]) => [patientId, [...own.values()]]));
}

/** What was said of headings, the newest first. */
export async function listMaps({ tx }: Reading, list: 'coverage' | 'authorizations'): Promise<readonly SavedMap[]> {
  return tx.rows<SavedMap>('select headings, columns from eligibility.list_map where tenant_id = $1 and list = $2 order by id desc', [
    tx.tenant,
    list,
  ]);
}

export async function putListMap(
  ctx: Ctx,
  id: string,
  map: { readonly list: 'coverage' | 'authorizations'; readonly headings: readonly string[]; readonly columns: ListMap },
): Promise<void> {
  await ctx.tx.db.insert(listMap).values({ tenantId: ctx.tx.tenant, id, ...map, setAt: ctx.now, actId: ctx.actId });
}
