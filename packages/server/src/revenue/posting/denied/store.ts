import type { ClaimPlan } from '@claimwright/core/revenue/posting';
import type { Ctx } from '../../../gate/index.ts';

/** What a posted remit refused to pay of a claim. */
interface DeniedLine {
  readonly claimId: string;
  readonly at: Date;
  /** Numbers of the claim's lines; none where the claim was denied as a whole. */
  readonly lines: readonly number[];
  readonly group?: string;
  readonly carc?: string;
}

interface Row extends Pick<ClaimPlan, 'work' | 'lines'> {
  readonly claimId: string;
  readonly at: Date;
}

/** Refusals of payers that stand posted on these claims, line by line. */
export async function deniedSince({ tx }: Pick<Ctx, 'tx'>, claimIds: readonly string[]): Promise<readonly DeniedLine[]> {
  const posted = await tx.rows<Row>(
    `select c.claim_id as "claimId", r.posted_at as at, c.plan->'work' as work, c.plan->'lines' as lines
       from posting.posted_claim c join posting.posted_remit r on r.tenant_id = c.tenant_id and r.id = c.posted_remit_id
      where c.tenant_id = $1 and c.claim_id = any($2::uuid[]) and c.undone_by is null and c.state in ('clean', 'work') order by c.id`,
    [tx.tenant, claimIds],
  );
  const own = await tx.rows<{ id: string; number: number }>(
    'select id, number from claims.service_line where tenant_id = $1 and claim_id = any($2::uuid[])',
    [tx.tenant, claimIds],
  );
  const numbers = new Map(own.map(({ id, number }) => [id, number]));
  return posted.flatMap(({ claimId, at, work, lines }) =>
    work
      .filter(({ kind }) => kind === 'denial')
      .map(({ lineIndex, group, carc }): DeniedLine => {
        const of = lines.filter(({ index }) => index === lineIndex).flatMap(({ claimLineIds }) => claimLineIds);
        return {
          ...{ claimId, at, lines: of.flatMap((id) => numbers.get(id) ?? []) },
          ...(group === undefined ? {} : { group }),
          ...(carc === undefined ? {} : { carc }),
        };
      }),
  );
}
