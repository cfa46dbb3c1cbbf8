import type { Ctx } from '../../../gate/index.ts';
import type { Override } from '../store.ts';

/** A finding that was set aside, with the claim of the books that its draft became. */
export interface OverrideMade extends Pick<Override, 'draftId' | 'version' | 'code' | 'at' | 'role'> {
  readonly id: string;
  readonly by: string;
  readonly madeAt: Date;
  readonly claimId: string | null;
}

/** Findings that were set aside, the newest first. */
export async function overridesMade({ tx }: Pick<Ctx, 'tx'>, limit: number): Promise<readonly OverrideMade[]> {
  return tx.rows<OverrideMade>(
    `select o.id, o.draft_id as "draftId", o.version, o.code, o.at, o.role, o.made_at as "madeAt", s.claim_id as "claimId",
            coalesce(m.name, g.actor_id) as by
       from scrub.override o
       join claims.draft_standing s on s.tenant_id = o.tenant_id and s.draft_id = o.draft_id
       join gate.record g on g.tenant_id = o.tenant_id and g.id = o.act_id
       left join governance.member m on m.tenant_id = g.tenant_id and m.user_id = g.actor_id
      where o.tenant_id = $1 order by o.id desc limit $2`,
    [tx.tenant, limit],
  );
}
