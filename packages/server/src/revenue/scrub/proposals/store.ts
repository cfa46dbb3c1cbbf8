import type { Ctx } from '../../../gate/index.ts';
import type { Check } from '../store.ts';

type Reading = Pick<Ctx, 'tx'>;

/** Drafts that can still be sent and whose version nobody has looked at, the oldest first. */
export async function draftsDue({ tx }: Reading, limit: number): Promise<readonly string[]> {
  const rows = await tx.rows<{ id: string }>(
    `select d.id from claims.draft_standing s join claims.draft d on d.tenant_id = s.tenant_id and d.id = s.draft_id
      where s.tenant_id = $1 and s.status = 'drafted'
        and not exists (select 1 from scrub.checked c where c.tenant_id = d.tenant_id and c.draft_id = d.id and c.version = d.version)
      order by d.id limit $2`,
    [tx.tenant, limit],
  );
  return rows.map(({ id }) => id);
}

export type LastCheck = Pick<Check, 'version' | 'findings'>;

/** What was last found at drafts, by draft. */
export async function lastChecks({ tx }: Reading, draftIds: readonly string[]): Promise<ReadonlyMap<string, LastCheck>> {
  const rows = await tx.rows<LastCheck & { readonly draftId: string }>(
    `select distinct on (draft_id) draft_id as "draftId", version, findings from scrub.checked
      where tenant_id = $1 and draft_id = any($2::uuid[]) order by draft_id, id desc`,
    [tx.tenant, draftIds],
  );
  return new Map(rows.map(({ draftId, version, findings }) => [draftId, { version, findings }]));
}
