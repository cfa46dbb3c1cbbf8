import type { Cents, PlainDate } from '@claimwright/core/ground/base';
import { siteOf } from '@claimwright/core/ground/parties';
import { type ClaimToSend, type DraftStatus, daysServed, payerToBill } from '@claimwright/core/revenue/claims';
import { and, asc, eq } from 'drizzle-orm';
import { type Ctx, lapseProposals } from '../../../gate/index.ts';
import { patientCorrected, patientsFound, patientsMet, payersByIds, siteNumbers } from '../../../ground/parties/index.ts';
import { opened, shown } from '../../../store/columns.ts';
import type { Tx } from '../../../store/store.ts';
import { draft, draftStanding, draftVersion } from '../schema.ts';
import { noteDrafts } from '../store.ts';
import { expecting } from './expecting.ts';

type Reading = Pick<Ctx, 'tx'>;

/** A claim as it is to go out, with where it stands. */
export interface Draft {
  readonly id: string;
  readonly version: number;
  readonly status: DraftStatus;
  readonly claim: ClaimToSend;
  readonly payerId: string;
  readonly patientId: string;
  readonly siteId: string | null;
  readonly documentId: string | null;
  /** The claim of the books that it replaces, voids or sends on. */
  readonly fromClaimId: string | null;
  /** The claim of the books that it became. */
  readonly claimId: string | null;
  readonly madeAt: Date;
}

export interface DraftToKeep {
  readonly claim: ClaimToSend;
  /** What it is made of, in any words: the same again makes no second draft. */
  readonly madeOf: string;
  /** Where it belongs, where whoever makes it knows; else its numbers tell. */
  readonly siteId?: string | undefined;
  readonly documentId?: string;
  readonly fromClaimId?: string;
}

/** Keeps new drafts, thousands at once, and answers their ids in order; undefined where the same was made before. */
export async function keepDrafts(ctx: Ctx, made: readonly DraftToKeep[]): Promise<(string | undefined)[]> {
  const { drafts, keep } = await newDraftsOf(ctx, made);
  await keep();
  return drafts.map((one) => one?.id);
}

/** Drafts as they are kept when `keep` is done: whoever looks at them next needs not read them back. */
export interface NewDrafts {
  readonly drafts: readonly (Draft | undefined)[];
  /** Most of the work is the database's: the next may be read meanwhile, and nothing else asked of the transaction. */
  keep(): Promise<void>;
}

/** The same for whoever has more of them: what can be said of these without the database is, while it is at work on those `before`. */
export async function newDraftsOf(ctx: Ctx, made: readonly DraftToKeep[], before: Promise<void> = Promise.resolve()): Promise<NewDrafts> {
  const { tx } = ctx;
  const keys = made.map(({ madeOf }) => tx.blind('claim-content', madeOf));
  await before;
  await tx.rows("select pg_advisory_xact_lock(hashtextextended('drafts/' || $1::text, 7))", [tx.tenant]);
  const known = await tx.rows<{ key: string }>('select made_key as key from claims.draft where tenant_id = $1 and made_key = any($2)', [
    tx.tenant,
    keys,
  ]);
  const seen = new Set(known.map(({ key }) => key));
  const fresh = new Map<string, DraftToKeep & { readonly key: string }>();
  const ids = keys.map((key, i) => {
    const one = made[i];
    if (seen.has(key) || one === undefined) return '';
    seen.add(key);
    const id = ctx.newId();
    fresh.set(id, { ...one, key });
    return id;
  });
  if (fresh.size === 0) return { drafts: ids.map(() => undefined), keep: () => Promise.resolve() };
  const { drafts, keep } = await freshDrafts(ctx, fresh);
  const byId = new Map(drafts.map((one) => [one.id, one]));
  return { drafts: ids.map((id) => byId.get(id)), keep };
}

async function freshDrafts(
  ctx: Ctx,
  fresh: ReadonlyMap<string, DraftToKeep & { readonly key: string }>,
): Promise<{ readonly drafts: readonly Draft[]; keep(): Promise<void> }> {
  const { tx } = ctx;
  const all = [...fresh.values()];
  const payers = await payersByIds(
    ctx,
    all.map(({ claim }) => payerMet(claim)),
  );
  const { ids: patients, keep } = await patientsMet(
    ctx,
    all.map(({ claim }, i) => ({ ...claim.patient, ...memberOf(claim), payerId: payers[i] ?? '' })),
  );
  const priced = await expecting(
    ctx,
    all.map(({ claim }, i) => ({ claim, patientId: patients[i] ?? '' })),
  );
  const sites = await siteNumbers(tx);
  const placed = ({ claim, siteId }: DraftToKeep): string | null =>
    siteId ?? siteOf(sites, { facilityNpi: claim.facility?.npi, billingNpi: claim.billing.npi }) ?? null;
  const drafts = [...fresh].map(([id, one], i): Draft => {
    const { documentId = null, fromClaimId = null } = one;
    const claim = withoutPatientLines(priced[i] ?? one.claim);
    const whose = { payerId: payers[i] ?? '', patientId: patients[i] ?? '', siteId: placed(one) };
    return { ...{ id, version: 1, status: 'drafted', claim, ...whose, documentId, fromClaimId }, claimId: null, madeAt: ctx.now };
  });
  return {
    drafts,
    keep: async () => {
      await Promise.all([keep(), copyDrafts(ctx, drafts, (id) => fresh.get(id)?.key ?? '')]);
      const madeOf = drafts.flatMap(({ fromClaimId }) => fromClaimId ?? []);
      if (madeOf.length > 0) await noteDrafts(tx, madeOf);
    },
  };
}

/** What the patient pays of the claim that it is made of stands in the books already. */
function withoutPatientLines(claim: ClaimToSend): ClaimToSend {
  if (claim.patientLines === undefined) return claim;
  const { patientLines: _, ...others } = claim;
  return others;
}

/** Asked for all at once: what comes next is sealed while the database is at work. */
async function copyDrafts({ tx, now, actId }: Ctx, drafts: readonly Draft[], keyOf: (id: string) => string): Promise<void> {
  const own = { tenantId: tx.tenant, actId };
  function* heads(): Generator<typeof draft.$inferInsert> {
    for (const { claim, status: _status, claimId: _none, ...one } of drafts)
      yield { ...own, ...headOf(claim), ...one, madeKey: keyOf(one.id) };
  }
  function* versions(): Generator<typeof draftVersion.$inferInsert> {
    for (const { id, claim } of drafts) yield { ...own, draftId: id, version: 1, content: claim, changed: [], madeAt: now };
  }
  function* standings(): Generator<typeof draftStanding.$inferInsert> {
    for (const { id, status } of drafts) yield { ...own, draftId: id, status, since: now };
  }
  await Promise.all([tx.copy(draft, heads()), tx.copy(draftVersion, versions()), tx.copy(draftStanding, standings())]);
}

const payerMet = (claim: ClaimToSend) => {
  const { payerName = '', payerId = '' } = payerToBill(claim) ?? {};
  return { name: payerName, ids: payerId === '' ? [] : [payerId] };
};

const memberOf = (claim: ClaimToSend): { memberId?: string } => {
  const memberId = payerToBill(claim)?.memberId ?? '';
  return memberId === '' ? {} : { memberId };
};

/** What of a draft's content stands beside it, to be listed by. */
function headOf(claim: ClaimToSend) {
  const { from = null, to = null } = daysServed(claim);
  return {
    patientControlNumber: claim.patientControlNumber,
    kind: claim.kind,
    sentAs: claim.sentAs,
    frequency: claim.frequency,
    patientName: [claim.patient.last, claim.patient.first].filter((part) => part !== '').join(', '),
    servedFrom: from,
    servedTo: to,
    billed: claim.billed,
  };
}

export interface Revision {
  readonly id: string;
  /** The version that it was made from. */
  readonly from: number;
  readonly claim: ClaimToSend;
  readonly changed: readonly string[];
  readonly because?: string;
  readonly restores?: number;
}

const ofPatient = /^(?:patient\.(?:last|first|birthDate|address)|coverages\.\d+\.memberId)/;

/** Whose a draft is by what it says now: whoever bears another name or birth date is another patient, and their history another one. */
async function patientNow(ctx: Ctx, { id, from, claim, changed }: Revision, one: { payerId: string; patientId: string }): Promise<string> {
  if (!changed.some((at) => ofPatient.test(at))) return one.patientId;
  const before = (await versionsOf(ctx, id)).find(({ version }) => version === from)?.claim;
  if (before === undefined) return one.patientId;
  const met = (said: ClaimToSend) => ({ ...said.patient, ...memberOf(said), payerId: one.payerId });
  return patientCorrected(ctx, one.patientId, { before: met(before), after: met(claim) });
}

/** A new version of a draft. False where another was made meanwhile. Whom it goes to stays what it was. */
export async function reviseDraft(ctx: Ctx, revision: Revision): Promise<boolean> {
  const { id, from, claim: said, changed, because, restores } = revision;
  const { tx } = ctx;
  // Whoever lets it go takes the same row: a claim is changed before it is approved, or not at all.
  const [standing] = await tx.rows<{ status: DraftStatus; patientId: string; payerId: string; version: number }>(
    `select s.status, d.patient_id as "patientId", d.payer_id as "payerId", d.version from claims.draft_standing s
       join claims.draft d on d.tenant_id = s.tenant_id and d.id = s.draft_id
      where s.tenant_id = $1 and s.draft_id = $2 for update of s`,
    [tx.tenant, id],
  );
  if (standing?.status !== 'drafted' || standing.version !== from) return false;
  const patientId = await patientNow(ctx, revision, standing);
  const [claim = said] = await expecting(ctx, [{ claim: said, patientId }]);
  const taken = await tx.db
    .update(draft)
    .set({ ...headOf(claim), patientId, version: from + 1 })
    .where(and(eq(draft.tenantId, tx.tenant), eq(draft.id, id), eq(draft.version, from)))
    .returning({ id: draft.id });
  if (taken.length === 0) return false;
  await lapseProposals(ctx, [`draft:${id}`]);
  await tx.db.insert(draftVersion).values({
    ...{ tenantId: tx.tenant, draftId: id, version: from + 1, content: claim, changed: [...changed] },
    ...{ because: because ?? null, restores: restores ?? null, madeAt: ctx.now, actId: ctx.actId },
  });
  return true;
}

/** Drafts with their content, in no order; those that are not there, or not seen, are left out. */
export async function draftsByIds({ tx }: Reading, ids: readonly string[]): Promise<Draft[]> {
  // Thousands at once are read when a file of claims is checked: only what is asked for is unsealed.
  const rows = await tx.rows<Omit<Draft, 'claim'> & { readonly content: string }>(
    `select d.id, d.version, s.status, d.payer_id as "payerId", d.patient_id as "patientId", d.site_id as "siteId",
            d.document_id as "documentId", d.from_claim_id as "fromClaimId", s.claim_id as "claimId", d.made_at as "madeAt", v.content
       from claims.draft d join claims.draft_standing s on s.tenant_id = d.tenant_id and s.draft_id = d.id
       join claims.draft_version v on v.tenant_id = d.tenant_id and v.draft_id = d.id and v.version = d.version
      where d.tenant_id = $1 and d.id = any($2::uuid[])`,
    [tx.tenant, ids],
  );
  return rows.map(({ content, ...row }) => ({ ...row, claim: opened<ClaimToSend>(draftVersion.content, content) }));
}

/** The version at which each of these stands now. */
export async function draftVersions({ tx }: Reading, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.rows<{ id: string; version: number }>(
    'select id, version from claims.draft where tenant_id = $1 and id = any($2::uuid[])',
    [tx.tenant, ids],
  );
  return new Map(rows.map(({ id, version }) => [id, version]));
}

/** Moves drafts that stand at one of `from` to `to`, and answers which: another may have moved them meanwhile. */
export async function moveDrafts(
  ctx: Pick<Ctx, 'tx' | 'now' | 'actId' | 'actor'>,
  ids: readonly string[],
  { from, to }: { readonly from: readonly DraftStatus[]; readonly to: DraftStatus },
): Promise<string[]> {
  const { tx, now, actId } = ctx;
  const rows = await tx.rows<{ id: string }>(
    `update claims.draft_standing set status = $4, since = $5, act_id = $6
      where tenant_id = $1 and draft_id = any($2::uuid[]) and status = any($3) returning draft_id as id`,
    [tx.tenant, ids, from, to, now, actId],
  );
  const moved = rows.map(({ id }) => id);
  await noteMoved(tx, moved);
  await lapseProposals(
    ctx,
    moved.map((id) => `draft:${id}`),
  );
  return moved;
}

/** What drafts became in the books, and what they were made of, say where they stand. */
async function noteMoved(tx: Tx, draftIds: readonly string[]): Promise<void> {
  const rows = await tx.rows<{ claimId: string | null; fromClaimId: string | null }>(
    `select s.claim_id as "claimId", d.from_claim_id as "fromClaimId" from claims.draft_standing s
       join claims.draft d on d.tenant_id = s.tenant_id and d.id = s.draft_id
      where s.tenant_id = $1 and s.draft_id = any($2::uuid[]) and (s.claim_id is not null or d.from_claim_id is not null)`,
    [tx.tenant, draftIds],
  );
  const claimIds = rows.flatMap(({ claimId, fromClaimId }) => [claimId, fromClaimId].filter((id) => id !== null));
  if (claimIds.length > 0) await noteDrafts(tx, claimIds);
}

export interface ListedDraft {
  readonly id: string;
  readonly version: number;
  readonly status: DraftStatus;
  readonly kind: ClaimToSend['kind'];
  readonly patientName: string;
  readonly patientControlNumber: string;
  readonly payerId: string;
  readonly payerName: string;
  readonly sentAs: ClaimToSend['sentAs'];
  readonly frequency: string;
  readonly servedFrom: PlainDate | null;
  readonly billed: Cents;
}

export interface DraftFilter {
  readonly status: DraftStatus;
  readonly payerId?: string | undefined;
  /** A patient's name or birth date, or how an account's number begins. */
  readonly search?: string | undefined;
  /** The id of the last one seen. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** A condition that leaves the drafts of patients so named or born, and those whose account's number begins so, written either way. */
async function foundDrafts(tx: Tx, searched: string | undefined, take: (value: unknown) => string): Promise<string> {
  const search = searched?.trim() ?? '';
  if (search === '') return '';
  const patients = await patientsFound(tx, search);
  // No letter or digit is greater than a tilde: it comes after all that begin so.
  const numbered = [...new Set([search, search.toUpperCase()])].map(
    (begins) =>
      `select id from claims.draft where tenant_id = $1 and patient_control_number ~>=~ ${take(begins)} and patient_control_number ~<~ ${take(`${begins}~`)}`,
  );
  const all = [`select id from claims.draft where tenant_id = $1 and patient_id = any(${take(patients)}::uuid[])`, ...numbered];
  return ` and d.id in (${all.join(' union ')})`;
}

/** Drafts of one status, the oldest first, without what they say. */
export async function draftPage({ tx }: Reading, { status, payerId, search, after, limit }: DraftFilter): Promise<ListedDraft[]> {
  const parameters: unknown[] = [tx.tenant, status, limit];
  const take = (value: unknown): string => `$${parameters.push(value)}`;
  const seen = after === undefined ? '' : ` and s.draft_id > ${take(after)}::uuid`;
  const whose = payerId === undefined ? '' : ` and d.payer_id = ${take(payerId)}::uuid`;
  const found = await foundDrafts(tx, search, take);
  const rows = await tx.rows<Omit<ListedDraft, 'patientName'> & { readonly patientName: string }>(
    `select d.id, d.version, s.status, d.kind, d.patient_name as "patientName", d.patient_control_number as "patientControlNumber",
            d.payer_id as "payerId", y.name as "payerName", d.sent_as as "sentAs", d.frequency, d.served_from as "servedFrom", d.billed
       from claims.draft_standing s
       join claims.draft d on d.tenant_id = s.tenant_id and d.id = s.draft_id
       join parties.payer y on y.tenant_id = d.tenant_id and y.id = d.payer_id
      where s.tenant_id = $1 and s.status = $2${seen}${whose}${found} order by s.draft_id limit $3`,
    parameters,
  );
  return rows.map((row) => ({ ...row, patientName: shown(draft.patientName, row.patientName) ?? '' }));
}

/** Drafts that go out, or went, under an account's number. */
export async function draftsNumbered({ tx }: Reading, number: string): Promise<{ readonly id: string; readonly status: DraftStatus }[]> {
  return tx.rows(
    `select d.id, s.status from claims.draft d join claims.draft_standing s on s.tenant_id = d.tenant_id and s.draft_id = d.id
      where d.tenant_id = $1 and d.patient_control_number = $2 order by d.id limit 50`,
    [tx.tenant, number],
  );
}

/** How many there are of the same. */
export async function draftCount(
  { tx }: Reading,
  { status, payerId, search }: Pick<DraftFilter, 'status' | 'payerId' | 'search'>,
): Promise<number> {
  const parameters: unknown[] = [tx.tenant, status];
  const take = (value: unknown): string => `$${parameters.push(value)}`;
  const whose = payerId === undefined ? '' : ` and d.payer_id = ${take(payerId)}::uuid`;
  const found = await foundDrafts(tx, search, take);
  const [row] = await tx.rows<{ total: number }>(
    `select count(*) as total from claims.draft_standing s join claims.draft d on d.tenant_id = s.tenant_id and d.id = s.draft_id
      where s.tenant_id = $1 and s.status = $2${whose}${found}`,
    parameters,
  );
  return row?.total ?? 0;
}

export interface DraftVersion {
  readonly version: number;
  readonly claim: ClaimToSend;
  readonly changed: readonly string[];
  readonly because: string | null;
  readonly restores: number | null;
  readonly madeAt: Date;
  /** Who, by the record. */
  readonly by: string | null;
  /** The machine that did it, or whose proposal a person let. */
  readonly machine: string | null;
}

/** All that a draft ever said, the first first. */
export async function versionsOf({ tx }: Reading, id: string): Promise<DraftVersion[]> {
  const rows = await tx.db
    .select()
    .from(draftVersion)
    .where(and(eq(draftVersion.tenantId, tx.tenant), eq(draftVersion.draftId, id)))
    .orderBy(asc(draftVersion.version));
  const authors = await tx.rows<{ id: string; by: string; machine: string | null }>(
    `select g.id, coalesce(m.name, g.actor_id) as by,
            case when g.actor_kind <> 'person' then g.actor_id when p.user_id is null then g.body::jsonb #>> '{proposal,by}' end as machine
       from gate.record g
       left join governance.member m on m.tenant_id = g.tenant_id and m.user_id = g.actor_id
       left join governance.member p on p.tenant_id = g.tenant_id and p.user_id = g.body::jsonb #>> '{proposal,by}'
      where g.tenant_id = $1 and g.id = any($2::uuid[])`,
    [tx.tenant, rows.map(({ actId }) => actId)],
  );
  const byAct = new Map(authors.map((author) => [author.id, author]));
  return rows.map(({ version, content, changed, because, restores, madeAt, actId }) => ({
    ...{ version, claim: content, changed, because, restores, madeAt, by: byAct.get(actId)?.by ?? null },
    machine: byAct.get(actId)?.machine ?? null,
  }));
}
