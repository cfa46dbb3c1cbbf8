import type { ClaimPlan } from '@claimwright/core/revenue/posting';
import type { Tx } from '../../../store/store.ts';
import { type RemitClaimRecord, type RemitRow, remitClaimsById } from '../../remits/index.ts';

/** A claim of a remit with what was decided for it. */
export interface PlannedClaim {
  readonly plan: ClaimPlan;
  readonly claim: RemitClaimRecord;
}

/** Of one in so many the claims of a state are met soon enough on the way through all of them. */
const sparse = 50;

/** From which place on, and how many; where somebody sees a part, among these places only. */
export interface Paging {
  readonly state: string | undefined;
  readonly from: number;
  readonly limit: number;
  readonly seen?: readonly number[] | undefined;
}

export interface PlannedPage {
  readonly rows: readonly PlannedClaim[];
  readonly total: number;
}

/** Which claims of a remit are shown to somebody who is limited, by their places in it. */
export async function claimsShown(tx: Tx, remitId: string): Promise<readonly number[]> {
  const [row] = await tx.rows<{ places: readonly number[] }>(
    `select coalesce(array_agg(index order by index), '{}') as places from remits.remit_claim where tenant_id = $1 and remit_id = $2`,
    [tx.tenant, remitId],
  );
  return row?.places ?? [];
}

/** The standing claims of a posted remit after a place in it, without a look at all the others: it may have a hundred thousand. */
export async function postedPage(tx: Tx, row: RemitRow, filter: Paging): Promise<PlannedPage> {
  if (filter.seen !== undefined) return partOfPosted(tx, row, filter, filter.seen);
  const total = await howMany(tx, row, filter.state);
  const own = 'select id, index from remits.remit_claim where tenant_id = $1';
  const stands = 'tenant_id = $1 and undone_by is null';
  const parameters: unknown[] = [tx.tenant, row.id, filter.from];
  if (filter.state !== undefined) parameters.push(filter.state);
  const rows = await tx.rows<{ id: string; plan: ClaimPlan }>(
    filter.state !== undefined && total * sparse < row.claims
      ? `select c.id, pc.plan
           from (select remit_claim_id, plan from posting.posted_claim where ${stands} and state = $4
                    and posted_remit_id = (select id from posting.posted_remit where ${stands} and remit_id = $2 limit 1)) pc
           cross join lateral (${own} and id = pc.remit_claim_id offset 0) c
          where c.index > $3 order by c.index limit ${filter.limit}`
      : `select c.id, pc.plan
           from (${own} and remit_id = $2 and index > $3 order by index) c
           cross join lateral (select plan from posting.posted_claim where ${stands} and remit_claim_id = c.id
                                  ${filter.state === undefined ? '' : 'and state = $4'} offset 0) pc
          order by c.index limit ${filter.limit}`,
    parameters,
  );
  return { rows: await withClaims(tx, rows), total };
}

async function withClaims(tx: Tx, rows: readonly { readonly id: string; readonly plan: ClaimPlan }[]): Promise<PlannedClaim[]> {
  const found = await remitClaimsById(
    tx,
    rows.map(({ id }) => id),
  );
  const claims = new Map(found.map((claim) => [claim.id, claim]));
  return rows.flatMap(({ id, plan }) => {
    const claim = claims.get(id);
    return claim === undefined ? [] : [{ plan, claim }];
  });
}

/** The same of the claims at these places: counted and read by the database, none of the others with them. */
async function partOfPosted(tx: Tx, row: RemitRow, { state, from, limit }: Paging, seen: readonly number[]): Promise<PlannedPage> {
  const mine = `(select id, index from remits.remit_claim where tenant_id = $1 and remit_id = $2 and index = any($3::int[])) c
    cross join lateral (select plan from posting.posted_claim where tenant_id = $1 and undone_by is null and remit_claim_id = c.id
                           ${state === undefined ? '' : 'and state = $4'} offset 0) pc`;
  const parameters = (places: readonly number[]): unknown[] => [tx.tenant, row.id, places, ...(state === undefined ? [] : [state])];
  const rows = await tx.rows<{ id: string; plan: ClaimPlan }>(
    `select c.id, pc.plan from ${mine} order by c.index limit ${limit}`,
    parameters(seen.filter((index) => index > from).slice(0, state === undefined ? limit : undefined)),
  );
  if (state === undefined) return { rows: await withClaims(tx, rows), total: seen.length };
  const [count] = await tx.rows<{ total: number }>(`select count(*) as total from ${mine}`, parameters(seen));
  return { rows: await withClaims(tx, rows), total: count?.total ?? 0 };
}

/** As the tray has them. */
async function howMany(tx: Tx, row: RemitRow, state: string | undefined): Promise<number> {
  const known: { readonly [state: string]: number } = { clean: row.cleanClaims, work: row.workClaims, parked: row.parkedClaims };
  if (state === undefined) return row.claims;
  const told = Object.hasOwn(known, state) ? known[state] : undefined;
  if (told !== undefined) return told;
  const [count] = await tx.rows<{ total: number }>(
    `select count(*) as total from posting.posted_claim where tenant_id = $1 and undone_by is null and state = $3
        and posted_remit_id = (select id from posting.posted_remit where tenant_id = $1 and remit_id = $2 and undone_by is null limit 1)`,
    [tx.tenant, row.id, state],
  );
  return count?.total ?? 0;
}
