import type { Insured, LearnedAuthorization, LearnedCoverage, ListMap, SavedMap } from '@claimwright/core/revenue/eligibility';
import type { Ctx } from '../../gate/index.ts';
import { patientsOf } from '../../ground/parties/index.ts';
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

/** Those that are not here yet, each once. */
async function freshOf<T>(
  ctx: Ctx,
  table: 'coverage' | 'authorization',
  learned: readonly { readonly who: Insured; readonly content: T }[],
): Promise<readonly Fresh<T>[]> {
  const { tx } = ctx;
  if (learned.length === 0) return [];
  await tx.rows("select pg_advisory_xact_lock(hashtextextended('eligibility/' || $1::text, 7))", [tx.tenant]);
  const patients = await patientsOf(
    ctx,
    learned.map(({ who }) => who),
  );
  const keys = learned.map(({ content }, i) => tx.blind('claim-content', [table, patients[i], JSON.stringify(content)].join('\n')));
  const known = await tx.rows<{ key: string }>(
    `select content_key as key from eligibility.${table} where tenant_id = $1 and content_key = any($2)`,
    [tx.tenant, keys],
  );
  const seen = new Set(known.map(({ key }) => key));
  return learned.flatMap(({ content }, i) => {
    const contentKey = keys[i] ?? '';
    if (seen.has(contentKey)) return [];
    seen.add(contentKey);
    return [{ id: ctx.newId(), patientId: patients[i] ?? '', content, contentKey }];
  });
}

/** Keeps what was learned; answers how much of it is new. */
export async function keepCoverages(ctx: Ctx, documentId: string, learned: readonly LearnedCoverage[]): Promise<number> {
  const fresh = await freshOf(
    ctx,
    'coverage',
    learned.map(({ who, entry }) => ({ who, content: entry })),
  );
  const rows = fresh.map((one) => ({ ...one, tenantId: ctx.tx.tenant, documentId, learnedAt: ctx.now, actId: ctx.actId }));
  if (rows.length > 0) await ctx.tx.copy(coverage, rows);
  return rows.length;
}

export async function keepAuthorizations(ctx: Ctx, documentId: string, learned: readonly LearnedAuthorization[]): Promise<number> {
  const fresh = await freshOf(
    ctx,
    'authorization',
    learned.map(({ who, authorization: content }) => ({ who, content })),
  );
  const rows = fresh.map((one) => ({ ...one, tenantId: ctx.tx.tenant, documentId, learnedAt: ctx.now, actId: ctx.actId }));
  if (rows.length > 0) await ctx.tx.copy(authorization, rows);
  return rows.length;
}

interface OfPatient {
  readonly patientId: string;
  readonly content: string;
}
type ByPatient<T> = ReadonlyMap<string, readonly T[]>;

/** What was learned of these patients' coverage, the oldest first. */
export async function coveragesOf({ tx }: Reading, patientIds: readonly string[]): Promise<ByPatient<Entry>> {
  const rows = await tx.rows<OfPatient>(
    'select patient_id as "patientId", content from eligibility.coverage where tenant_id = $1 and patient_id = any($2::uuid[]) order by id',
    [tx.tenant, patientIds],
  );
  const found = new Map<string, Entry[]>();
  for (const { patientId, content } of rows) {
    const own = found.get(patientId) ?? [];
    found.set(patientId, own);
    own.push(opened<Entry>(coverage.content, content));
  }
  return found;
}

/** These patients' authorizations: of each number what was said last. */
export async function authorizationsOf({ tx }: Reading, patientIds: readonly string[]): Promise<ByPatient<Authorization>> {
  const rows = await tx.rows<OfPatient>(
    'select patient_id as "patientId", content from eligibility.authorization where tenant_id = $1 and patient_id = any($2::uuid[]) order by id',
    [tx.tenant, patientIds],
  );
  const found = new Map<string, Map<string, Authorization>>();
  for (const { patientId, content } of rows) {
    const one = opened<Authorization>(authorization.content, content);
    const own = found.get(patientId) ?? new Map<string, Authorization>();
    found.set(patientId, own);
    own.set(`${one.payerId}|${one.number}`, one);
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
