import type { BillingFacts } from '@claimwright/core/revenue/claims';
import { desc, eq } from 'drizzle-orm';
import type { Ctx } from '../../../gate/index.ts';
import { billingFacts } from '../schema.ts';

/** What claims are built with today; undefined where nobody has said it. */
export async function billingFactsNow({ tx }: Pick<Ctx, 'tx'>): Promise<BillingFacts | undefined> {
  const [row] = await tx.db
    .select({ content: billingFacts.content })
    .from(billingFacts)
    .where(eq(billingFacts.tenantId, tx.tenant))
    .orderBy(desc(billingFacts.id))
    .limit(1);
  return row?.content;
}

export async function keepBillingFacts(ctx: Ctx, id: string, content: BillingFacts): Promise<void> {
  await ctx.tx.db.insert(billingFacts).values({ tenantId: ctx.tx.tenant, id, content, setAt: ctx.now, actId: ctx.actId });
}
