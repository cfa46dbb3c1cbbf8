import { nearKeyOf, type ProviderAdjustment, paymentKeyOf, type Remit, type RemitClaim } from '@claimwright/core/revenue/remits';
import { and, asc, eq, sql } from 'drizzle-orm';
import type { Ctx } from '../../gate/index.ts';
import { memberIndex } from '../../ground/parties/index.ts';
import type { Tx } from '../../store/store.ts';
import { placedOnArrival, type SiteOfClaim, sitesOnArrival } from './arriving/store.ts';
import type { GatheredRemit } from './gather-remits.ts';
import { providerAdjustment, remit, remitClaim } from './schema.ts';
import { addToSearch, type NamedClaim } from './searching/store.ts';

export type RemitRow = typeof remit.$inferSelect;
export type RemitClaimRecord = typeof remitClaim.$inferSelect;

/** What is here of a remit already: the one that says exactly this, and the first one with the same payer and trace. */
export interface Earlier {
  readonly same?: string;
  readonly near?: string;
}

export const sameKey = (payment: string, content: string): string => `${payment} ${content}`;
/** A trace number of nothing, as on many zero-pay remits, tells no two payments apart. */
export const tellsApart = (head: Pick<Remit, 'traceNumber'>): boolean => !/^0*$/.test(head.traceNumber);

/** For each of the remits that are to be kept what is here of it. */
export async function earlier(tx: Tx, heads: readonly Pick<GatheredRemit, 'remit' | 'contentHash'>[]): Promise<Earlier[]> {
  const same = await tx.rows<{ id: string; payment_key: string; content_hash: string }>(
    'select id, payment_key, content_hash from remits.remit where tenant_id = $1 and payment_key = any($2)',
    [tx.tenant, heads.map(({ remit }) => paymentKeyOf(remit))],
  );
  const near = await tx.rows<{ id: string; near_key: string }>(
    'select distinct on (near_key) id, near_key from remits.remit where tenant_id = $1 and near_key = any($2) order by near_key, read_at, id',
    [tx.tenant, heads.filter(({ remit }) => tellsApart(remit)).map(({ remit }) => nearKeyOf(remit))],
  );
  const sames = new Map(same.map((row) => [sameKey(row.payment_key, row.content_hash), row.id]));
  const nears = new Map(near.map((row) => [row.near_key, row.id]));
  return heads.map(({ remit: head, contentHash }): Earlier => {
    const here = sames.get(sameKey(paymentKeyOf(head), contentHash));
    if (here !== undefined) return { same: here };
    const first = tellsApart(head) ? nears.get(nearKeyOf(head)) : undefined;
    return first === undefined ? {} : { near: first };
  });
}

/** A remit that is to be kept. */
export interface NewRemit {
  readonly id: string;
  readonly payerId: string | undefined;
  readonly gathered: GatheredRemit;
  readonly near: string | undefined;
}

/** Keeps remits with their claims and provider adjustments, as many as a file brings at once. */
export async function addRemits(ctx: Ctx, documentId: string, remits: readonly NewRemit[]): Promise<void> {
  const { tx } = ctx;
  const siteOfClaim = await placedOnArrival(tx, remits);
  await tx.copy(
    remit,
    remits.map(({ id, payerId, gathered, near }) => ({
      ...headRow(gathered),
      sites: sitesOnArrival(gathered, siteOfClaim),
      ...{ tenantId: tx.tenant, id, documentId, payerId: payerId ?? null, contentHash: gathered.contentHash },
      ...{ nearDuplicateOf: near ?? null, readAt: ctx.now, actId: ctx.actId },
    })),
  );
  const claims = remits.map((one) => ({ ...one, ids: Array.from({ length: one.gathered.claims.length }, () => ctx.newId()) }));
  await tx.copy(remitClaim, allClaimRows(ctx, claims, siteOfClaim));
  await addToSearch(tx, named(claims));
  await tx.copy(
    providerAdjustment,
    remits.flatMap(({ id: remitId, gathered }) =>
      gathered.remit.providerAdjustments.map((plb) => ({
        tenantId: tx.tenant,
        remitId,
        index: plb.index,
        code: plb.code,
        reference: plb.reference ?? null,
        amount: plb.amount,
        fiscalDate: plb.fiscalDate ?? null,
        providerId: plb.providerId,
        from: plb.bytes.from,
        to: plb.bytes.to,
      })),
    ),
  );
}

/** The patients of remits that say who they are. */
function* named(remits: readonly { readonly gathered: GatheredRemit; readonly ids: readonly string[] }[]): Generator<NamedClaim> {
  for (const { gathered, ids } of remits) {
    let i = 0;
    for (const { patient } of gathered.claims) {
      const id = ids[i++] ?? '';
      if (patient !== undefined) yield { id, last: patient.last, first: patient.first };
    }
  }
}

function* allClaimRows(ctx: Ctx, remits: readonly (NewRemit & { readonly ids: readonly string[] })[], siteOfClaim: SiteOfClaim) {
  for (const { id, gathered, ids } of remits) yield* claimRows(ctx, { remitId: id, siteOfClaim }, gathered, ids);
}

/** What a search on the tray looks into, a line each: its control number, which is meant whole, and trace and payer, of which pieces are. */
const soughtOf = ({ control, traceNumber, payer }: GatheredRemit['remit']): string =>
  [control.slice(0, 40), traceNumber.slice(0, 120), payer.name.slice(0, 200)].join('\n').toLowerCase();

function headRow({ remit: head, claims, lines, unreadable, imbalances, closing }: GatheredRemit) {
  return {
    control: head.control,
    version: head.version,
    payerName: head.payer.name,
    payerIds: [...head.payer.ids],
    payeeName: head.payee.name,
    payeeNpi: head.payee.npi ?? null,
    payeeTaxId: head.payee.taxId ?? null,
    traceNumber: head.traceNumber,
    payerTraceId: head.payerTraceId,
    method: head.method,
    paidOn: head.paidOn ?? null,
    paid: head.paid,
    claims: claims.length,
    lines,
    balanced: imbalances.length === 0 && head.unreadable === undefined && unreadable.size === 0,
    unreadable: head.unreadable ?? [],
    findings: [...closing, ...imbalances].slice(0, 100),
    paymentKey: paymentKeyOf(head),
    nearKey: nearKeyOf(head),
    from: head.bytes.from,
    to: head.bytes.to,
    paidFrom: head.paidBytes.from,
    paidTo: head.paidBytes.to,
    sought: soughtOf(head),
    state: 'open',
    cleanClaims: 0,
    workClaims: 0,
    parkedClaims: 0,
    unapplied: 0 as Remit['paid'],
  };
}

function* claimRows(
  ctx: Ctx,
  { remitId, siteOfClaim }: { readonly remitId: string; readonly siteOfClaim: SiteOfClaim },
  gathered: GatheredRemit,
  ids: readonly string[],
): Generator<typeof remitClaim.$inferInsert> {
  let i = 0;
  for (const claim of gathered.claims) {
    yield {
      tenantId: ctx.tx.tenant,
      id: ids[i++] ?? '',
      remitId,
      index: claim.index,
      patientControlNumber: claim.patientControlNumber,
      payerControlNumber: claim.payerControlNumber ?? null,
      originalReference: claim.originalReference ?? null,
      status: claim.status,
      filingIndicator: claim.filingIndicator ?? null,
      billed: claim.billed,
      paid: claim.paid,
      statedPatientResponsibility: claim.statedPatientResponsibility ?? null,
      patientLast: claim.patient?.last ?? null,
      patientFirst: claim.patient?.first ?? null,
      patientMemberId: claim.patient?.memberId ?? null,
      subscriberMemberId: claim.subscriberMemberId ?? null,
      patientMemberIndex: memberIndex(ctx.tx, claim.patient?.memberId),
      subscriberMemberIndex: memberIndex(ctx.tx, claim.subscriberMemberId),
      crossoverName: claim.crossoverCarrier?.name ?? null,
      crossoverId: claim.crossoverCarrier?.id ?? null,
      renderingNpi: claim.renderingNpi ?? null,
      servedFrom: claim.servedFrom ?? null,
      servedTo: claim.servedTo ?? null,
      receivedOn: claim.receivedOn ?? null,
      adjustments: claim.adjustments,
      rarcs: [...claim.rarcs],
      lines: claim.lines,
      unreadable: gathered.unreadable.get(claim.index) ?? [],
      contentKey: gathered.contentKeys[claim.index] ?? '',
      siteId: siteOfClaim(gathered.remit, claim.patientControlNumber),
      from: claim.bytes.from,
      to: claim.bytes.to,
      billedFrom: claim.billedBytes.from,
      billedTo: claim.billedBytes.to,
      paidFrom: claim.paidBytes.from,
      paidTo: claim.paidBytes.to,
    };
  }
}

export async function remitRow(tx: Tx, id: string, lock = false): Promise<RemitRow | undefined> {
  const select = tx.db
    .select()
    .from(remit)
    .where(and(eq(remit.tenantId, tx.tenant), eq(remit.id, id)));
  const [row] = lock ? await select.for('update') : await select;
  return row;
}

export async function remitClaimRow(tx: Tx, id: string): Promise<RemitClaimRecord | undefined> {
  const [row] = await tx.db
    .select()
    .from(remitClaim)
    .where(and(eq(remitClaim.tenantId, tx.tenant), eq(remitClaim.id, id)));
  return row;
}

export async function remitClaimRows(tx: Tx, remitId: string): Promise<RemitClaimRecord[]> {
  return tx.db
    .select()
    .from(remitClaim)
    .where(and(eq(remitClaim.tenantId, tx.tenant), eq(remitClaim.remitId, remitId)))
    .orderBy(asc(remitClaim.index));
}

/** In their order, without a look at what else is kept of them. */
export async function idsOfClaims(tx: Tx, remitId: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>('select id from remits.remit_claim where tenant_id = $1 and remit_id = $2 order by index', [
    tx.tenant,
    remitId,
  ]);
  return rows.map(({ id }) => id);
}

/** Claims of a remit by their places in it, in their order. */
export async function remitClaimsAt(tx: Tx, remitId: string, indexes: readonly number[]): Promise<RemitClaimRecord[]> {
  return tx.db
    .select()
    .from(remitClaim)
    .where(
      and(
        eq(remitClaim.tenantId, tx.tenant),
        eq(remitClaim.remitId, remitId),
        sql`${remitClaim.index} = any(${sql.param(indexes)}::int[])`,
      ),
    )
    .orderBy(asc(remitClaim.index));
}

export async function remitClaimsById(tx: Tx, ids: readonly string[]): Promise<RemitClaimRecord[]> {
  return tx.db
    .select()
    .from(remitClaim)
    .where(and(eq(remitClaim.tenantId, tx.tenant), sql`${remitClaim.id} = any(${sql.param(ids)}::uuid[])`));
}

export async function providerAdjustments(tx: Tx, remitId: string): Promise<ProviderAdjustment[]> {
  const rows = await tx.db
    .select()
    .from(providerAdjustment)
    .where(and(eq(providerAdjustment.tenantId, tx.tenant), eq(providerAdjustment.remitId, remitId)))
    .orderBy(asc(providerAdjustment.index));
  return rows.map(asProviderAdjustment);
}

export const asProviderAdjustment = (row: typeof providerAdjustment.$inferSelect): ProviderAdjustment => ({
  index: row.index,
  code: row.code,
  ...(row.reference === null ? {} : { reference: row.reference }),
  amount: row.amount,
  ...(row.fiscalDate === null ? {} : { fiscalDate: row.fiscalDate }),
  providerId: row.providerId,
  bytes: { from: row.from, to: row.to },
});

/** The stored remit as core knows it, with all of its claims or with some. */
export const asRemit = (row: RemitRow, claims: readonly RemitClaimRecord[], adjustments: readonly ProviderAdjustment[]): Remit => ({
  control: row.control,
  version: row.version,
  payer: { name: row.payerName, ids: row.payerIds },
  payee: {
    name: row.payeeName,
    ...(row.payeeNpi === null ? {} : { npi: row.payeeNpi }),
    ...(row.payeeTaxId === null ? {} : { taxId: row.payeeTaxId }),
  },
  traceNumber: row.traceNumber,
  payerTraceId: row.payerTraceId,
  method: row.method,
  ...(row.paidOn === null ? {} : { paidOn: row.paidOn }),
  paid: row.paid,
  bytes: { from: row.from, to: row.to },
  paidBytes: { from: row.paidFrom, to: row.paidTo },
  ...(row.unreadable.length === 0 ? {} : { unreadable: row.unreadable }),
  claims: claims.map(asRemitClaim),
  providerAdjustments: adjustments,
});

/** Leaves out what the file did not say. */
const said = <K extends string, V>(key: K, value: V | null): { [k in K]?: V } =>
  value === null ? {} : ({ [key]: value } as { [k in K]: V });

export function asRemitClaim(row: RemitClaimRecord): RemitClaim {
  const patient =
    row.patientLast === null
      ? {}
      : { patient: { last: row.patientLast, first: row.patientFirst ?? '', ...said('memberId', row.patientMemberId) } };
  const crossover =
    row.crossoverName === null && row.crossoverId === null
      ? {}
      : { crossoverCarrier: { ...said('name', row.crossoverName), ...said('id', row.crossoverId) } };
  return {
    index: row.index,
    patientControlNumber: row.patientControlNumber,
    status: row.status,
    billed: row.billed,
    paid: row.paid,
    ...said('statedPatientResponsibility', row.statedPatientResponsibility),
    ...said('payerControlNumber', row.payerControlNumber),
    ...said('filingIndicator', row.filingIndicator),
    ...patient,
    ...said('subscriberMemberId', row.subscriberMemberId),
    ...crossover,
    ...said('renderingNpi', row.renderingNpi),
    ...said('servedFrom', row.servedFrom),
    ...said('servedTo', row.servedTo),
    ...said('receivedOn', row.receivedOn),
    ...said('originalReference', row.originalReference),
    adjustments: row.adjustments,
    rarcs: row.rarcs,
    lines: row.lines,
    bytes: { from: row.from, to: row.to },
    billedBytes: { from: row.billedFrom, to: row.billedTo },
    paidBytes: { from: row.paidFrom, to: row.paidTo },
    ...(row.unreadable.length === 0 ? {} : { unreadable: row.unreadable }),
  };
}

/** What other remits already said, by content: those that came earlier or were posted. Of all claims of the remit, or of these. */
export async function seenContent(
  tx: Tx,
  row: RemitRow,
  part?: readonly string[],
): Promise<Map<string, { remitId: string; remitClaimId: string }>> {
  const rows = await tx.rows<{ content_key: string; remit_id: string; id: string }>(
    `select c.content_key, c.remit_id, c.id
       from remits.remit_claim mine
       join remits.remit_claim c on c.tenant_id = mine.tenant_id and c.content_key = mine.content_key and c.remit_id <> mine.remit_id
       join remits.remit r on r.tenant_id = c.tenant_id and r.id = c.remit_id
      where mine.tenant_id = $1 and mine.remit_id = $2 and r.state <> 'not-ours' and (r.state = 'posted' or (r.read_at, r.id) < ($3, $2))
            ${part === undefined ? '' : 'and mine.id = any($4::uuid[])'}`,
    [tx.tenant, row.id, row.readAt, ...(part === undefined ? [] : [part])],
  );
  return new Map(rows.map((seen) => [seen.content_key, { remitId: seen.remit_id, remitClaimId: seen.id }]));
}

/** Sets the projections that the tray shows. */
export async function project(
  tx: Tx,
  id: string,
  values: Partial<Pick<RemitRow, 'state' | 'cleanClaims' | 'workClaims' | 'parkedClaims' | 'unapplied'>>,
): Promise<void> {
  await tx.db
    .update(remit)
    .set(values)
    .where(and(eq(remit.tenantId, tx.tenant), eq(remit.id, id)));
}

/** The remits that still wait for someone, oldest first: those that a document brought, or all. */
export async function waitingRemits(tx: Tx, documentId?: string): Promise<string[]> {
  const brought = documentId === undefined ? undefined : eq(remit.documentId, documentId);
  const rows = await tx.db
    .select({ id: remit.id })
    .from(remit)
    .where(and(eq(remit.tenantId, tx.tenant), sql`${remit.state} in ('open', 'parked')`, brought))
    .orderBy(asc(remit.readAt), asc(remit.id));
  return rows.map((row) => row.id);
}

/** By the id of a remit or of a claim in one: which remit it is. */
export async function remitsNamed(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, { remitId: string; remitClaimId?: string; traceNumber: string; payerName: string }>> {
  const rows = await tx.rows<{ id: string; remit_id: string; remit_claim_id: string | null; trace_number: string; payer_name: string }>(
    `select r.id, r.id as remit_id, null::uuid as remit_claim_id, r.trace_number, r.payer_name from remits.remit r where r.tenant_id = $1 and r.id = any($2::uuid[])
     union all
     select c.id, c.remit_id, c.id, r.trace_number, r.payer_name from remits.remit_claim c join remits.remit r on r.tenant_id = c.tenant_id and r.id = c.remit_id
      where c.tenant_id = $1 and c.id = any($2::uuid[])`,
    [tx.tenant, ids],
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        remitId: row.remit_id,
        ...(row.remit_claim_id === null ? {} : { remitClaimId: row.remit_claim_id }),
        traceNumber: row.trace_number,
        payerName: row.payer_name,
      },
    ]),
  );
}
