import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../../store/store.ts';
import { providerAdjustment, remit, remitClaim } from '../schema.ts';
import { asProviderAdjustment, asRemit, type RemitClaimRecord, type RemitRow } from '../store.ts';
import { grouped } from './grouped.ts';

/** Remits by their ids, in the order in which they were read; locked until the transaction ends. */
export async function lockedRemits(tx: Tx, ids: readonly string[]): Promise<RemitRow[]> {
  return tx.db
    .select()
    .from(remit)
    .where(and(eq(remit.tenantId, tx.tenant), inArray(remit.id, [...ids])))
    .orderBy(asc(remit.readAt), asc(remit.id))
    .for('update');
}

/** The stored remits as core knows them, in the order of the rows. */
export async function wholeRemits(
  tx: Tx,
  rows: readonly RemitRow[],
): Promise<{ remit: ReturnType<typeof asRemit>; claims: RemitClaimRecord[] }[]> {
  const ids = rows.map(({ id }) => id);
  const claims = await tx.db
    .select()
    .from(remitClaim)
    .where(and(eq(remitClaim.tenantId, tx.tenant), inArray(remitClaim.remitId, ids)))
    .orderBy(asc(remitClaim.remitId), asc(remitClaim.index));
  const moves = await tx.db
    .select()
    .from(providerAdjustment)
    .where(and(eq(providerAdjustment.tenantId, tx.tenant), inArray(providerAdjustment.remitId, ids)))
    .orderBy(asc(providerAdjustment.remitId), asc(providerAdjustment.index));
  const own = grouped(claims, ({ remitId }) => remitId);
  const ownMoves = grouped(moves, ({ remitId }) => remitId);
  return rows.map((row) => {
    const its = own.get(row.id) ?? [];
    return { remit: asRemit(row, its, (ownMoves.get(row.id) ?? []).map(asProviderAdjustment)), claims: its };
  });
}

export interface SeenContent {
  readonly remitId: string;
  readonly remitClaimId: string;
}

/** By remit: what other remits already said, by content: those that came earlier or were posted. */
export async function seenContents(tx: Tx, ids: readonly string[]): Promise<Map<string, Map<string, SeenContent>>> {
  const rows = await tx.rows<{ of: string; content_key: string; remit_id: string; id: string }>(
    `select mine.remit_id as of, c.content_key, c.remit_id, c.id
       from remits.remit_claim mine
       join remits.remit own on own.tenant_id = mine.tenant_id and own.id = mine.remit_id
       join remits.remit_claim c on c.tenant_id = mine.tenant_id and c.content_key = mine.content_key and c.remit_id <> mine.remit_id
       join remits.remit r on r.tenant_id = c.tenant_id and r.id = c.remit_id
      where mine.tenant_id = $1 and mine.remit_id = any($2::uuid[]) and r.state <> 'not-ours'
        and (r.state = 'posted' or (r.read_at, r.id) < (own.read_at, own.id))`,
    [tx.tenant, ids],
  );
  const seen = new Map<string, Map<string, SeenContent>>();
  for (const row of rows) {
    const own = seen.get(row.of) ?? new Map<string, SeenContent>();
    seen.set(row.of, own);
    own.set(row.content_key, { remitId: row.remit_id, remitClaimId: row.id });
  }
  return seen;
}

interface Projection {
  readonly id: string;
  readonly state: string;
  readonly cleanClaims: number;
  readonly workClaims: number;
  readonly parkedClaims: number;
  readonly unapplied: number;
}

/** Sets what the tray shows of many remits at once. */
export async function projectAll(tx: Tx, rows: readonly Projection[]): Promise<void> {
  await tx.rows(
    `update remits.remit r set state = n.state, clean_claims = n.clean, work_claims = n.work, parked_claims = n.parked, unapplied = n.unapplied
       from unnest($2::uuid[], $3::text[], $4::int[], $5::int[], $6::int[], $7::bigint[]) as n (id, state, clean, work, parked, unapplied)
      where r.tenant_id = $1 and r.id = n.id`,
    [
      tx.tenant,
      rows.map((row) => row.id),
      rows.map((row) => row.state),
      rows.map((row) => row.cleanClaims),
      rows.map((row) => row.workClaims),
      rows.map((row) => row.parkedClaims),
      rows.map((row) => row.unapplied),
    ],
  );
}
