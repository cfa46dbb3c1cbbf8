import type { Finding } from '@claimwright/core/ground/base';
import type { Bookings } from '@claimwright/core/ground/ledger';
import { idKey, type SiteNumbers, siteOf } from '@claimwright/core/ground/parties';
import { type Claim, planCharges, planReplacement } from '@claimwright/core/revenue/claims';
import type { Ctx } from '../../../gate/index.ts';
import { bookEntries, standingEntries } from '../../../ground/ledger/index.ts';
import { type MetPayer, memberIndex, patientsOf, payersByIds, siteNumbers } from '../../../ground/parties/index.ts';
import type { Tx } from '../../../store/store.ts';
import { sift } from '../known/store.ts';
import { isVoid, leftOn, moneyLeft, notFound, type OriginalClaims, replacedBy, replaces, waitsForPerson } from '../replaced/store.ts';
import { claim, controlStart, type StoredCoverage, serviceLine, standing } from '../schema.ts';
import { refreshOpen } from '../store.ts';

interface Incoming {
  readonly id: string;
  readonly claim: Claim;
  readonly key: string;
  readonly lineIds: readonly string[];
  readonly coverages: readonly StoredCoverage[];
}

/** One at a time keeps claims, or says where they belong. */
export async function lockClaims(tx: Tx): Promise<void> {
  await tx.rows("select pg_advisory_xact_lock(hashtextextended('claims/' || $1::text, 7))", [tx.tenant]);
}

/** What is known of claims that left from here, by their numbers. */
export interface LeftHere {
  /** Made of that claim of the books: sent on to its next payer, or sent again in its place. */
  readonly of: ReadonlyMap<string, { readonly how: 'onward' | 'again'; readonly claimId: string }>;
}

/**
 * Keeps the claims of a document and books their charges, thousands at once. A claim that is here already, in whatever file it came, is
 * counted and not kept again; the next payer that it names is noted. Frequency 7 replaces the claim before it, 8 voids it: of what left
 * from here its payer says whether it does (`follow`), and a void changes nothing before that.
 */
export async function addClaims(
  ctx: Ctx,
  documentId: string,
  claims: readonly Claim[],
  originals: OriginalClaims = async () => new Map(),
  leftHere?: LeftHere,
): Promise<{ added: number; repeated: number; findings: readonly Finding[] }> {
  const { tx } = ctx;
  await lockClaims(tx);
  const coverages = await coveragesOf(ctx, claims);
  const madeOf = claims.map(({ patientControlNumber }) => leftHere?.of.get(patientControlNumber));
  const onward = madeOf.flatMap((of, at) => (of?.how === 'onward' ? [{ at, id: of.claimId }] : []));
  const asked = claims.flatMap((one, at) => (madeOf[at]?.how === 'onward' ? [] : [{ one, at }]));
  const sifted = await siftOf(ctx, asked, madeOf, leftHere);
  const fresh = sifted.fresh.map(({ at, id, key }): Incoming => {
    const one = claims[at] as Claim;
    return { id, claim: one, key, lineIds: one.lines.map(() => ctx.newId()), coverages: coverages[at] ?? [] };
  });
  const known = [...sifted.known, ...onward];
  if (known.length > 0)
    await noteCoverages(
      tx,
      known.map(({ at, id }) => ({ id, coverages: coverages[at] ?? [] })),
    );
  const findings =
    fresh.length > 0
      ? await keep(ctx, documentId, fresh, { originals, leftHere: leftHere !== undefined, madeOf: leftHere?.of ?? new Map() })
      : [];
  return { added: fresh.length, repeated: claims.length - fresh.length, findings: [...sifted.findings, ...findings] };
}

/** What left from here as it was first entered is another claim where that of the same content is owed no more, or where it goes in its place. */
async function siftOf(
  ctx: Ctx,
  asked: readonly { readonly one: Claim; readonly at: number }[],
  madeOf: readonly ReturnType<LeftHere['of']['get']>[],
  leftHere: LeftHere | undefined,
): Promise<Awaited<ReturnType<typeof sift>>> {
  const claims = asked.map(({ one }) => one);
  const whereOf = (i: number): number => asked[i]?.at ?? i;
  const sifted = await sift(ctx.tx, claims, ctx.newId, (i, before) => {
    if (leftHere === undefined) return false;
    const of = madeOf[whereOf(i)];
    return of === undefined ? before.gone && claims[i]?.frequency === '1' : of.claimId === before.id;
  });
  return {
    ...sifted,
    fresh: sifted.fresh.map((one) => ({ ...one, at: whereOf(one.at) })),
    known: sifted.known.map((one) => ({ ...one, at: whereOf(one.at) })),
  };
}

/** Each claim's payers by rank, found or added. */
async function coveragesOf(ctx: Ctx, claims: readonly Claim[]): Promise<StoredCoverage[][]> {
  const met = new Map<string, MetPayer>();
  const keyOf = (name: string, id: string | undefined): string => `${id ?? ''}|${name}`;
  for (const { coverages } of claims)
    for (const { payerName, payerId } of coverages)
      met.set(keyOf(payerName, payerId), { name: payerName, ids: payerId === undefined ? [] : [payerId] });
  if (claims.some((one) => one.coverages.length === 0)) met.set(keyOf('', undefined), { name: '', ids: [] });
  const ids = await payersByIds(ctx, [...met.values()]);
  const payers = new Map([...met.keys()].map((key, i) => [key, ids[i] ?? '']));
  return claims.map((one) => {
    const named = one.coverages.length === 0 ? [{ rank: one.sentAs, payerName: '', payerId: undefined }] : one.coverages;
    const byRank = new Map<string, StoredCoverage>();
    for (const { rank, payerName, payerId } of named)
      if (!byRank.has(rank)) byRank.set(rank, { rank, payerId: payers.get(keyOf(payerName, payerId)) ?? '' });
    return [...byRank.values()];
  });
}

interface Known {
  readonly id: string;
  readonly coverages: readonly StoredCoverage[];
}

/** Adds payers of ranks that a claim had none for: what a claim to the next payer tells of one that is here. */
async function noteCoverages(tx: Tx, known: readonly Known[]): Promise<void> {
  const told = known.flatMap(({ id, coverages }) => coverages.map((coverage) => ({ id, ...coverage })));
  await tx.rows(
    `update claims.claim c set coverages = c.coverages || more.coverages
       from (select t.id, jsonb_agg(distinct jsonb_build_object('rank', t.rank, 'payerId', t.payer)) as coverages
               from unnest($2::uuid[], $3::text[], $4::uuid[]) as t (id, rank, payer)
               join claims.claim k on k.tenant_id = $1 and k.id = t.id
              where not exists (select 1 from jsonb_array_elements(k.coverages) has where has ->> 'rank' = t.rank)
              group by t.id) more
      where c.tenant_id = $1 and c.id = more.id`,
    [tx.tenant, told.map((one) => one.id), told.map((one) => one.rank), told.map((one) => one.payerId)],
  );
}

async function keep(
  ctx: Ctx,
  documentId: string,
  fresh: readonly Incoming[],
  { originals, leftHere, madeOf }: { readonly originals: OriginalClaims; readonly leftHere: boolean; readonly madeOf: LeftHere['of'] },
): Promise<Finding[]> {
  const { tx } = ctx;
  const patients = await patientsOf(
    ctx,
    fresh.map(({ claim: { patient, subscriber, sentAs }, coverages }) => ({
      ...{ ...patient, ...memberOf(patient.memberId ?? subscriber.memberId) },
      payerId: coverages.find(({ rank }) => rank === sentAs)?.payerId ?? '',
    })),
  );
  const { meant, unconfirmed } = await replacedBy(
    tx,
    fresh.map((one, i) => ({ id: one.id, claim: one.claim, patientId: patients[i] ?? '' })),
    { originals, leftHere },
  );
  const again = fresh.flatMap(({ id, claim: one }) => {
    const of = madeOf.get(one.patientControlNumber);
    return of === undefined ? [] : [[id, of.claimId] as const];
  });
  const replaced = new Map([...meant, ...again]);
  const sites = await siteNumbers(tx);
  await tx.copy(
    claim,
    fresh.map((one, i) => claimRow(ctx, documentId, one, { patientId: patients[i] ?? '', before: replaced.get(one.id), sites })),
  );
  await tx.copy(
    standing,
    fresh.map((one) => standingRow(tx, one, unconfirmed.has(one.id))),
  );
  await tx.copy(serviceLine, lineRows(ctx, fresh));
  await endAsked(tx, fresh, patients);
  const voids = new Set(leftHere ? fresh.flatMap(({ id, claim: one }) => (isVoid(one) ? [id] : [])) : []);
  const ended = new Map([...replaced].filter(([id]) => !voids.has(id) && !unconfirmed.has(id)));
  const bookings = await bookingsOf(ctx, documentId, fresh, { ended, unconfirmed });
  await bookEntries(
    tx,
    ctx,
    bookings.flatMap((one) => one.entries),
    bookings.flatMap((one) => one.movements),
  );
  const lost = fresh.flatMap(({ id, claim: one }) => {
    if (unconfirmed.has(id)) return [waitsForPerson(one)];
    return replaces(one) && !replaced.has(id) ? [notFound(one)] : [];
  });
  if (ended.size === 0) return lost;
  await endReplaced(tx, fresh, ended);
  const left = await leftOn(tx, [...ended.values()]);
  return [...lost, ...fresh.filter(({ id }) => left.has(ended.get(id) ?? '')).map(({ claim: one }) => moneyLeft(one))];
}

const memberOf = (memberId: string | undefined): { memberId?: string } => (memberId === undefined ? {} : { memberId });

const claimRow = (
  ctx: Ctx,
  documentId: string,
  { id, claim: one, key, coverages }: Incoming,
  { patientId, before, sites }: { patientId: string; before: string | undefined; sites: readonly SiteNumbers[] },
): typeof claim.$inferInsert => ({
  tenantId: ctx.tx.tenant,
  id,
  patientControlNumber: one.patientControlNumber,
  controlKey: idKey(one.patientControlNumber),
  controlStart: controlStart(idKey(one.patientControlNumber)),
  patientId,
  payerId: (coverages.find((coverage) => coverage.rank === one.sentAs) ?? coverages[0])?.payerId ?? '',
  coverages,
  memberId: one.subscriber.memberId ?? one.patient.memberId ?? null,
  memberIndex: memberIndex(ctx.tx, one.subscriber.memberId ?? one.patient.memberId),
  frequency: one.frequency || '1',
  replaces: before ?? null,
  billed: one.billed,
  billingNpi: one.billingNpi ?? null,
  facilityNpi: one.facilityNpi ?? null,
  siteId: siteOf(sites, one) ?? null,
  renderingNpi: one.renderingNpi ?? null,
  placeOfService: one.placeOfService ?? null,
  diagnoses: [...one.diagnoses],
  servedFrom: one.servedFrom ?? null,
  servedTo: one.servedTo ?? null,
  sentOn: one.sentOn ?? null,
  contentKey: key,
  documentId,
  from: one.bytes.from,
  to: one.bytes.to,
  addedAt: ctx.now,
  actId: ctx.actId,
});

/** As it stands when it was sent. */
const standingRow = (tx: Tx, { id, claim: one }: Incoming, unconfirmed: boolean): typeof standing.$inferInsert => ({
  tenantId: tx.tenant,
  claimId: id,
  status: unconfirmed ? 'unconfirmed' : isVoid(one) ? 'void' : one.predetermination ? 'asked' : 'sent',
  payerOpen: unconfirmed || billsNothing(one) ? (0 as Claim['billed']) : one.billed,
  patientOpen: 0 as Claim['billed'],
  servedFrom: one.servedFrom ?? null,
});

function* lineRows(ctx: Ctx, fresh: readonly Incoming[]): Generator<typeof serviceLine.$inferInsert> {
  for (const { id, claim: one, lineIds } of fresh) {
    for (const [i, line] of one.lines.entries()) {
      yield {
        tenantId: ctx.tx.tenant,
        id: lineIds[i] ?? '',
        claimId: id,
        number: line.number,
        lineControlNumber: line.lineControlNumber ?? null,
        code: line.procedure.code,
        modifiers: [...line.procedure.modifiers],
        billed: line.billed,
        units: line.units ?? null,
        servedOn: line.servedOn ?? null,
        diagnoses: [...line.diagnoses],
        expectedAllowed: line.expectedAllowed ?? null,
        teeth: line.teeth ?? null,
        areas: line.areas ? [...line.areas] : null,
        renderingNpi: line.renderingNpi ?? null,
        from: line.bytes.from,
        to: line.bytes.to,
      };
    }
  }
}

async function bookingsOf(
  ctx: Ctx,
  documentId: string,
  fresh: readonly Incoming[],
  { ended, unconfirmed }: { readonly ended: ReadonlyMap<string, string>; readonly unconfirmed: ReadonlySet<string> },
): Promise<Bookings[]> {
  const before = byClaim(await standingEntries(ctx.tx, [...new Set(ended.values())]));
  const own = new Map<string, Bookings>();
  const all: Bookings[] = [];
  for (const one of fresh) {
    const charged = billsNothing(one.claim) ? nothing : planCharges(chargeFacts(ctx, documentId, one));
    const previous = ended.get(one.id);
    if (previous !== undefined)
      all.push(planReplacement(own.get(previous) ?? before.get(previous) ?? nothing, undefined, ctx.today, ctx.newId));
    own.set(one.id, charged);
    all.push(charged);
    // Booked and taken back: it stands once a person says that it counts.
    if (unconfirmed.has(one.id)) all.push(planReplacement(charged, undefined, ctx.today, ctx.newId));
  }
  return all;
}

const nothing: Bookings = { entries: [], movements: [] };

/** Who takes a claim back, or asks what would be paid for what is not done yet, charges nothing. */
const billsNothing = (one: Claim): boolean => isVoid(one) || one.predetermination === true;

/** What was asked beforehand ends with the claim that names the payer's answer: it came under the same number, of the same patient. */
async function endAsked(tx: Tx, fresh: readonly Incoming[], patients: readonly string[]): Promise<void> {
  const billed = fresh.flatMap(({ id, claim: one }, i) =>
    one.predeterminationNumber === undefined || billsNothing(one)
      ? []
      : [{ id, number: one.patientControlNumber, patientId: patients[i] ?? '' }],
  );
  if (billed.length === 0) return;
  await tx.rows(
    `update claims.standing s set status = 'replaced'
       from unnest($2::uuid[], $3::text[], $4::uuid[]) as t (id, number, patient)
       join claims.claim c on c.tenant_id = $1 and c.patient_control_number = t.number and c.patient_id = t.patient and c.id <> t.id
      where s.tenant_id = $1 and s.claim_id = c.id and s.status = 'asked'`,
    [tx.tenant, billed.map((one) => one.id), billed.map((one) => one.number), billed.map((one) => one.patientId)],
  );
}

/** Charges by the claim that they are of. */
function byClaim(standing: Bookings): Map<string, { entries: Bookings['entries'][number][]; movements: Bookings['movements'][number][] }> {
  const claims = new Map<string, { entries: Bookings['entries'][number][]; movements: Bookings['movements'][number][] }>();
  const sources = new Map<string, string>();
  for (const entry of standing.entries) {
    sources.set(entry.id, entry.source.id);
    const own = claims.get(entry.source.id) ?? { entries: [], movements: [] };
    own.entries.push(entry);
    claims.set(entry.source.id, own);
  }
  for (const movement of standing.movements) claims.get(sources.get(movement.entryId) ?? '')?.movements.push(movement);
  return claims;
}

const chargeFacts = (ctx: Ctx, document: string, { id, claim: one, lineIds }: Incoming): Parameters<typeof planCharges>[0] => ({
  claimId: id,
  party: one.sentAs,
  billed: one.billed,
  lines: one.lines.map((line, i) => ({
    id: lineIds[i] ?? '',
    billed: line.billed,
    ...(line.expectedAllowed === undefined ? {} : { expectedAllowed: line.expectedAllowed }),
    bytes: line.bytes,
  })),
  on: one.servedFrom ?? ctx.today,
  document,
  bytes: one.bytes,
  newId: ctx.newId,
});

async function endReplaced(tx: Tx, fresh: readonly Incoming[], replaced: ReadonlyMap<string, string>): Promise<void> {
  const ended = fresh.flatMap(({ id, claim: one }) => {
    const before = replaced.get(id);
    return before === undefined ? [] : [{ id: before, status: isVoid(one) ? 'void' : 'replaced' }];
  });
  await tx.rows(
    `update claims.standing s set status = t.status from unnest($2::uuid[], $3::text[]) as t (id, status) where s.tenant_id = $1 and s.claim_id = t.id`,
    [tx.tenant, ended.map((one) => one.id), ended.map((one) => one.status)],
  );
  await refreshOpen(
    tx,
    ended.map((one) => one.id),
  );
}
