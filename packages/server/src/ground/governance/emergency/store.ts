import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Store, Tx } from '../../../store/store.ts';
import { emergencyAccess } from './schema.ts';

export type EmergencyRow = typeof emergencyAccess.$inferSelect;

/** All that wait for somebody, then those that were reviewed: so many at most, and of each the newest first. */
export const emergenciesOf = (tx: Tx, most: number): Promise<EmergencyRow[]> =>
  tx.db
    .select()
    .from(emergencyAccess)
    .where(eq(emergencyAccess.tenantId, tx.tenant))
    .orderBy(desc(isNull(emergencyAccess.reviewedAt)), desc(emergencyAccess.takenAt))
    .limit(most);

/** Those that nobody has reviewed yet, whether they are over or not. */
export const unreviewed = (tx: Tx, most: number): Promise<EmergencyRow[]> =>
  tx.db
    .select()
    .from(emergencyAccess)
    .where(and(eq(emergencyAccess.tenantId, tx.tenant), isNull(emergencyAccess.reviewedAt)))
    .orderBy(desc(emergencyAccess.takenAt))
    .limit(most);

export async function emergencyById(tx: Tx, id: string): Promise<EmergencyRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(emergencyAccess)
    .where(and(eq(emergencyAccess.tenantId, tx.tenant), eq(emergencyAccess.id, id)));
  return row;
}

/** The one that is open for somebody now. */
export async function openFor(tx: Tx, userId: string, now: Date): Promise<{ id: string; endsAt: Date } | undefined> {
  const [row] = await tx.rows<{ id: string; endsAt: Date }>(
    `select id, ends_at as "endsAt" from governance.emergency_access
      where tenant_id = $1 and user_id = $2 and ends_at > $3 and ended_at is null order by ends_at desc limit 1`,
    [tx.tenant, userId, now],
  );
  return row;
}

/** Whether somebody works for some sites or payers only. */
export async function isLimited(tx: Tx, userId: string): Promise<boolean> {
  const [row] = await tx.rows(
    "select 1 from governance.member where tenant_id = $1 and user_id = $2 and active and (sites <> '{}' or payers <> '{}')",
    [tx.tenant, userId],
  );
  return row !== undefined;
}

/** Who saw the link by which whoever took it had come in, as the record has it. */
export async function letInTo(tx: Tx, { actId }: Pick<EmergencyRow, 'actId'>): Promise<string | undefined> {
  const [row] = await tx.rows<{ by: string | null }>(
    "select body::jsonb -> 'actor' ->> 'letInBy' as by from gate.record where tenant_id = $1 and id = $2",
    [tx.tenant, actId],
  );
  return row?.by ?? undefined;
}

export const addEmergency = async (tx: Tx, row: Omit<typeof emergencyAccess.$inferInsert, 'tenantId'>): Promise<void> =>
  void (await tx.db.insert(emergencyAccess).values({ tenantId: tx.tenant, ...row }));

export async function endEmergency(tx: Tx, id: string, at: Date): Promise<number> {
  const rows = await tx.db
    .update(emergencyAccess)
    .set({ endedAt: at })
    .where(and(eq(emergencyAccess.tenantId, tx.tenant), eq(emergencyAccess.id, id), isNull(emergencyAccess.endedAt)))
    .returning({ id: emergencyAccess.id });
  return rows.length;
}

export async function reviewEmergency(
  tx: Tx,
  id: string,
  review: { finding: string; note: string; by: string; at: Date },
): Promise<number> {
  const rows = await tx.db
    .update(emergencyAccess)
    .set({ finding: review.finding, note: review.note, reviewedBy: review.by, reviewedAt: review.at })
    .where(and(eq(emergencyAccess.tenantId, tx.tenant), eq(emergencyAccess.id, id), isNull(emergencyAccess.reviewedAt)))
    .returning({ id: emergencyAccess.id });
  return rows.length;
}

export interface SeenUnder {
  readonly readings: number;
  readonly seen: readonly { readonly kind: string; readonly count: number }[];
}

/** All that the record says was read under one of these: how often, and how many claims, patients and files. */
export async function seenUnder(tx: Tx, { id, userId, takenAt, endsAt }: EmergencyRow): Promise<SeenUnder> {
  const rows = await tx.rows<{ kind: string | null; count: number; readings: number }>(
    `with read as materialized (select subjects from gate.record
       where tenant_id = $1 and chain = 'reads' and actor_id = $2 and at >= $3 and at <= $4 and strpos(body, $5) > 0)
     select split_part(subject, ':', 1) as kind, count(distinct subject) as count, (select count(*) from read) as readings
       from read left join lateral unnest(subjects) as s (subject) on true group by 1 order by 1`,
    [tx.tenant, userId, takenAt, endsAt, `"emergency":"${id}"`],
  );
  const seen = rows.flatMap(({ kind, count }) => (kind === null ? [] : [{ kind, count }]));
  return { readings: rows[0]?.readings ?? 0, seen };
}

export async function namesOf(tx: Tx, userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.rows<{ user_id: string; name: string }>(
    'select user_id, name from governance.member where tenant_id = $1 and user_id = any($2)',
    [tx.tenant, [...userIds]],
  );
  return new Map(rows.map(({ user_id, name }) => [user_id, name]));
}

/** Whoever holds one of these roles now. */
export async function holdersOf(tx: Tx, roles: readonly string[]): Promise<string[]> {
  const rows = await tx.rows<{ user_id: string }>(
    'select user_id from governance.member where tenant_id = $1 and active and roles && $2::text[]',
    [tx.tenant, [...roles]],
  );
  return rows.map(({ user_id }) => user_id);
}

export const openNow = (store: Store, tenant: string, userId: string, now: Date): Promise<{ id: string; endsAt: Date } | undefined> =>
  store.inTenant(tenant, (tx) => openFor(tx, userId, now), { readOnly: true });
export const limitedAt = (store: Store, tenant: string, userId: string): Promise<boolean> =>
  store.inTenant(tenant, (tx) => isLimited(tx, userId), { readOnly: true });
export const holdersAt = (store: Store, tenant: string, roles: readonly string[]): Promise<string[]> =>
  store.inTenant(tenant, (tx) => holdersOf(tx, roles), { readOnly: true });
