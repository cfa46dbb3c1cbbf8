import { idKey } from '@claimwright/core/ground/parties';
import type { ClaimFact, PriorPosting } from '@claimwright/core/revenue/posting';
import { settingsWith } from '@claimwright/core/revenue/posting';
import type { Ctx } from '../../../gate/index.ts';
import { ownReasons } from '../../../ground/codes/index.ts';
import { standingMovements } from '../../../ground/ledger/index.ts';
import { type ClaimSearch, claimFacts, controlStart } from '../../claims/index.ts';
import { grouped, type RemitClaimRecord, type RemitRow, seenContents, wholeRemits } from '../../remits/index.ts';
import { asPrior, candidates, type Loaded, loadedFrom, ownOf, payerFact, references, spokenContent } from '../facts.ts';
import { parkedAmong, priorPostings } from '../store.ts';
import { decisionsOn } from './store.ts';

/** A remit that is none: so that no remit's own claims are left out of what was said before. */
const none = '00000000-0000-0000-0000-000000000000';

/** What `loadFacts` loads, for remits that are not posted, in as many statements as for one. */
export async function loadMany(ctx: Ctx, rows: readonly RemitRow[]): Promise<Loaded[]> {
  const { tx } = ctx;
  const ids = rows.map(({ id }) => id);
  const whole = await wholeRemits(tx, rows);
  const said = await decisionsOn(tx, ids);
  const priorOf = await priorsOf(
    ctx,
    whole.flatMap(({ claims }) => claims),
  );
  const searches = rows.map((row, i) => {
    const claims = whole[i]?.claims ?? [];
    const prior = priorOf(claims);
    return { prior, search: candidates(claims, said.get(row.id) ?? [], prior, []) };
  });
  const factsFor = factsBySearch(await claimFacts(tx, together(searches.map(({ search }) => search))));
  const seen = await seenContents(tx, ids);
  const parked = await parkedAmong(
    tx,
    [...seen.values()].flatMap((own) => [...own.values()].map(({ remitClaimId }) => remitClaimId)),
  );
  const payers = await payerFacts(ctx, rows);
  const moved = whole.flatMap(({ remit }) => remit.providerAdjustments);
  const open = { references: await references(tx, moved), own: await ownOf(tx, rows) };
  const settings = settingsWith(await ownReasons(tx));
  return rows.flatMap((row, i) => {
    const own = whole[i];
    const found = searches[i];
    if (!own || !found) return [];
    const { prior, search } = found;
    return loadedFrom(ctx, {
      ...{ row, remit: own.remit, claims: own.claims, said: said.get(row.id) ?? [], prior, ...open, settings },
      payer: payers.get(row.payerId),
      claimFacts: factsFor(search),
      seen: spokenContent(row, own.claims, prior, seen.get(row.id) ?? new Map(), parked),
    });
  });
}

async function payerFacts(ctx: Ctx, rows: readonly RemitRow[]) {
  const payers = new Map<string | null, Awaited<ReturnType<typeof payerFact>>>();
  for (const row of rows) if (!payers.has(row.payerId)) payers.set(row.payerId, await payerFact(ctx, row));
  return payers;
}

/** What stands posted of the same control numbers, for each remit by itself. */
async function priorsOf(ctx: Ctx, claims: readonly RemitClaimRecord[]) {
  const rows = await priorPostings(ctx.tx, none, claims, undefined);
  const movements = await standingMovements(
    ctx.tx,
    rows.map((prior) => prior.remit_claim_id),
  );
  const all = rows.map((row) => ({ row, posting: asPrior(row, movements.get(row.remit_claim_id) ?? []) }));
  const byNumber = grouped(all, ({ row }) => row.patient_control_number);
  const byPayerNumber = grouped(all, ({ row }) => row.payer_control_number ?? '');
  const order = new Map(all.map(({ posting }, i) => [posting, i]));
  return (own: readonly RemitClaimRecord[]): PriorPosting[] => {
    const found = new Set<PriorPosting>();
    for (const claim of own) {
      for (const { posting } of byNumber.get(claim.patientControlNumber) ?? []) found.add(posting);
      for (const number of [claim.payerControlNumber, claim.originalReference])
        if (number !== null && number !== '') for (const { posting } of byPayerNumber.get(number) ?? []) found.add(posting);
    }
    return [...found].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  };
}

/** All of the searches as one: what each found is told apart again by `factsBySearch`. */
function together(searches: readonly ClaimSearch[]): ClaimSearch {
  const all = (list: (search: ClaimSearch) => readonly string[]): string[] => [...new Set(searches.flatMap(list))];
  return {
    controlNumbers: all(({ controlNumbers }) => controlNumbers),
    claimIds: all(({ claimIds }) => claimIds),
    memberIds: all(({ memberIds }) => memberIds),
    servedOn: [...new Set(searches.flatMap(({ servedOn = [] }) => servedOn))],
    payerControlNumbers: new Map(),
  };
}

/** The facts that each search would have found by itself, in the order of the claims' ids. */
function factsBySearch(facts: readonly ClaimFact[]): (search: ClaimSearch) => ClaimFact[] {
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const byNumber = grouped(facts, (fact) => fact.patientControlNumber);
  const byKey = grouped(facts, (fact) => idKey(fact.patientControlNumber));
  const byStart = grouped(facts, (fact) => controlStart(idKey(fact.patientControlNumber)) ?? '');
  const byMember = grouped(
    facts.flatMap((fact) => fact.memberIds.map((member) => ({ fact, at: `${idKey(member)} ${fact.servedFrom ?? ''}` }))),
    ({ at }) => at,
  );
  return (search) => {
    const found = new Set<ClaimFact>();
    const take = (these: readonly ClaimFact[] | undefined) => {
      for (const fact of these ?? []) found.add(fact);
    };
    for (const id of search.claimIds) take(byId.has(id) ? [byId.get(id)].flatMap((fact) => fact ?? []) : []);
    for (const number of search.controlNumbers) {
      const key = idKey(number);
      take(byNumber.get(number));
      if (key === '' || key === '0') continue;
      take(byKey.get(key));
      const start = controlStart(key);
      if (start !== null) take(byStart.get(start));
    }
    for (const member of search.memberIds)
      for (const day of search.servedOn ?? []) take(byMember.get(`${idKey(member)} ${day}`)?.map(({ fact }) => fact));
    return [...found]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map((fact) => ({ ...fact, payerControlNumbers: search.payerControlNumbers.get(fact.id) ?? [] }));
  };
}
