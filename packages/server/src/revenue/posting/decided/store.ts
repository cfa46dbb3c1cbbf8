import type { PlainDate } from '@claimwright/core/ground/base';
import { type ClaimToSend, netDecision, type PriorDecision } from '@claimwright/core/revenue/claims';
import type { LinePlan } from '@claimwright/core/revenue/posting';
import { priorDecision } from '@claimwright/core/revenue/remits';
import type { SentClaims } from '../../claims/index.ts';
import { asRemitClaim, remitClaimsById } from '../../remits/index.ts';

interface Row {
  readonly remitClaimId: string;
  readonly rank: 'primary' | 'secondary' | 'tertiary';
  readonly lines: readonly Pick<LinePlan, 'index' | 'claimLineIds'>[];
  readonly decidedOn: PlainDate | null;
}

/**
 * What payers decided of a claim, as their remits were posted and still stand: of each payer all that it said, added up, and the number that
 * it gave last. What it took back is not among it.
 */
export const decidedOf: SentClaims['decided'] = async ({ tx }, claimId) => {
  const rows = await tx.rows<Row>(
    `select pc.remit_claim_id as "remitClaimId", pc.plan->>'as' as rank, pc.plan->'lines' as lines, r.paid_on as "decidedOn"
       from posting.posted_claim pc
       join remits.remit_claim rc on rc.tenant_id = pc.tenant_id and rc.id = pc.remit_claim_id
       join remits.remit r on r.tenant_id = rc.tenant_id and r.id = rc.remit_id
      where pc.tenant_id = $1 and pc.claim_id = $2 and pc.undone_by is null and pc.reverses is null and pc.state in ('clean', 'work')
        and not exists (select 1 from posting.posted_claim back
                         where back.tenant_id = pc.tenant_id and back.reverses = pc.remit_claim_id and back.undone_by is null)
      order by pc.id`,
    [tx.tenant, claimId],
  );
  const records = new Map(
    (
      await remitClaimsById(
        tx,
        rows.map(({ remitClaimId }) => remitClaimId),
      )
    ).map((record) => [record.id, record]),
  );
  const numbers = await tx.rows<{ id: string; number: number }>(
    'select id, number from claims.service_line where tenant_id = $1 and claim_id = $2',
    [tx.tenant, claimId],
  );
  const numberOf = new Map(numbers.map(({ id, number }) => [id, number]));
  const told = rows.flatMap(({ remitClaimId, rank, lines, decidedOn }) => {
    const record = records.get(remitClaimId);
    if (record === undefined) return [];
    const remit = asRemitClaim(record);
    const chosen = new Map(
      lines.flatMap(({ index, claimLineIds: [first, ...more] }) => {
        const number = first === undefined || more.length > 0 ? undefined : numberOf.get(first);
        return number === undefined ? [] : [[index, number] as const];
      }),
    );
    const facts = { chosen, ...(decidedOn === null ? {} : { decidedOn }) };
    const decision = (claim: ClaimToSend): PriorDecision => priorDecision(remit, claim.lines, facts);
    return [{ rank, payerControlNumber: remit.payerControlNumber, decision }];
  });
  return [...new Set(told.map(({ rank }) => rank))].flatMap((rank) => {
    const own = told.filter((one) => one.rank === rank);
    const number = own.findLast(({ payerControlNumber }) => payerControlNumber !== undefined)?.payerControlNumber;
    const [first] = own;
    if (first === undefined) return [];
    return [
      {
        rank,
        ...(number === undefined ? {} : { payerControlNumber: number }),
        decision: (claim: ClaimToSend) => netDecision(own.map(({ decision }) => decision(claim))) ?? first.decision(claim),
      },
    ];
  });
};
