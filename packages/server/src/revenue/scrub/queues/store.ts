import { noRouting, type Routing, type ScrubFinding } from '@claimwright/core/revenue/scrub';
import type { Ctx } from '../../../gate/index.ts';
import { routing } from '../schema.ts';

type Reading = Pick<Ctx, 'tx'>;

export interface LookedAt {
  readonly draftId: string;
  readonly version: number;
  readonly patientControlNumber: string;
  readonly payerName: string;
  /** As they were last found at this version; null where nobody has looked. */
  readonly findings: readonly ScrubFinding[] | null;
}

/** Drafts that can still be sent, with what was last found at them as they stand. */
export async function draftsWithFindings({ tx }: Reading, limit: number): Promise<readonly LookedAt[]> {
  return tx.rows<LookedAt>(
    `select d.id as "draftId", d.version, d.patient_control_number as "patientControlNumber", y.name as "payerName", c.findings
       from claims.draft_standing s join claims.draft d on d.tenant_id = s.tenant_id and d.id = s.draft_id
       join parties.payer y on y.tenant_id = d.tenant_id and y.id = d.payer_id
       left join lateral (select findings from scrub.checked k
                           where k.tenant_id = d.tenant_id and k.draft_id = d.id and k.version = d.version order by k.id desc limit 1) c on true
      where s.tenant_id = $1 and s.status = 'drafted' order by d.id limit $2`,
    [tx.tenant, limit],
  );
}

export async function keepRouting({ tx, now, actId }: Pick<Ctx, 'tx' | 'now' | 'actId'>, id: string, content: Routing): Promise<void> {
  await tx.db.insert(routing).values({ tenantId: tx.tenant, actId, id, content, setAt: now });
}

/** Where held claims go today. */
export async function routingNow({ tx }: Reading): Promise<Routing> {
  const [row] = await tx.rows<{ content: Routing }>('select content from scrub.routing where tenant_id = $1 order by id desc limit 1', [
    tx.tenant,
  ]);
  return row?.content ?? noRouting;
}

/** Who works here, by id. */
export async function colleagues({ tx }: Reading): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.rows<{ id: string; name: string }>(
    'select user_id as id, name from governance.member where tenant_id = $1 and active order by name',
    [tx.tenant],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
