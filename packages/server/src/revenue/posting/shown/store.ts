import type { ShownOf, ShownRange } from '../../../ground/intake/index.ts';
import type { Tx } from '../../../store/store.ts';

interface Range extends ShownRange {
  readonly claim: boolean;
}

/** Where the claims of a file lie in it, those of claim files and those of remits, or a bank’s deposits; and what a remit says of its payment. */
const rangesIn = (tx: Tx, documentId: string): Promise<Range[]> =>
  tx.rows<Range>(
    `select byte_from as "from", byte_to as "to", true as claim from claims.claim where tenant_id = $1 and document_id = $2
     union all
     select c.byte_from, c.byte_to, true from remits.remit r join remits.remit_claim c on c.tenant_id = r.tenant_id and c.remit_id = r.id
      where r.tenant_id = $1 and r.document_id = $2
     union all
     select byte_from, byte_to, true from bank.deposit where tenant_id = $1 and document_id = $2
     union all
     select paid_from, paid_to, false from remits.remit where tenant_id = $1 and document_id = $2`,
    [tx.tenant, documentId],
  );

/** What of a file is shown to somebody who is limited to sites or payers: their own claims and deposits, and all of it where it holds no others. */
export const shownOf: ShownOf = async (tx, { id }) => {
  if (tx.reach === undefined) return 'all';
  const claimsIn = (ranges: readonly Range[]): number => ranges.filter(({ claim }) => claim).length;
  const mine = await rangesIn(tx, id);
  const whole = await tx.whole(() => rangesIn(tx, id));
  // One that brought nothing new may be full of claims that came in before, whosever they are.
  return claimsIn(mine) > 0 && claimsIn(mine) === claimsIn(whole) && mine.length === whole.length ? 'all' : mine;
};

/** Which of our claims somebody sees. */
export async function claimsSeen(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ id: string }>('select id from claims.claim where tenant_id = $1 and id = any($2::uuid[])', [tx.tenant, ids]);
  return new Set(rows.map(({ id }) => id));
}

/** Where the claims of a remit stand in its file, and by which number each goes. */
export const claimPlaces = (
  tx: Tx,
  remitId: string,
): Promise<{ readonly index: number; readonly from: number; readonly to: number; readonly patientControlNumber: string }[]> =>
  tx.rows(
    `select index, byte_from as "from", byte_to as "to", patient_control_number as "patientControlNumber"
       from remits.remit_claim where tenant_id = $1 and remit_id = $2 order by index`,
    [tx.tenant, remitId],
  );
