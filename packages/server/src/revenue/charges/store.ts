import { type Cents, cents, type Finding, type PlainDate } from '@claimwright/core/ground/base';
import { siteOf } from '@claimwright/core/ground/parties';
import { accountFinding, type Charge, type PayerKnown, payerFinding, samePatient, sameVisit } from '@claimwright/core/revenue/charges';
import { and, eq } from 'drizzle-orm';
import { type Ctx, lapseProposals } from '../../gate/index.ts';
import { addedBeside, patientCorrected, patientsOf, payersByIds, payersOf, siteNumbers } from '../../ground/parties/index.ts';
import { opened, shown } from '../../store/columns.ts';
import type { Tx } from '../../store/store.ts';
import { type ChargeState, charge } from './schema.ts';

/** A port: of these charges those whose drafts were all withdrawn. What makes drafts of them knows. */
export type WithdrawnCharges = (
  tx: Tx,
  charges: readonly { readonly id: string; readonly patientId: string }[],
) => Promise<ReadonlySet<string>>;

/** What became of a charge that was entered. */
export type Entered =
  | { readonly how: 'added' | 'replaced'; readonly id: string }
  | { readonly how: 'repeated' }
  | { readonly how: 'differing'; readonly finding: Finding };

export interface Here {
  readonly id: string;
  readonly account: string;
  readonly patientId: string;
  readonly state: ChargeState;
  readonly key: string;
  readonly charge: Charge;
}
interface ToKeep {
  readonly one: Charge;
  readonly key: string;
  readonly id: string;
}

/**
 * Keeps charges, one an account, and answers what became of each. The same again is not kept twice; what corrects a charge of which no claim
 * was made takes its place, and where every draft was withdrawn it is a charge of its own; an account that is billed already, or another's,
 * is not taken. `doubts` are of what was taken none the less.
 */
export async function addCharges(
  ctx: Ctx,
  charges: readonly Charge[],
  withdrawn: WithdrawnCharges,
): Promise<{ readonly entered: readonly Entered[]; readonly doubts: readonly Finding[] }> {
  const { tx } = ctx;
  await tx.rows("select pg_advisory_xact_lock(hashtextextended('charges/' || $1::text, 7))", [tx.tenant]);
  const payers = await payersNamed(tx, charges);
  const here = await chargesOfAccounts(tx, [...new Set(charges.map(({ account }) => account))]);
  const built = here.filter(({ state }) => state === 'built');
  const ended = await withdrawn(tx, built);
  const keyed = charges.map((one) => ({ one, key: keyOf(tx, one, here, ended) }));
  const seen = new Set<string>();
  const entered = keyed.map(({ one, key }): Entered => {
    const kept = here.filter((charge) => isOf(charge.charge, one));
    if (seen.has(key) || kept.some((charge) => charge.key === key)) return { how: 'repeated' };
    if (keyed.some((other) => isOf(other.one, one) && other.key !== key))
      return { how: 'differing', finding: accountFinding.twice(one.account) };
    // An account of several visits is one patient's.
    if ([...here.map(({ charge }) => charge), ...charges].some((other) => other.account === one.account && !samePatient(other, one)))
      return { how: 'differing', finding: accountFinding.another(one.account) };
    const payer = payers.get(one);
    if (payer?.severity === 'error') return { how: 'differing', finding: payer };
    seen.add(key);
    const counting = kept.filter(({ id }) => !ended.has(id));
    if (counting.length > 0) return instead(one, counting);
    return kept.some((charge) => !sameVisit(charge.charge, one))
      ? { how: 'differing', finding: accountFinding.another(one.account) }
      : { how: 'added', id: ctx.newId() };
  });
  const toKeep = (how: 'added' | 'replaced'): ToKeep[] =>
    keyed.flatMap((charge, i) => {
      const became = entered[i];
      return became?.how === how ? [{ ...charge, id: became.id }] : [];
    });
  const people = [...(await insertCharges(ctx, toKeep('added'))), ...(await replaceCharges(ctx, toKeep('replaced')))];
  const doubts = keyed.flatMap(({ one }, i) => {
    const [payer, became] = [payers.get(one), entered[i]];
    return payer?.severity === 'warning' && (became?.how === 'added' || became?.how === 'replaced') ? [payer] : [];
  });
  return { entered, doubts: [...doubts, ...people] };
}

/** Charges whose payer's number and name are two payers', by those that are known and those named before in the same list. */
async function payersNamed(tx: Tx, charges: readonly Charge[]): Promise<ReadonlyMap<Charge, Finding>> {
  const known: PayerKnown[] = (await payersOf(tx)).map(({ name, ids }) => ({ name, ids }));
  const found = new Map<Charge, Finding>();
  for (const one of charges)
    for (const { payerId, payerName } of one.coverages) {
      const finding = payerFinding(payerId, payerName, known);
      if (finding === undefined) known.push({ name: payerName, ids: [payerId] });
      else if (found.get(one)?.severity !== 'error') found.set(one, finding);
    }
  return found;
}

/** By what it says; entered again after all that was made of it was withdrawn, it is another one. */
function keyOf(tx: Tx, one: Charge, here: readonly Here[], ended: ReadonlySet<string>): string {
  let said = `charge\n${JSON.stringify(one)}`;
  // Where another is billed in its place, an old list that comes once more is told nothing new.
  const billed = here.some(({ id, state, charge }) => state === 'built' && !ended.has(id) && isOf(charge, one));
  for (;;) {
    const key = tx.blind('claim-content', said);
    const before = billed ? undefined : here.find((charge) => charge.key === key && ended.has(charge.id));
    if (before === undefined) return key;
    said = `${said}\n${before.id}`;
  }
}

/** A charge by its account, and by the visit where the account has several. */
const isOf = (here: Charge, one: Charge): boolean => here.account === one.account && here.visit === one.visit;

/** Those of accounts, held against a claim being made of one meanwhile. */
async function chargesOfAccounts(tx: Tx, accounts: readonly string[]): Promise<Here[]> {
  const rows = await tx.rows<Omit<Here, 'charge'> & { readonly content: string }>(
    `select id, account, patient_id as "patientId", state, content_key as key, content from charges.charge
      where tenant_id = $1 and account = any($2) order by id for update`,
    [tx.tenant, accounts],
  );
  return rows.map(({ content, ...row }) => ({ ...row, charge: opened<Charge>(charge.content, content) }));
}

/** What becomes of a charge whose account is here with other content. */
function instead(one: Charge, kept: readonly Here[]): Entered {
  const [first, ...more] = kept;
  if (first === undefined || kept.some(({ state }) => state === 'built'))
    return { how: 'differing', finding: accountFinding.billed(one.account) };
  if (more.length > 0) return { how: 'differing', finding: accountFinding.twice(one.account) };
  return sameVisit(first.charge, one)
    ? { how: 'replaced', id: first.id }
    : { how: 'differing', finding: accountFinding.another(one.account) };
}

async function insertCharges(ctx: Ctx, fresh: readonly ToKeep[]): Promise<Finding[]> {
  if (fresh.length === 0) return [];
  const rows = await rowsOf(ctx, fresh);
  await ctx.tx.copy(
    charge,
    rows.map((row) => ({ ...row, tenantId: ctx.tx.tenant })),
  );
  return twoPeople(ctx, rows);
}

/** Charges of whoever was not here, but for somebody else of the same name and birth date. */
async function twoPeople(ctx: Ctx, rows: readonly { readonly account: string; readonly patientId: string }[]): Promise<Finding[]> {
  const beside = await addedBeside(
    ctx,
    rows.map(({ patientId }) => patientId),
  );
  return rows.flatMap(({ account, patientId }) => (beside.has(patientId) ? [accountFinding.twoPeople(account)] : []));
}

/** With other content a charge waits again; what somebody was asked about the one before is asked no more. */
async function replaceCharges(ctx: Ctx, changed: readonly ToKeep[]): Promise<Finding[]> {
  if (changed.length === 0) return [];
  const rows = await rowsOf(ctx, changed);
  for (const { id, ...row } of rows)
    await ctx.tx.db
      .update(charge)
      .set(row)
      .where(and(eq(charge.tenantId, ctx.tx.tenant), eq(charge.id, id)));
  await lapseProposals(
    ctx,
    changed.map(({ id }) => `charge:${id}`),
  );
  return twoPeople(ctx, rows);
}

/** A charge, and those of the same account that wait with it: held against a claim being made of one meanwhile. */
export async function chargesWaiting(tx: Tx, id: string): Promise<{ readonly one: Here | undefined; readonly all: readonly Here[] }> {
  const [row] = await tx.rows<{ account: string }>('select account from charges.charge where tenant_id = $1 and id = $2', [tx.tenant, id]);
  const here = row === undefined ? [] : await chargesOfAccounts(tx, [row.account]);
  const one = here.find((charge) => charge.id === id);
  const waits = ({ state }: Here): boolean => state === 'ready' || state === 'held' || state === 'not-insurance';
  return { one, all: one === undefined ? [] : here.filter((other) => waits(other) && samePatient(other.charge, one.charge)) };
}

export type Corrected = Here & { readonly now: Charge };

/** A person said who it is of: these wait again, as corrected. What is told of them now tells of the patient from now on. */
export async function keepCorrected(ctx: Ctx, corrected: readonly Corrected[]): Promise<Finding[]> {
  for (const { patientId, charge: before, now } of corrected) {
    const payers = await payersByIds(ctx, now.coverages.slice(0, 1).map(payerMet));
    const met = (one: Charge) => ({ ...one.patient, ...memberOf(one.coverages[0]?.memberId), payerId: payers[0] ?? '' });
    await patientCorrected(ctx, patientId, { before: met(before), after: met(now) });
  }
  return replaceCharges(
    ctx,
    corrected.map(({ id, now }) => ({ one: now, id, key: ctx.tx.blind('claim-content', `charge\n${JSON.stringify(now)}`) })),
  );
}

const payerMet = ({ payerName, payerId }: Charge['coverages'][number]) => ({ name: payerName, ids: [payerId] });

/** Charges as they are kept, with whom and what they name looked up. */
async function rowsOf(ctx: Ctx, kept: readonly ToKeep[]) {
  const covered = kept.flatMap(({ one }, at) => (one.coverages[0] === undefined ? [] : [{ at, first: one.coverages[0] }]));
  const payers = await payersByIds(
    ctx,
    covered.map(({ first }) => payerMet(first)),
  );
  const payerOf = new Map(covered.map(({ at }, i) => [at, payers[i]]));
  const patients = await patientsOf(
    ctx,
    kept.map(({ one: { patient, coverages } }, i) => ({
      ...{ ...patient, ...memberOf(coverages[0]?.memberId) },
      payerId: payerOf.get(i) ?? '',
    })),
  );
  const sites = await siteNumbers(ctx.tx);
  return kept.map(({ one, id, key }, i) => ({
    ...{ id, account: one.account, kind: one.kind, patientId: patients[i] ?? '' },
    patientName: [one.patient.last, one.patient.first].filter((part) => part !== '').join(', '),
    payerId: payerOf.get(i) ?? null,
    siteId: siteOf(sites, { facilityNpi: one.facilityNpi }) ?? null,
    servedFrom: one.lines.flatMap(({ servedOn = [] }) => servedOn).sort()[0] ?? null,
    charged: cents(one.lines.reduce((sum, { charged }) => sum + charged, 0)),
    ...{ state: 'ready' as const, findings: [], content: one, contentKey: key, addedAt: ctx.now, actId: ctx.actId },
  }));
}

const memberOf = (memberId: string | undefined): { memberId?: string } => (memberId === undefined ? {} : { memberId });

export interface KeptCharge {
  readonly id: string;
  readonly charge: Charge;
  readonly siteId: string | null;
  readonly payerId: string | null;
}

type ChargesAsked = { readonly ids: readonly string[] } | { readonly state: 'ready' | 'held'; readonly after: string | undefined };

/** Charges of which no claim was made yet, the first first: these, or those of one state that come after one. */
export async function chargesToBuild({ tx }: Pick<Ctx, 'tx'>, asked: ChargesAsked, most: number): Promise<KeptCharge[]> {
  const [which, values] =
    'ids' in asked
      ? ["state in ('ready', 'held') and id = any($3::uuid[])", [asked.ids]]
      : ['state = $3 and ($4::uuid is null or id > $4::uuid)', [asked.state, asked.after ?? null]];
  const rows = await tx.rows<{ id: string; content: string; siteId: string | null; payerId: string | null }>(
    `select id, content, site_id as "siteId", payer_id as "payerId" from charges.charge
      where tenant_id = $1 and ${which} order by id limit $2 for update`,
    [tx.tenant, most, ...values],
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

/** One with all that was entered. */
export async function chargeById(tx: Tx, id: string): Promise<(ListedCharge & { readonly charge: Charge }) | undefined> {
  const [row] = await tx.rows<ListedCharge & { readonly content: string }>(
    `select id, account, kind, patient_name as "patientName", served_from as "servedFrom", charged, state, findings, content
       from charges.charge where tenant_id = $1 and id = $2`,
    [tx.tenant, id],
  );
  if (row === undefined) return undefined;
  const { content, ...listed } = row;
  return { ...listed, patientName: shown(charge.patientName, row.patientName) ?? '', charge: opened<Charge>(charge.content, content) };
}

/** What was entered of a patient last, by all ids of theirs. */
export async function lastChargeOf(tx: Tx, patientIds: readonly string[]): Promise<Charge | undefined> {
  const [row] = await tx.rows<{ content: string }>(
    'select content from charges.charge where tenant_id = $1 and patient_id = any($2::uuid[]) order by id desc limit 1',
    [tx.tenant, patientIds],
  );
  return row === undefined ? undefined : opened<Charge>(charge.content, row.content);
}

export async function countCharges(tx: Tx, state: ChargeState): Promise<number> {
  const [row] = await tx.rows<{ count: number }>('select count(*)::int as count from charges.charge where tenant_id = $1 and state = $2', [
    tx.tenant,
    state,
  ]);
  return row?.count ?? 0;
}
