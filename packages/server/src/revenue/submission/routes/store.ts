import type { ClaimKind } from '@claimwright/core/revenue/claims';
import type { Ctx } from '../../../gate/index.ts';
import type { Tx } from '../../../store/store.ts';
import { route } from '../schema.ts';

export interface RouteRow {
  readonly payerId: string;
  readonly kind: ClaimKind;
  readonly version: number;
  /** None: the route was taken away. */
  readonly clearinghouseId: string | null;
  readonly payerNumber: string | null;
}
export interface RouteVersion extends RouteRow {
  readonly setBy: string;
  readonly setAt: Date;
}

/** The newest version of each route, those too that were taken away. */
export const routeRows = (tx: Tx, payerId?: string): Promise<RouteRow[]> =>
  tx.rows<RouteRow>(
    `select distinct on (payer_id, kind) payer_id as "payerId", kind, version, clearinghouse_id as "clearinghouseId", payer_number as "payerNumber"
       from submission.route where tenant_id = $1${payerId === undefined ? '' : ' and payer_id = $2::uuid'}
      order by payer_id, kind, version desc`,
    [tx.tenant, ...(payerId === undefined ? [] : [payerId])],
  );

/** All that was said of the routes to a payer, the newest first. */
export const routeVersions = (tx: Tx, payerId: string): Promise<RouteVersion[]> =>
  tx.rows<RouteVersion>(
    `select r.payer_id as "payerId", r.kind, r.version, r.clearinghouse_id as "clearinghouseId", r.payer_number as "payerNumber",
            coalesce(m.name, r.set_by) as "setBy", r.set_at as "setAt"
       from submission.route r left join governance.member m on m.tenant_id = r.tenant_id and m.user_id = r.set_by
      where r.tenant_id = $1 and r.payer_id = $2::uuid order by r.set_at desc, r.kind, r.version desc limit 200`,
    [tx.tenant, payerId],
  );

export async function addRoutes(ctx: Ctx, rows: readonly RouteRow[]): Promise<void> {
  const { tx, actId, actor, now } = ctx;
  if (rows.length === 0) return;
  await tx.db.insert(route).values(rows.map((row) => ({ ...row, tenantId: tx.tenant, actId, setBy: actor.id, setAt: now })));
}

/** Who asks for a change of a route waits for whoever changes one now. */
export async function lockRoutes(tx: Tx): Promise<void> {
  await tx.rows("select pg_advisory_xact_lock(hashtextextended('submission.route/' || $1::text, 7))", [tx.tenant]);
}

/** Of the claims that wait to be sent: how many to which payer, of which kind. */
export const waitingByPayer = (tx: Tx): Promise<{ payerId: string; kind: ClaimKind; waiting: number }[]> =>
  tx.rows(
    `select d.payer_id as "payerId", d.kind, count(*)::int as waiting from claims.draft_standing s
       join claims.draft d on d.tenant_id = s.tenant_id and d.id = s.draft_id
      where s.tenant_id = $1 and s.status = 'drafted' group by 1, 2`,
    [tx.tenant],
  );

/** A claim of this kind to this payer that waits, the oldest. */
export async function oneWaiting(tx: Tx, payerId: string, kind: ClaimKind): Promise<string | undefined> {
  const [row] = await tx.rows<{ id: string }>(
    `select s.draft_id as id from claims.draft_standing s join claims.draft d on d.tenant_id = s.tenant_id and d.id = s.draft_id
      where s.tenant_id = $1 and s.status = 'drafted' and d.payer_id = $2::uuid and d.kind = $3 order by s.draft_id limit 1`,
    [tx.tenant, payerId, kind],
  );
  return row?.id;
}
