import type { PlainDate } from '@claimwright/core/ground/base';
import type { ClaimOut } from '@claimwright/core/oversight/measures';
import type { DenialModel, Foretold, Learned } from '@claimwright/core/revenue/denials';
import type { Ctx } from '../../gate/index.ts';
import type { Tx } from '../../store/store.ts';
import { counted, denialModel, denialThreshold, prediction } from './schema.ts';
import type { Counted, LikelyView, MeasuredClaimView } from './views.ts';

/** The first decision of a payer that stands: when it came, and whether it refused some of the claim, by the same rule that posting opens work. */
const firstDecision = (claimId: string): string => `lateral (
    select coalesce(r.paid_on, (p.posted_at at time zone 'utc')::date) as decided_on, jsonb_path_exists(pc.plan, '$.work[*] ? (@.kind == "denial")') as denied
      from posting.posted_claim pc join posting.posted_remit p on p.tenant_id = pc.tenant_id and p.id = pc.posted_remit_id
      join remits.remit r on r.tenant_id = p.tenant_id and r.id = p.remit_id
     where pc.tenant_id = $1 and pc.claim_id = ${claimId} and pc.undone_by is null and pc.state in ('clean', 'work') and pc.reverses is null
     order by 1, pc.id limit 1)`;

export interface DecidedClaim {
  readonly id: string;
  readonly draftId: string | null;
  readonly payer: string;
  readonly provider: string;
  readonly place: string;
  readonly codes: readonly string[];
  readonly modifiers: readonly string[];
  readonly sentOn: PlainDate;
  readonly decidedOn: PlainDate;
  readonly days: number;
  readonly billedCents: number;
  readonly diagnoses: number;
  readonly warned: number | null;
  readonly denied: boolean;
}

const mostHistory = 60_000;

/** Claims that a payer has decided on and whose decision is posted, the newest first. */
export const decidedClaims = (tx: Tx): Promise<DecidedClaim[]> =>
  tx.rows<DecidedClaim>(
    `select c.id, s.draft_id as "draftId", c.payer_id as payer, coalesce(c.rendering_npi, c.billing_npi, '') as provider, coalesce(c.place_of_service, '') as place,
            l.codes, l.modifiers, sent.on as "sentOn", f.decided_on as "decidedOn", greatest(sent.on - coalesce(c.served_from, sent.on), 0) as days,
            c.billed as "billedCents", cardinality(c.diagnoses) as diagnoses,
            (select jsonb_array_length(k.findings) from scrub.checked k where k.tenant_id = $1 and k.draft_id = s.draft_id order by k.id desc limit 1) as warned,
            f.denied
       from claims.claim c
       cross join lateral (select coalesce(c.sent_on, (c.added_at at time zone 'utc')::date) as on) sent
       cross join ${firstDecision('c.id')} f
       cross join lateral (select array_agg(l.code order by l.number) as codes,
                                  array(select distinct m from claims.service_line x, unnest(x.modifiers) m where x.tenant_id = $1 and x.claim_id = c.id) as modifiers
                             from claims.service_line l where l.tenant_id = $1 and l.claim_id = c.id) l
       left join claims.draft_standing s on s.tenant_id = $1 and s.claim_id = c.id
      where c.tenant_id = $1 and c.frequency = '1' and l.codes is not null
      order by sent.on desc limit ${mostHistory}`,
    [tx.tenant],
  );

interface SentDraft extends ClaimOut {
  readonly approvedAt: Date;
}
type SentRow = { readonly [key in keyof SentDraft]-?: Exclude<SentDraft[key], undefined> | null } & { readonly id: string };

const sentFrom = `submission.batch_claim c join submission.batch b on b.tenant_id = c.tenant_id and b.id = c.batch_id and b.sent_at is not null
       join claims.draft d on d.tenant_id = c.tenant_id and d.id = c.draft_id
       join parties.payer y on y.tenant_id = d.tenant_id and y.id = d.payer_id
       join claims.draft_standing s on s.tenant_id = d.tenant_id and s.draft_id = d.id
       left join ${firstDecision('s.claim_id')} f on true
       left join lateral (select k.checked_at, exists (select 1 from jsonb_array_elements(k.findings) x where x ->> 'severity' = 'error') as held
                            from scrub.checked k where k.tenant_id = $1 and k.draft_id = d.id and k.checked_at <= b.approved_at order by k.id limit 1) k on true`;
const cleanly = `case when k.checked_at is not null and c.outcome is not null then not k.held and c.version = 1 and c.outcome = 'accepted'
              and not exists (select 1 from scrub.override o where o.tenant_id = $1 and o.draft_id = d.id) end`;

/** First sendings since a day, each with what is known of it. */
export async function firstSendings(tx: Tx, since: PlainDate): Promise<ClaimOut[]> {
  const rows = await tx.rows<SentRow>(
    `select d.id, k.checked_at is not null as scrubbed, to_char(b.sent_at at time zone 'utc', 'YYYY-MM') as month, y.name as payer, ${cleanly} as clean,
            case c.outcome when 'accepted' then true when 'rejected' then false end as taken, f.denied, b.id as batch, b.approved_at as "approvedAt", null as "reviewSeconds"
       from ${sentFrom}
      where c.tenant_id = $1 and c.attempt = 1 and b.sent_at >= $2::date`,
    [tx.tenant, since],
  );
  const opened = await firstOpened(
    tx,
    rows.map(({ id }) => `draft:${id}`),
  );
  return rows.map((row) => {
    const at = opened.get(`draft:${row.id}`);
    const { id, month, payer, clean, taken, denied, batch, approvedAt } = row;
    const seconds = at === undefined || approvedAt === null ? undefined : Math.round((approvedAt.getTime() - at.getTime()) / 1000);
    return {
      ...{ id, scrubbed: row.scrubbed === true, month: month ?? '', payer: payer ?? '' },
      ...(clean === null ? {} : { clean }),
      ...(taken === null ? {} : { taken }),
      ...(denied === null ? {} : { denied }),
      ...(batch === null ? {} : { batch }),
      ...(seconds === undefined || seconds < 0 ? {} : { reviewSeconds: seconds }),
    };
  });
}

/** When a person first read each, as the record has it. */
async function firstOpened(tx: Tx, subjects: readonly string[]): Promise<ReadonlyMap<string, Date>> {
  const rows = await tx.rows<{ subject: string; at: Date }>(
    `select s.subject, min(r.at) as at from gate.record_subject s join gate.record r on r.tenant_id = s.tenant_id and r.chain = s.chain and r.seq = s.seq
      where s.tenant_id = $1 and s.subject = any($2::text[]) and s.chain = 'reads' and r.actor_kind = 'person'
        and r.what in ('revenue/scrub/findings', 'revenue/claims/draft', 'revenue/submission/ladder') group by 1`,
    [tx.tenant, subjects],
  );
  return new Map(rows.map(({ subject, at }) => [subject, new Date(at)]));
}

/** The claims behind a bar: first sendings of a month that were scrubbed here. */
export async function claimsOfMonth(tx: Tx, measure: keyof Counted['months'], month: string): Promise<MeasuredClaimView[]> {
  const yes = {
    'clean-claims': cleanly,
    'first-pass': `case c.outcome when 'accepted' then true when 'rejected' then false end`,
    denials: 'f.denied',
  }[measure];
  const rows = await tx.rows<Omit<MeasuredClaimView, 'claimId'> & { readonly claimId: string | null }>(
    `select * from (select d.id, d.patient_control_number as "patientControlNumber", y.name as "payerName", d.billed, s.claim_id as "claimId", ${yes} as yes
       from ${sentFrom}
      where c.tenant_id = $1 and c.attempt = 1 and k.checked_at is not null and b.sent_at >= $2::date and b.sent_at < $2::date + interval '1 month') x
      where yes is not null order by yes, id limit 200`,
    [tx.tenant, `${month}-01`],
  );
  return rows.map(({ claimId, ...row }) => ({ ...row, ...(claimId === null ? {} : { claimId }) }));
}

export async function countedNow(tx: Tx): Promise<{ readonly night: PlainDate; readonly content: Counted } | undefined> {
  const [row] = await tx.rows<{ night: PlainDate; content: Counted }>('select night, content from measures.counted where tenant_id = $1', [
    tx.tenant,
  ]);
  return row;
}
export async function keepCounted(ctx: Ctx, night: PlainDate, content: Counted): Promise<void> {
  const row = { night, content, at: ctx.now, actId: ctx.actId };
  await ctx.tx.db
    .insert(counted)
    .values({ tenantId: ctx.tx.tenant, ...row })
    .onConflictDoUpdate({ target: counted.tenantId, set: row });
}

export interface KeptModel {
  readonly version: number;
  readonly model: DenialModel | null;
  readonly report: Omit<Learned, 'model'>;
  readonly learnedAt: Date;
}
export async function newestModel(tx: Tx): Promise<KeptModel | undefined> {
  const [row] = await tx.rows<KeptModel>(
    `select version, model, report, learned_at as "learnedAt" from measures.denial_model where tenant_id = $1 order by version desc limit 1`,
    [tx.tenant],
  );
  return row;
}
export async function keepModel(ctx: Ctx, version: number, { model, ...report }: Learned): Promise<void> {
  const { tx, now, actId } = ctx;
  await tx.db
    .insert(denialModel)
    .values({ tenantId: tx.tenant, id: ctx.newId(), version, model: model ?? null, report, learnedAt: now, actId });
}

/** Drafts that wait and of whose present version this model has not said anything yet. */
export async function draftsToForetell(tx: Tx, modelVersion: number): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `select d.id from claims.draft_standing s join claims.draft d on d.tenant_id = s.tenant_id and d.id = s.draft_id
      where s.tenant_id = $1 and s.status in ('drafted', 'approved') and not exists (select 1 from measures.prediction p
            where p.tenant_id = $1 and p.draft_id = d.id and p.draft_version = d.version and p.model_version = $2) order by d.id limit 5000`,
    [tx.tenant, modelVersion],
  );
  return rows.map(({ id }) => id);
}

export async function findingsOf(tx: Tx, draftIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.rows<{ id: string; n: number }>(
    `select distinct on (draft_id) draft_id as id, jsonb_array_length(findings) as n from scrub.checked
      where tenant_id = $1 and draft_id = any($2::uuid[]) order by draft_id, id desc`,
    [tx.tenant, draftIds],
  );
  return new Map(rows.map(({ id, n }) => [id, n]));
}

export interface ForetoldDraft extends Foretold {
  readonly draftId: string;
  readonly draftVersion: number;
  readonly modelVersion: number;
}
export async function keepPredictions(ctx: Ctx, foretold: readonly ForetoldDraft[]): Promise<void> {
  const { tx, now, actId } = ctx;
  await tx.copy(
    prediction,
    foretold.map((one) => ({ ...one, reasons: [...one.reasons], tenantId: tx.tenant, foretoldAt: now, actId })),
  );
}

export interface Score {
  readonly draftId: string;
  readonly denied: boolean;
}
/** Of what was foretold and not yet scored, what a posted remit has decided since. */
export const decidedPredictions = (tx: Tx): Promise<Score[]> =>
  tx.rows<Score>(
    `select distinct p.draft_id as "draftId", f.denied from measures.prediction p
       join claims.draft_standing s on s.tenant_id = p.tenant_id and s.draft_id = p.draft_id
       cross join ${firstDecision('s.claim_id')} f
      where p.tenant_id = $1 and p.denied is null and s.claim_id is not null`,
    [tx.tenant],
  );
export async function keepScores({ tx, now }: Ctx, scores: readonly Score[]): Promise<void> {
  await tx.rows(
    `update measures.prediction p set denied = o.denied, scored_at = $4 from unnest($2::uuid[], $3::boolean[]) o (draft_id, denied)
      where p.tenant_id = $1 and p.draft_id = o.draft_id and p.denied is null`,
    [tx.tenant, scores.map(({ draftId }) => draftId), scores.map(({ denied }) => denied), now],
  );
}

/** The last word on each draft before it went, with what came. */
export const scoredPredictions = (tx: Tx): Promise<{ probability: number; denied: boolean | null }[]> =>
  tx.rows(
    `select distinct on (draft_id) probability, denied from measures.prediction where tenant_id = $1 order by draft_id, foretold_at desc, model_version desc`,
    [tx.tenant],
  );

export const usualThreshold = 0.4;
export async function denialThresholdNow(tx: Tx): Promise<number> {
  const [row] = await tx.rows<{ probability: number }>(
    'select probability from measures.denial_threshold where tenant_id = $1 order by id desc limit 1',
    [tx.tenant],
  );
  return row?.probability ?? usualThreshold;
}
export async function keepDenialThreshold(ctx: Ctx, id: string, probability: number): Promise<void> {
  await ctx.tx.db.insert(denialThreshold).values({ tenantId: ctx.tx.tenant, id, probability, setAt: ctx.now, actId: ctx.actId });
}

/** Drafts that wait and that the newest model calls likely to be denied. */
export const likelyDrafts = (tx: Tx, modelVersion: number, threshold: number): Promise<LikelyView[]> =>
  tx.rows<LikelyView>(
    `select d.id as "draftId", d.patient_control_number as "patientControlNumber", y.name as "payerName", d.billed, p.probability, p.reasons
       from measures.prediction p join claims.draft d on d.tenant_id = p.tenant_id and d.id = p.draft_id and d.version = p.draft_version
       join claims.draft_standing s on s.tenant_id = d.tenant_id and s.draft_id = d.id and s.status in ('drafted', 'approved')
       join parties.payer y on y.tenant_id = d.tenant_id and y.id = d.payer_id
      where p.tenant_id = $1 and p.model_version = $2 and p.probability >= $3 order by p.probability * d.billed desc, d.id limit 200`,
    [tx.tenant, modelVersion, threshold],
  );
