import type { Ctx } from '../../../gate/index.ts';
import type { Tx } from '../../../store/store.ts';
import { inquiryClaim } from '../schema.ts';

export interface SentDraft {
  readonly draftId: string;
  readonly clearinghouseId: string;
  readonly attempt: number;
  readonly payerNumber: string | null;
}

/** Of these drafts the sending that counts, and by whom it went. */
export const sendingsOf = (tx: Tx, draftIds: readonly string[]): Promise<SentDraft[]> =>
  tx.rows<SentDraft>(
    `select c.draft_id as "draftId", b.clearinghouse_id as "clearinghouseId", c.attempt, b.payer_number as "payerNumber" from submission.batch_claim c
       join submission.batch b on b.tenant_id = c.tenant_id and b.id = c.batch_id and b.state = 'sent'
      where c.tenant_id = $1 and c.draft_id = any($2::uuid[]) and c.open`,
    [tx.tenant, draftIds],
  );

/** Of these drafts those that a question names which is not answered for yet: it waits, or is on its way. */
export async function askedAmong(tx: Tx, draftIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.rows<{ id: string }>(
    `select q.draft_id as id from submission.inquiry_claim q
       join submission.batch b on b.tenant_id = q.tenant_id and b.id = q.batch_id and b.state in ('prepared', 'approved', 'staged')
      where q.tenant_id = $1 and q.draft_id = any($2::uuid[])`,
    [tx.tenant, draftIds],
  );
  return new Set(rows.map(({ id }) => id));
}

export async function addInquiryClaims(ctx: Ctx, rows: readonly Omit<typeof inquiryClaim.$inferInsert, 'tenantId'>[]): Promise<void> {
  await ctx.tx.copy(
    inquiryClaim,
    rows.map((row) => ({ ...row, tenantId: ctx.tx.tenant })),
  );
}
