import type { Cents, PlainDate } from '@claimwright/core/ground/base';
import type { Alert, AmountGroup, BilledLine, Outlier, OutlierKind } from '@claimwright/core/oversight/compliance';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Ctx } from '../../gate/index.ts';
import { shown } from '../../store/columns.ts';
import type { Store, Tx } from '../../store/store.ts';
import { alert, alertClaim, night, outlier, threshold } from './schema.ts';
import type { AlertClaimView, ComplianceAlertView, OutlierView } from './views.ts';

export type ComplianceStore = Store;

/** Claims that stand: void and replaced ones, and what voids them, were never billed for good. */
const stands = `not exists (select 1 from claims.standing s where s.tenant_id = c.tenant_id and s.claim_id = c.id and s.status in ('void', 'replaced', 'replacement-sent', 'not-taken', 'unconfirmed'))
        and c.frequency <> '8'`;

/** Lines of these days of service, both inclusive. A claim's first day lies at most a month before any of its lines. */
export const linesBetween = (tx: Tx, from: PlainDate, to: PlainDate): Promise<BilledLine[]> =>
  tx.rows<BilledLine>(
    `select c.id as "claimId", l.id as "lineId", c.patient_id as patient, c.payer_id as "payerId", coalesce(c.rendering_npi, c.billing_npi, '') as provider,
            c.place_of_service is null as institutional, l.served_on as "servedOn", l.code, l.modifiers, coalesce(l.units, '1') as units, l.billed
       from claims.claim c join claims.service_line l on l.tenant_id = c.tenant_id and l.claim_id = c.id
      where c.tenant_id = $1 and coalesce(c.served_from, '-infinity'::date) >= $2::date - 31 and coalesce(c.served_from, '-infinity'::date) <= $3::date
        and l.served_on between $2::date and $3::date and ${stands}`,
    [tx.tenant, from, to],
  );

interface Amounts {
  readonly payerId: string;
  readonly code: string;
  readonly claims: readonly string[];
  readonly lines: readonly string[];
  readonly amounts: readonly (Cents | string)[];
}

/** What a unit was charged, was paid and was taken off by contract, by payer and code, of the claims served since a day. */
export async function amountGroups(tx: Tx, kind: OutlierKind, since: PlainDate, fewest: number): Promise<AmountGroup[]> {
  const units = `greatest(coalesce(nullif(regexp_replace(l.units, '[^0-9.]', '', 'g'), ''), '1')::numeric, 1)`;
  const moved = (movement: string): string =>
    `(select -sum(m.amount) from ledger.movement m where m.tenant_id = l.tenant_id and m.claim_id = l.claim_id and m.claim_line_id = l.id and m.kind = '${movement}'
        and m.party <> 'patient')`;
  const amount = { charge: 'l.billed', payment: moved('payment'), adjustment: moved('contractual') }[kind];
  const rows = await tx.rows<Amounts>(
    `select "payerId", code, array_agg(claim_id) as claims, array_agg(id) as lines, array_agg(amount) as amounts
       from (select c.payer_id as "payerId", l.code, l.claim_id, l.id, round(${amount} / ${units})::bigint as amount
               from claims.claim c join claims.service_line l on l.tenant_id = c.tenant_id and l.claim_id = c.id
              where c.tenant_id = $1 and coalesce(c.served_from, '-infinity'::date) >= $2::date and ${stands}) x
      where amount > 0 group by 1, 2 having count(*) >= $3`,
    [tx.tenant, since, fewest],
  );
  return rows.map(({ payerId, code, claims, lines, amounts }) => ({
    ...{ kind, payerId, code },
    amounts: claims.map((claimId, i) => ({ claimId, lineId: lines[i] ?? '', amount: Number(amounts[i]) as Cents })),
  }));
}

export async function specialties(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.rows<{ npi: string; taxonomy: string }>(
    `select npi, coalesce(taxonomy, '') as taxonomy from parties.provider where tenant_id = $1`,
    [tx.tenant],
  );
  return new Map(rows.map(({ npi, taxonomy }) => [npi, taxonomy]));
}

/** Payers of whom a person said that they do not follow NCCI. */
export async function withoutNcci(tx: Tx): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ payerId: string; ncci: string | null }>(
    `select distinct on (payer_id) payer_id as "payerId", content ->> 'ncci' as ncci from scrub.terms where tenant_id = $1 order by payer_id, id desc`,
    [tx.tenant],
  );
  return new Set(rows.filter(({ ncci }) => ncci === 'false').map(({ payerId }) => payerId));
}

export interface LastNight {
  readonly last: PlainDate;
  readonly lines: number;
}
export async function lastNight(tx: Tx): Promise<LastNight | undefined> {
  const [row] = await tx.db.select().from(night).where(eq(night.tenantId, tx.tenant));
  return row;
}

export async function keepNight(ctx: Ctx, last: PlainDate, lines: number): Promise<void> {
  const row = { last, lines, at: ctx.now, actId: ctx.actId };
  await ctx.tx.db
    .insert(night)
    .values({ tenantId: ctx.tx.tenant, ...row })
    .onConflictDoUpdate({ target: night.tenantId, set: row });
}

export interface KnownAlert {
  readonly id: string;
  readonly key: string;
  readonly count: number;
  readonly says: string;
  readonly claims: ReadonlySet<string>;
}
export async function knownAlerts(tx: Tx): Promise<ReadonlyMap<string, KnownAlert>> {
  const rows = await tx.rows<{ id: string; key: string; count: number; says: string; claims: string[] }>(
    `select a.id, a.key, a.count, a.says, array(select claim_id::text from compliance.alert_claim b where b.tenant_id = $1 and b.alert_id = a.id) as claims
       from compliance.alert a where a.tenant_id = $1`,
    [tx.tenant],
  );
  return new Map(rows.map((row) => [row.key, { ...row, claims: new Set(row.claims) }]));
}

/** An alert, with the id under which it is kept and what of it is new. */
export interface AlertToKeep {
  readonly id: string;
  readonly alert: Alert;
  readonly known: boolean;
  readonly newClaims: readonly string[];
}

/** What is new is said; more of what was put away is said again. */
export async function keepAlerts(ctx: Ctx, alerts: readonly AlertToKeep[]): Promise<void> {
  const { tx, now, actId } = ctx;
  for (const { id, alert: one, known, newClaims } of alerts) {
    const { key, kind, provider, year, families, count, says, because, fix } = one;
    if (!known)
      await tx.db.insert(alert).values({
        ...{ tenantId: tx.tenant, id, key, kind, provider, year, families: [...families], count, says, because, fix, saidAt: now, actId },
      });
    else
      await tx.db
        .update(alert)
        .set({ count, says, ...(newClaims.length > 0 ? { saidAt: now, dismissedAt: null, dismissedBy: null, reason: null } : {}) })
        .where(and(eq(alert.tenantId, tx.tenant), eq(alert.id, id)));
  }
  await tx.copy(
    alertClaim,
    alerts.flatMap(({ id, newClaims }) => newClaims.map((claimId) => ({ tenantId: tx.tenant, alertId: id, claimId }))),
  );
}

const atOnce = 500;
/** What the night found, one line once; what it did not find again stays behind with its night. */
export async function keepOutliers(ctx: Ctx, last: PlainDate, found: readonly Outlier[]): Promise<void> {
  const { tx } = ctx;
  const rows = found.map((row) => ({ ...row, bins: [...row.bins], tenantId: tx.tenant, id: ctx.newId(), night: last }));
  const anew = (column: string) => sql.raw(`excluded.${column}`);
  for (let at = 0; at < rows.length; at += atOnce)
    await tx.db
      .insert(outlier)
      .values(rows.slice(at, at + atOnce))
      .onConflictDoUpdate({
        target: [outlier.tenantId, outlier.kind, outlier.lineId],
        set: {
          ...{ amount: anew('amount'), usual: anew('usual'), n: anew('n'), z: anew('z'), bins: anew('bins') },
          ...{ least: anew('least'), most: anew('most'), night: anew('night') },
        },
      });
}

export async function alertsOf(tx: Tx, dismissed: boolean): Promise<ComplianceAlertView[]> {
  type Row = Omit<ComplianceAlertView, 'providerName' | 'dismissed' | 'saidAt'> & {
    readonly providerName: string | null;
    readonly saidAt: Date;
    readonly by: string | null;
    readonly at: Date | null;
    readonly reason: string | null;
  };
  const rows = await tx.rows<Row>(
    `select a.id, a.kind, a.provider, p.name as "providerName", a.year, a.families, a.count, a.says, a.because, a.fix, a.said_at as "saidAt",
            a.dismissed_by as by, a.dismissed_at as at, a.reason
       from compliance.alert a left join parties.provider p on p.tenant_id = a.tenant_id and p.npi = a.provider
      where a.tenant_id = $1 and (a.dismissed_at is not null) = $2 order by a.said_at desc, a.count desc, a.id limit 500`,
    [tx.tenant, dismissed],
  );
  return rows.map(({ providerName, saidAt, by, at, reason, ...row }) => ({
    ...row,
    saidAt: saidAt.toISOString(),
    ...(providerName === null ? {} : { providerName }),
    ...(by === null || at === null ? {} : { dismissed: { by, at: at.toISOString(), reason: shown(alert.reason, reason) ?? '' } }),
  }));
}

export interface AlertHead {
  readonly id: string;
  readonly kind: string;
  readonly provider: string;
  readonly families: readonly string[];
  readonly dismissedAt: Date | null;
}
export async function alertById(tx: Tx, id: string): Promise<AlertHead | undefined> {
  const [row] = await tx.db
    .select()
    .from(alert)
    .where(and(eq(alert.tenantId, tx.tenant), eq(alert.id, id)));
  return row;
}

export async function dismissAlert(ctx: Ctx, id: string, reason: string): Promise<void> {
  await ctx.tx.db
    .update(alert)
    .set({ dismissedAt: ctx.now, dismissedBy: ctx.actor.name, reason })
    .where(and(eq(alert.tenantId, ctx.tx.tenant), eq(alert.id, id), isNull(alert.dismissedAt)));
}

const mostShown = 200;
type ClaimRow = Omit<AlertClaimView, 'servedFrom'> & { readonly servedFrom: PlainDate | null };
const asClaim = ({ servedFrom, ...row }: ClaimRow): AlertClaimView => ({ ...row, ...(servedFrom === null ? {} : { servedFrom }) });
const claimColumns = `c.id as "claimId", c.patient_control_number as "patientControlNumber", y.name as "payerName", c.served_from as "servedFrom", c.billed,
            array(select l.code || coalesce('-' || nullif(array_to_string(l.modifiers, '-'), ''), '') from claims.service_line l
                   where l.tenant_id = c.tenant_id and l.claim_id = c.id order by l.number) as codes`;

/** The claims behind an alert, the newest first. */
export async function claimsBehind(tx: Tx, alertId: string): Promise<{ rows: AlertClaimView[]; total: number }> {
  const [count] = await tx.rows<{ total: number }>(
    `select count(*) as total from compliance.alert_claim where tenant_id = $1 and alert_id = $2`,
    [tx.tenant, alertId],
  );
  const rows = await tx.rows<ClaimRow>(
    `select ${claimColumns} from compliance.alert_claim b join claims.claim c on c.tenant_id = b.tenant_id and c.id = b.claim_id
       join parties.payer y on y.tenant_id = c.tenant_id and y.id = c.payer_id
      where b.tenant_id = $1 and b.alert_id = $2 order by c.served_from desc, c.id limit ${mostShown}`,
    [tx.tenant, alertId],
  );
  return { rows: rows.map(asClaim), total: count?.total ?? 0 };
}

/** The newest claims of a provider since a day: of an alert that is about all of them. */
export async function claimsOfProvider(tx: Tx, provider: string, since: PlainDate): Promise<{ rows: AlertClaimView[]; total: number }> {
  const of = `c.tenant_id = $1 and coalesce(c.served_from, '-infinity'::date) >= $3::date and coalesce(c.rendering_npi, c.billing_npi) = $2`;
  const [count] = await tx.rows<{ total: number }>(`select count(*) as total from claims.claim c where ${of}`, [
    tx.tenant,
    provider,
    since,
  ]);
  const rows = await tx.rows<ClaimRow>(
    `select ${claimColumns} from claims.claim c join parties.payer y on y.tenant_id = c.tenant_id and y.id = c.payer_id
      where ${of} order by c.served_from desc, c.id limit ${mostShown}`,
    [tx.tenant, provider, since],
  );
  return { rows: rows.map(asClaim), total: count?.total ?? 0 };
}

export const usualThreshold = 3.5;
export async function thresholdNow(tx: Tx): Promise<number> {
  const [row] = await tx.rows<{ spreads: number }>(
    `select spreads from compliance.threshold where tenant_id = $1 order by id desc limit 1`,
    [tx.tenant],
  );
  return row?.spreads ?? usualThreshold;
}
export async function keepThreshold(ctx: Ctx, id: string, spreads: number): Promise<void> {
  await ctx.tx.db.insert(threshold).values({ tenantId: ctx.tx.tenant, id, spreads, setAt: ctx.now, actId: ctx.actId });
}

export async function outliersBeyond(tx: Tx, spreads: number): Promise<{ rows: OutlierView[]; total: number }> {
  const [count] = await tx.rows<{ total: number }>(
    `select count(*) as total from compliance.outlier where tenant_id = $1 and night = (select last from compliance.night where tenant_id = $1) and abs(z) >= $2`,
    [tx.tenant, spreads],
  );
  const rows = await tx.rows<OutlierView>(
    `select o.id, o.kind, y.name as "payerName", o.code, o.claim_id as "claimId", c.patient_control_number as "patientControlNumber", o.amount, o.usual,
            o.n, o.z, o.bins, o.least, o.most
       from compliance.outlier o join claims.claim c on c.tenant_id = o.tenant_id and c.id = o.claim_id
       join parties.payer y on y.tenant_id = o.tenant_id and y.id = o.payer_id
      where o.tenant_id = $1 and o.night = (select last from compliance.night where tenant_id = $1) and abs(o.z) >= $2 order by abs(o.z) desc, o.id limit ${mostShown}`,
    [tx.tenant, spreads],
  );
  return { rows, total: count?.total ?? 0 };
}
