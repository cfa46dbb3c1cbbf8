import type { PlainDate } from '@claimwright/core/ground/base';
import type { RetentionClass } from '@claimwright/core/ground/governance';
import { shown } from '../../../store/columns.ts';
import type { Tx } from '../../../store/store.ts';
import { forgetNames } from '../../intake/index.ts';
import { destruction, hold, retentionRule } from './schema.ts';

export type { Tx };

export interface RuleRow {
  readonly class: RetentionClass;
  readonly years: number;
  readonly basis: string;
  readonly setBy: string;
  readonly setAt: Date;
}

/** Of each class the newest rule that the practice set itself. */
export const rulesOf = (tx: Tx): Promise<RuleRow[]> =>
  tx.rows<RuleRow>(
    `select distinct on (class) class, years, basis, set_by as "setBy", set_at as "setAt" from governance.retention_rule
      where tenant_id = $1 order by class, set_at desc`,
    [tx.tenant],
  );

export async function addRule(tx: Tx, row: Omit<typeof retentionRule.$inferInsert, 'tenantId'>): Promise<void> {
  await tx.db.insert(retentionRule).values({ tenantId: tx.tenant, ...row });
}

export interface HoldRow {
  readonly id: string;
  readonly subject: string;
  readonly matter: string;
  readonly placedBy: string;
  readonly placedAt: Date;
  readonly liftedBy: string | null;
  readonly liftedAt: Date | null;
}

export async function holdsOf(tx: Tx): Promise<HoldRow[]> {
  const rows = await tx.rows<HoldRow>(
    `select h.id, h.subject, h.matter, coalesce(p.name, h.placed_by) as "placedBy", h.placed_at as "placedAt",
            coalesce(l.name, h.lifted_by) as "liftedBy", h.lifted_at as "liftedAt"
       from governance.hold h left join governance.member p on p.tenant_id = h.tenant_id and p.user_id = h.placed_by
       left join governance.member l on l.tenant_id = h.tenant_id and l.user_id = h.lifted_by
      where h.tenant_id = $1 order by h.lifted_at is not null, h.placed_at desc limit 1000`,
    [tx.tenant],
  );
  return rows.map((row) => ({ ...row, matter: shown(hold.matter, row.matter) ?? '' }));
}

export async function addHold(tx: Tx, row: Omit<typeof hold.$inferInsert, 'tenantId'>): Promise<void> {
  await tx.db.insert(hold).values({ tenantId: tx.tenant, ...row });
}

export async function holdById(tx: Tx, id: string): Promise<{ readonly subject: string } | undefined> {
  const [row] = await tx.rows<{ subject: string }>('select subject from governance.hold where tenant_id = $1 and id = $2', [tx.tenant, id]);
  return row;
}

/** Answers what it was on; undefined where there is no such hold that stands. */
export async function liftHold(tx: Tx, id: string, by: string, at: Date, actId: string): Promise<string | undefined> {
  const [row] = await tx.rows<{ subject: string }>(
    `update governance.hold set lifted_by = $3, lifted_at = $4, lifted_act_id = $5 where tenant_id = $1 and id = $2 and lifted_at is null returning subject`,
    [tx.tenant, id, by, at, actId],
  );
  return row?.subject;
}

export interface Expired {
  readonly kind: string;
  readonly item: string;
  readonly sha256: string | null;
}

/** What could be destroyed: older than the day, and not held. */
export const expiredOf = (tx: Tx, of: RetentionClass, before: PlainDate): Promise<Expired[]> =>
  tx.rows<Expired>('select kind, item, sha256 from governance.expired($1, $2) order by 1, 2', [of, before]);

export interface DestructionRow {
  readonly id: string;
  readonly class: RetentionClass;
  readonly before: PlainDate;
  readonly items: number;
  readonly digest: string;
  readonly state: 'proposed' | 'done' | 'declined';
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly certificate: { readonly text: string; readonly signature?: string; readonly key?: string } | null;
}

const destructionColumns = `id, class, before, items, digest, state, proposed_by as "proposedBy", proposed_at as "proposedAt",
  decided_by as "decidedBy", decided_at as "decidedAt", certificate`;

/** With the names of who proposed and who decided. */
export const destructionsOf = (
  tx: Tx,
): Promise<(DestructionRow & { readonly proposer: string | null; readonly decider: string | null })[]> =>
  tx.rows(
    `select d.*, p.name as proposer, c.name as decider from (select tenant_id, ${destructionColumns} from governance.destruction where tenant_id = $1) d
       left join governance.member p on p.tenant_id = d.tenant_id and p.user_id = d."proposedBy"
       left join governance.member c on c.tenant_id = d.tenant_id and c.user_id = d."decidedBy" order by d."proposedAt" desc limit 500`,
    [tx.tenant],
  );

export async function destructionById(tx: Tx, id: string): Promise<DestructionRow | undefined> {
  const [row] = await tx.rows<DestructionRow>(
    `select ${destructionColumns} from governance.destruction where tenant_id = $1 and id = $2 for update`,
    [tx.tenant, id],
  );
  return row;
}

export async function addDestruction(tx: Tx, row: Omit<typeof destruction.$inferInsert, 'tenantId' | 'state'>): Promise<void> {
  await tx.db.insert(destruction).values({ tenantId: tx.tenant, state: 'proposed', ...row });
}

export const decide = (tx: Tx, id: string, state: 'approved' | 'declined', by: string, at: Date): Promise<unknown> =>
  tx.rows('update governance.destruction set state = $3, decided_by = $4, decided_at = $5 where tenant_id = $1 and id = $2', [
    tx.tenant,
    id,
    state,
    by,
    at,
  ]);

/** Deletes by the database's own function, which looks once more at everything. The names of files go with them. */
export async function destroyed(tx: Tx, id: string): Promise<Expired[]> {
  const gone = await tx.rows<Expired>('select kind, item, sha256 from governance.destroy($1)', [id]);
  const files = gone.filter(({ kind }) => kind === 'document').map(({ item }) => item);
  await forgetNames(tx, files);
  return gone;
}

export const certify = (tx: Tx, id: string, certificate: NonNullable<DestructionRow['certificate']>): Promise<unknown> =>
  tx.rows(`update governance.destruction set state = 'done', certificate = $3 where tenant_id = $1 and id = $2`, [
    tx.tenant,
    id,
    JSON.stringify(certificate),
  ]);

/** Files that were destroyed since then and have not come in again: their bytes go after the commit. */
export const destroyedFiles = (tx: Tx, since: Date): Promise<{ sha256: string; at: Date }[]> =>
  tx.rows(
    `select t.sha256, t.at from governance.tombstone t where t.tenant_id = $1 and t.kind = 'document' and t.at >= $2
        and not exists (select 1 from intake.document d where d.tenant_id = $1 and d.sha256 = t.sha256
              and not exists (select 1 from governance.tombstone g where g.tenant_id = $1 and g.kind = 'document' and g.item = d.id::text))
      order by t.at`,
    [tx.tenant, since],
  );
