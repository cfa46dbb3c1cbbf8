import type { Cents } from '@claimwright/core/ground/base';
import type { Bookings } from '@claimwright/core/ground/ledger';
import { type PatientCharge, type PatientChargesPlanned, planPatientCharges } from '@claimwright/core/revenue/charges';
import type { Ctx } from '../../../gate/index.ts';
import { bookEntries, type LedgerDigests, standingEntries } from '../../../ground/ledger/index.ts';
import type { Tx } from '../../../store/store.ts';
import { type ChargeState, patientCharge } from '../schema.ts';

interface Source {
  readonly kind: 'charge' | 'draft';
  readonly id: string;
}
/** What the patient is to be charged of a charge or of a claim that is to go out, all of it. */
type Wanted = Source & { readonly wanted: readonly PatientCharge[] };

interface Known {
  readonly id: string;
  readonly sourceId: string;
  readonly line: number;
}

/** Books what patients owe of these by now, and mirrors what they owe no more; nothing where the books say so already. Once an act. */
export async function settlePatientCharges(ctx: Ctx, all: readonly Wanted[]): Promise<LedgerDigests | undefined> {
  const { tx } = ctx;
  const known = await tx.rows<Known>(
    `select id, source_id as "sourceId", line from charges.patient_charge
      where tenant_id = $1 and source_id = any($2::uuid[]) order by id for update`,
    [tx.tenant, all.map(({ id }) => id)],
  );
  const booked = known.length === 0 ? new Map<string, Bookings>() : await bookedOf(tx, known);
  const planned = all.map((one) => ({ ...one, plan: planOf(ctx, one, known, booked) }));
  await tx.copy(
    patientCharge,
    planned.flatMap(({ kind, id: sourceId, plan }) =>
      plan.fresh.map(({ id, line }) => ({
        ...{ tenantId: tx.tenant, id, sourceKind: kind, sourceId, line, addedAt: ctx.now, actId: ctx.actId },
      })),
    ),
  );
  const entries = planned.flatMap(({ plan }) => plan.entries);
  if (entries.length === 0) return undefined;
  return bookEntries(
    tx,
    ctx,
    entries,
    planned.flatMap(({ plan }) => plan.movements),
  );
}

const nothing: Bookings = { entries: [], movements: [] };

function planOf(
  { today, newId }: Ctx,
  { id, wanted }: Wanted,
  known: readonly Known[],
  booked: ReadonlyMap<string, Bookings>,
): PatientChargesPlanned {
  const own = known.filter(({ sourceId }) => sourceId === id);
  return planPatientCharges(
    own.map((one) => ({ ...one, booked: booked.get(one.id) ?? nothing })),
    wanted,
    { today, newId },
  );
}

/** What stands of each. */
async function bookedOf(tx: Tx, known: readonly Known[]): Promise<ReadonlyMap<string, Bookings>> {
  const { entries, movements } = await standingEntries(
    tx,
    known.map(({ id }) => id),
  );
  const found = new Map<string, Bookings>();
  for (const entry of entries) {
    const before = found.get(entry.source.id) ?? nothing;
    const own = movements.filter(({ entryId }) => entryId === entry.id);
    found.set(entry.source.id, { entries: [...before.entries, entry], movements: [...before.movements, ...own] });
  }
  return found;
}

/** What a patient owes of each of these charges, or claims that are to go out, without any payer; those who owe nothing are left out. */
export async function patientOwes(tx: Tx, sourceIds: readonly string[]): Promise<ReadonlyMap<string, Cents>> {
  const rows = await tx.rows<{ id: string; owes: Cents }>(
    `select p.source_id as id, sum(m.amount)::bigint as owes from charges.patient_charge p
       join ledger.movement m on m.tenant_id = p.tenant_id and m.claim_id = p.id
      where p.tenant_id = $1 and p.source_id = any($2::uuid[]) group by 1 having sum(m.amount) <> 0`,
    [tx.tenant, sourceIds],
  );
  return new Map(rows.map(({ id, owes }) => [id, owes]));
}

/** Charges of a patient of which they pay lines themselves, and of which claims were made too. */
export const chargedByThemselves = (tx: Tx, patientId: string): Promise<{ id: string; patientId: string; state: ChargeState }[]> =>
  tx.whole(() =>
    tx.rows(
      `select distinct c.id, c.patient_id as "patientId", c.state from charges.charge c
         join charges.patient_charge p on p.tenant_id = c.tenant_id and p.source_id = c.id and p.source_kind = 'charge'
        where c.tenant_id = $1 and c.patient_id = $2 and c.state = 'built'`,
      [tx.tenant, patientId],
    ),
  );
