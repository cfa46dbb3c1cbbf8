import type { PlainDate } from '@claimwright/core/ground/base';
import type { ToothToSend } from '@claimwright/core/revenue/claims';
import type { ScrubFinding } from '@claimwright/core/revenue/scrub';
import type { Ctx } from '../../gate/index.ts';
import { opened, shown } from '../../store/columns.ts';
import { checked, type KnownFact, known, override } from './schema.ts';

type Reading = Pick<Ctx, 'tx'>;
type Writing = Pick<Ctx, 'tx' | 'now' | 'actId'>;
const own = ({ tx, actId }: Writing) => ({ tenantId: tx.tenant, actId });

export interface Told {
  readonly draftId: string;
  readonly patientId: string;
  readonly content: KnownFact;
}
export async function keepKnown(ctx: Writing, id: string, told: Told): Promise<void> {
  await ctx.tx.db.insert(known).values({ ...own(ctx), id, ...told, toldAt: ctx.now });
}

/** All that is known of these patients, and was told at these drafts whoever they were of then, the oldest first. */
export async function knownOf(
  { tx }: Reading,
  patientIds: readonly string[],
  draftIds: readonly string[],
): Promise<readonly (Told & { readonly id: string })[]> {
  const rows = await tx.rows<{ id: string; draftId: string; patientId: string; content: string }>(
    `select id, draft_id as "draftId", patient_id as "patientId", content from scrub.known
      where tenant_id = $1 and (patient_id = any($2::uuid[]) or draft_id = any($3::uuid[])) order by id`,
    [tx.tenant, patientIds, draftIds],
  );
  return rows.map((row) => ({ ...row, content: opened<KnownFact>(known.content, row.content) }));
}

/** What stands on a claim of the books counts no more: it was voided or replaced there, or by a draft that went out. */
const ended = (claimId: string): string => `(
  exists (select 1 from claims.standing k where k.tenant_id = $1 and k.claim_id = ${claimId} and k.status in ('void', 'replaced', 'replacement-sent', 'not-taken', 'unconfirmed'))
  or exists (
    select 1 from claims.draft v join claims.draft_standing w on w.tenant_id = v.tenant_id and w.draft_id = v.id
     where v.tenant_id = $1 and v.patient_id = any($2::uuid[]) and v.from_claim_id = ${claimId} and v.frequency in ('7', '8')
       and w.status not in ('drafted', 'approved', 'rejected', 'withdrawn')))`;

/** Claims to be sent, or sent since and neither rejected nor taken back, of these patients since a day; the claim itself among them. */
export async function draftsSince({ tx }: Reading, patientIds: readonly string[], since: PlainDate): Promise<readonly string[]> {
  const rows = await tx.rows<{ id: string }>(
    `select d.id from claims.draft d
       join claims.draft_standing s on s.tenant_id = d.tenant_id and s.draft_id = d.id
      where d.tenant_id = $1 and d.patient_id = any($2::uuid[]) and d.served_from >= $3 and s.status not in ('withdrawn', 'rejected')
        and not ${ended('s.claim_id')}`,
    [tx.tenant, patientIds, since],
  );
  return rows.map(({ id }) => id);
}

export interface BilledLine {
  readonly patientId: string;
  readonly claim: string;
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly units: string | null;
  readonly on: PlainDate;
  readonly provider: string | null;
  readonly billedBy: string | null;
  readonly teeth: readonly ToothToSend[] | null;
  readonly areas: readonly string[] | null;
}

/** Lines of the books' claims of these patients since a day, of claims that stand and were never drafts here. */
export async function linesSince({ tx }: Reading, patientIds: readonly string[], since: PlainDate): Promise<readonly BilledLine[]> {
  return tx.rows<BilledLine>(
    `select c.patient_id as "patientId", c.patient_control_number as claim, l.code, l.modifiers, l.units, l.served_on as on,
            coalesce(l.rendering_npi, c.rendering_npi, c.billing_npi) as provider, c.billing_npi as "billedBy", l.teeth, l.areas
       from claims.claim c join claims.service_line l on l.tenant_id = c.tenant_id and l.claim_id = c.id
      where c.tenant_id = $1 and c.patient_id = any($2::uuid[]) and l.served_on >= $3 and not ${ended('c.id')}
        and not exists (select 1 from claims.draft_standing s where s.tenant_id = c.tenant_id and s.claim_id = c.id)`,
    [tx.tenant, patientIds, since],
  );
}

export interface Check {
  readonly id: string;
  readonly draftId: string;
  readonly version: number;
  readonly findings: readonly ScrubFinding[];
}
/** Answers how many there were. They may be found while the database is at work on those before. */
export async function keepChecks(ctx: Writing, checks: Iterable<Check>): Promise<number> {
  function* rows(): Generator<typeof checked.$inferInsert> {
    for (const check of checks) yield { ...own(ctx), ...check, checkedAt: ctx.now };
  }
  return ctx.tx.copy(checked, rows());
}

/** What goes wrong within takes back what was done within, and nothing else; answers undefined then. */
export async function orLeft<T>({ tx }: Reading, work: () => Promise<T>): Promise<T | undefined> {
  await tx.rows('savepoint looking');
  try {
    const answer = await work();
    await tx.rows('release savepoint looking');
    return answer;
  } catch {
    await tx.rows('rollback to savepoint looking');
    return undefined;
  }
}

export interface Override {
  readonly draftId: string;
  readonly version: number;
  readonly code: string;
  readonly at: string;
  /** By `foundOf`; empty is any that is found there. */
  readonly found: string;
  readonly role: string;
  readonly because: string;
}
export async function keepOverride(ctx: Writing, id: string, one: Override): Promise<void> {
  await ctx.tx.db.insert(override).values({ ...own(ctx), id, ...one, madeAt: ctx.now });
}

export async function overridesOf({ tx }: Reading, draftIds: readonly string[]): Promise<readonly (Override & { readonly by: string })[]> {
  const rows = await tx.rows<Override & { by: string }>(
    `select o.draft_id as "draftId", o.version, o.code, o.at, o.found, o.role, o.because, coalesce(m.name, g.actor_id) as by
       from scrub.override o join gate.record g on g.tenant_id = o.tenant_id and g.id = o.act_id
       left join governance.member m on m.tenant_id = g.tenant_id and m.user_id = g.actor_id
      where o.tenant_id = $1 and o.draft_id = any($2::uuid[]) order by o.id`,
    [tx.tenant, draftIds],
  );
  return rows.map((row) => ({ ...row, because: shown(override.because, row.because) ?? '' }));
}
