import type { Ctx } from '../../../gate/index.ts';

/** The 837 that a claim left in, the newest of several. */
export async function fileOfDraft({ tx }: Pick<Ctx, 'tx'>, draftId: string): Promise<string | undefined> {
  const [row] = await tx.rows<{ documentId: string }>(
    `select b.document_id as "documentId" from submission.batch_claim c
       join submission.batch b on b.tenant_id = c.tenant_id and b.id = c.batch_id
      where c.tenant_id = $1 and c.draft_id = $2::uuid and b.document_id is not null order by c.attempt desc limit 1`,
    [tx.tenant, draftId],
  );
  return row?.documentId;
}
