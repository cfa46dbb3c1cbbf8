import { eq } from 'drizzle-orm';
import type { Ctx } from '../../../gate/index.ts';
import type { Tx } from '../../../store/store.ts';
import { scope } from '../schema.ts';

/** For whom the program scrubs and sends. Nothing said: for all payers. */
export interface Scope {
  readonly payers: readonly string[] | null;
  readonly baseline: number | null;
}

export async function scopeOf(tx: Tx): Promise<Scope> {
  const [row] = await tx.db.select({ payers: scope.payers, baseline: scope.baseline }).from(scope).where(eq(scope.tenantId, tx.tenant));
  return row ?? { payers: null, baseline: null };
}

export async function putScope(ctx: Ctx, { payers, baseline }: Scope): Promise<void> {
  const row = { payers: payers === null ? null : [...payers], baseline, setAt: ctx.now, actId: ctx.actId };
  await ctx.tx.db
    .insert(scope)
    .values({ tenantId: ctx.tx.tenant, ...row })
    .onConflictDoUpdate({ target: [scope.tenantId], set: row });
}

/** Whether claims to this payer are scrubbed and sent from here. */
export const isByUs = ({ payers }: Scope, payerId: string): boolean => payers === null || payers.includes(payerId);

export interface ListedPayer {
  readonly id: string;
  readonly name: string;
  /** Claims to it that wait to be sent. */
  readonly waiting: number;
}

/** The payers of the practice, those with claims that wait first. */
export const listedPayers = (tx: Tx): Promise<ListedPayer[]> =>
  tx.rows<ListedPayer>(
    `select y.id, y.name, count(s.draft_id)::int as waiting from parties.payer y
       left join claims.draft d on d.tenant_id = y.tenant_id and d.payer_id = y.id
       left join claims.draft_standing s on s.tenant_id = d.tenant_id and s.draft_id = d.id and s.status = 'drafted'
      where y.tenant_id = $1 group by y.id, y.name order by count(s.draft_id) desc, y.name, y.id limit 500`,
    [tx.tenant],
  );
