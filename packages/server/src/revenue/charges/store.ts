import { type Cents, cents, type Finding, type PlainDate } from '@claimwright/core/ground/base';
import { siteOf } from '@claimwright/core/ground/parties';
import type { Charge } from '@claimwright/core/revenue/charges';
import type { Ctx } from '../../gate/index.ts';
import { patientsOf, payersByIds, siteNumbers } from '../../ground/parties/index.ts';
import { opened, shown } from '../../store/columns.ts';
import type { Tx } from '../../store/store.ts';
import { type ChargeState, charge } from './schema.ts';

/** Keeps charges, and answers their ids in order; undefined of one that is here already. */
export async function addCharges(ctx: Ctx, charges: readonly Charge[]): Promise<(string | undefined)[]> {
  const { tx } = ctx;
  await tx.rows("select pg_advisory_xact_lock(hashtextextended('charges/' || $1::text, 7))", [tx.tenant]);
  const keys = charges.map((one) => tx.blind('claim-content', `charge\n${JSON.stringify(one)}`));
  const known = await tx.rows<{ key: string }>(
    'select content_key as key from charges.charge where tenant_id = $1 and content_key = any($2)',
    [tx.tenant, keys],
  );
  const seen = new Set(known.map(({ key }) => key));
  const ids = keys.map((key) => {
    if (seen.has(key)) return undefined;
    seen.add(key);
    return ctx.newId();
  });
  const fresh = charges.flatMap((one, i) => ({ one, id: ids[i] ?? '', key: keys[i] ?? '' })).filter(({ id }) => id !== '');
  if (fresh.length === 0) return ids;
  const patients = await patientsOf(
    ctx,
    fresh.map(({ one: { patient, coverages } }) => ({ ...patient, ...memberOf(coverages[0]?.memberId) })),
  );
  const covered = fresh.flatMap(({ one }, at) => (one.coverages[0] === undefined ? [] : [{ at, first: one.coverages[0] }]));
  const payers = await payersByIds(
    ctx,
    covered.map(({ first }) => ({ name: first.payerName, ids: [first.payerId] })),
  );
  const payerOf = new Map(covered.map(({ at }, i) => [at, payers[i]]));
  const sites = await siteNumbers(tx);
  await tx.copy(
    charge,
    fresh.map(({ one, id, key }, i) => ({
      ...{ tenantId: tx.tenant, id, account: one.account, kind: one.kind, patientId: patients[i] ?? '' },
      patientName: [one.patient.last, one.patient.first].filter((part) => part !== '').join(', '),
      payerId: payerOf.get(i) ?? null,
      siteId: siteOf(sites, { facilityNpi: one.facilityNpi }) ?? null,
      servedFrom: one.lines.flatMap(({ servedOn = [] }) => servedOn).sort()[0] ?? null,
      charged: cents(one.lines.reduce((sum, { charged }) => sum + charged, 0)),
      ...{ state: 'ready' as const, findings: [], content: one, contentKey: key, addedAt: ctx.now, actId: ctx.actId },
    })),
  );
  return ids;
}

const memberOf = (memberId: string | undefined): { memberId?: string } => (memberId === undefined ? {} : { memberId });

export interface KeptCharge {
  readonly id: string;
  readonly charge: Charge;
  readonly siteId: string | null;
  readonly payerId: string | null;
}

/** Charges of which no claim was made yet, the first first; all of them, or these. */
export async function chargesToBuild({ tx }: Pick<Ctx, 'tx'>, ids: readonly string[] | undefined, most: number): Promise<KeptCharge[]> {
  const named = ids === undefined ? '' : ' and id = any($3::uuid[])';
  const rows = await tx.rows<{ id: string; content: string; siteId: string | null; payerId: string | null }>(
    `select id, content, site_id as "siteId", payer_id as "payerId" from charges.charge
      where tenant_id = $1 and state in ('ready', 'held')${named} order by id limit $2 for update`,
    [tx.tenant, most, ...(ids === undefined ? [] : [ids])],
  );
  return rows.map(({ content, ...row }) => ({ ...row, charge: opened<Charge>(charge.content, content) }));
}

export async function setChargeStates(
  tx: Tx,
  built: readonly { readonly id: string; readonly state: ChargeState; readonly findings: readonly Finding[] }[],
): Promise<void> {
  if (built.length === 0) return;
  await tx.rows(
    `update charges.charge c set state = t.state, findings = t.findings
       from unnest($2::uuid[], $3::text[], $4::jsonb[]) as t (id, state, findings) where c.tenant_id = $1 and c.id = t.id`,
    [tx.tenant, built.map(({ id }) => id), built.map(({ state }) => state), built.map(({ findings }) => JSON.stringify(findings))],
  );
}

export interface ListedCharge {
  readonly id: string;
  readonly account: string;
  readonly kind: Charge['kind'];
  readonly patientName: string;
  readonly servedFrom: PlainDate | null;
  readonly charged: Cents;
  readonly state: ChargeState;
  readonly findings: readonly Finding[];
}

/** Charges of one state, the oldest first. */
export async function chargePage(tx: Tx, state: ChargeState, after: string | undefined, limit: number): Promise<ListedCharge[]> {
  const rows = await tx.rows<ListedCharge>(
    `select id, account, kind, patient_name as "patientName", served_from as "servedFrom", charged, state, findings from charges.charge
      where tenant_id = $1 and state = $2 and id > $3::uuid order by id limit $4`,
    [tx.tenant, state, after ?? '00000000-0000-0000-0000-000000000000', limit],
  );
  return rows.map((row) => ({ ...row, patientName: shown(charge.patientName, row.patientName) ?? '' }));
}
