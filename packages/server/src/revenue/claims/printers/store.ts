import type { Alignment, FormName } from '@claimwright/core/revenue/claims';
import type { Ctx } from '../../../gate/index.ts';
import { printer } from '../schema.ts';

export interface AlignedPrinter extends Alignment {
  readonly printer: string;
  readonly form: FormName;
}

/** How each printer is set for each form: what was said last. */
export async function printersOf({ tx }: Pick<Ctx, 'tx'>): Promise<AlignedPrinter[]> {
  const rows = await tx.rows<{ name: string; form: FormName; alignment: Alignment | null }>(
    'select distinct on (name, form) name, form, alignment from claims.printer where tenant_id = $1 order by name, form, id desc',
    [tx.tenant],
  );
  return rows.flatMap(({ name, form, alignment }) => (alignment === null ? [] : [{ printer: name, form, ...alignment }]));
}

/** Without an alignment it is taken away. */
export async function keepPrinter(ctx: Ctx, id: string, name: string, form: FormName, alignment: Alignment | null): Promise<void> {
  await ctx.tx.db.insert(printer).values({ tenantId: ctx.tx.tenant, id, name, form, alignment, setAt: ctx.now, actId: ctx.actId });
}
