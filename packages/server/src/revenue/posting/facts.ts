import type { PlainDate } from '@claimwright/core/ground/base';
import { accountComponent } from '@claimwright/core/ground/ledger';
import { isOwnPayee, type OwnNumbers } from '@claimwright/core/ground/parties';
import type { ChosenLines, ManualMatch, PostingFacts, PriorPosting } from '@claimwright/core/revenue/posting';
import { settingsWith } from '@claimwright/core/revenue/posting';
import type { Ctx } from '../../gate/index.ts';
import { ownReasons } from '../../ground/codes/index.ts';
import { accountBalances, standingMovements } from '../../ground/ledger/index.ts';
import { likelyName, ownNumbers, payerById } from '../../ground/parties/index.ts';
import { billedUnder, claimFacts } from '../claims/index.ts';
import { asRemit, providerAdjustments, type RemitClaimRecord, type RemitRow, remitClaimRows, seenContent } from '../remits/index.ts';
import { isAnswered } from './answers.ts';
import { payersOfAccounts } from './references/store.ts';
import { decisions, type PriorRow, parkedAmong, priorPostings } from './store.ts';

/** The facts that a posting is decided on, with the stored rows that they came from. */
export interface Loaded {
  readonly row: RemitRow;
  readonly claims: readonly RemitClaimRecord[];
  readonly facts: PostingFacts;
}

/** `only`: the facts for one claim of a posted remit, which the remit's other claims have spoken beside. */
export async function loadFacts(ctx: Ctx, row: RemitRow, only?: RemitClaimOfRemit): Promise<Loaded> {
  const known = await knownOf(ctx, row);
  return loadClaims(ctx, known, await remitClaimRows(ctx.tx, row.id), { only });
}

/** What is known of a remit besides its claims. */
export type Known = Pick<Gathered, 'row' | 'said' | 'payer' | 'references' | 'own' | 'settings'> & {
  readonly adjustments: PostingFacts['remit']['providerAdjustments'];
};

export async function knownOf(ctx: Ctx, row: RemitRow): Promise<Known> {
  const { tx } = ctx;
  const adjustments = await providerAdjustments(tx, row.id);
  return {
    row,
    adjustments,
    said: await decisions(tx, row.id),
    payer: await payerFact(ctx, row),
    references: await references(tx, adjustments),
    own: await ownOf(tx, [row]),
    settings: settingsWith(await ownReasons(tx)),
  };
}

interface Which {
  readonly only?: RemitClaimOfRemit | undefined;
  /** Ours that they may speak of, where that is worked out; else these are looked for. */
  readonly ours?: readonly string[];
}

/** The facts for these claims of a remit: all of them, or a part that has to do with no others. */
export async function loadClaims(ctx: Ctx, known: Known, claims: readonly RemitClaimRecord[], { only, ours }: Which = {}): Promise<Loaded> {
  const { row, adjustments, ...rest } = known;
  const prior = await priorFacts(ctx, row, claims, only?.id);
  const search = candidates(claims, ours === undefined ? rest.said : saidOf(claims, rest.said), prior, only?.claimIds ?? []);
  return loadedFrom(ctx, {
    ...{ ...rest, row, claims, prior, remit: asRemit(row, claims, adjustments) },
    claimFacts: await claimFacts(
      ctx.tx,
      ours === undefined ? search : { ...search, controlNumbers: [], memberIds: [], claimIds: [...new Set([...search.claimIds, ...ours])] },
    ),
    seen: await contentSeen(ctx, row, claims, prior),
  });
}

/** What the database told of one remit, by itself or among many. */
export interface Gathered {
  readonly row: RemitRow;
  readonly remit: PostingFacts['remit'];
  readonly claims: readonly RemitClaimRecord[];
  readonly said: Said;
  readonly prior: readonly PriorPosting[];
  readonly payer: PostingFacts['payer'];
  readonly claimFacts: PostingFacts['claims'];
  readonly seen: PostingFacts['seenContent'];
  readonly references: References;
  readonly own: OwnNumbers;
  readonly settings: PostingFacts['settings'];
}

/** A part of a remit leaves the others' places empty. */
function idsByIndex(claims: readonly RemitClaimRecord[]): string[] {
  const ids: string[] = [];
  for (const { index, id } of claims) ids[index] = id;
  return ids;
}

export function loadedFrom(ctx: Ctx, told: Gathered): Loaded {
  const { row, claims, said } = told;
  const facts: PostingFacts = {
    remitId: row.id,
    remit: told.remit,
    remitClaimIds: idsByIndex(claims),
    ...(told.payer === undefined ? {} : { payer: told.payer }),
    claims: told.claimFacts,
    prior: told.prior,
    seenContent: told.seen,
    manual: manualMatches(claims, said),
    manualLines: manualLines(claims, said),
    ...told.references,
    ...(isAnswered(said, 'payee') ? {} : { own: told.own }),
    ...(row.nearDuplicateOf === null || isAnswered(said, 'earlier') ? {} : { nearDuplicateOf: row.nearDuplicateOf }),
    settings: told.settings,
    today: ctx.today,
    document: row.documentId,
    newId: ctx.newId,
  };
  return { row, claims, facts };
}

export type References = Pick<PostingFacts, 'openReferences'> & Required<Pick<PostingFacts, 'referencePayers'>>;

/** What payers' references have open, and who opened those that these adjustments speak of. */
export async function references(tx: Ctx['tx'], adjustments: readonly { readonly reference?: string }[]): Promise<References> {
  const ofPayers = await accountBalances(tx, 'Liabilities:Payer');
  const openReferences = new Map([...ofPayers, ...(await accountBalances(tx, 'Assets:Suspense'))]);
  const said = new Set(adjustments.map(({ reference = '' }) => (reference.trim() === '' ? '' : `:${accountComponent(reference)}`)));
  const spokenOf = [...ofPayers].filter(([account, left]) => left !== 0 && [...said].some((end) => account.endsWith(end)));
  return {
    openReferences,
    referencePayers: await payersOfAccounts(
      tx,
      spokenOf.map(([account]) => account),
    ),
  };
}

/** What the practice goes by as the payee of these remits. */
export async function ownOf(tx: Ctx['tx'], rows: readonly Pick<RemitRow, 'payeeNpi' | 'payeeTaxId'>[]): Promise<OwnNumbers> {
  const own = await ownNumbers(tx);
  const strange = rows.filter(
    ({ payeeNpi, payeeTaxId }) => isOwnPayee(own, { npi: payeeNpi ?? undefined, taxId: payeeTaxId ?? undefined }) === false,
  );
  const billed = await billedUnder(tx, [...new Set(strange.flatMap(({ payeeNpi }) => payeeNpi ?? []))]);
  return { ...own, otherNpis: [...own.otherNpis, ...billed] };
}

/** A claim of a posted remit, with the claims that it is posted to or is to be matched to. */
export interface RemitClaimOfRemit {
  readonly id: string;
  readonly claimIds: readonly string[];
}

/**
 * What other remits brought before, and the other claims of this one that stand posted. A remit claim that stands parked has said
 * nothing yet: it makes no duplicate of another one.
 */
async function contentSeen(ctx: Ctx, row: RemitRow, claims: readonly RemitClaimRecord[], prior: readonly PriorPosting[]) {
  const part = claims.length < row.claims ? claims.map(({ id }) => id) : undefined;
  const seen = await seenContent(ctx.tx, row, part);
  const parked = await parkedAmong(
    ctx.tx,
    [...seen.values()].map(({ remitClaimId }) => remitClaimId),
  );
  return spokenContent(row, claims, prior, seen, parked);
}

/** Of what was seen, what stands, and what the other claims of the remit itself have said. */
export function spokenContent(
  row: RemitRow,
  claims: readonly RemitClaimRecord[],
  prior: readonly PriorPosting[],
  seen: PostingFacts['seenContent'],
  parked: ReadonlySet<string>,
): PostingFacts['seenContent'] {
  const spoken = new Map([...seen].filter(([, { remitClaimId }]) => !parked.has(remitClaimId)));
  const standing = new Set(prior.map((posting) => posting.remitClaimId));
  for (const claim of claims) if (standing.has(claim.id)) spoken.set(claim.contentKey, { remitId: row.id, remitClaimId: claim.id });
  return spoken;
}

export async function payerFact(ctx: Ctx, row: Pick<RemitRow, 'payerId'>): Promise<PostingFacts['payer']> {
  const payer = row.payerId === null ? undefined : await payerById(ctx.tx, row.payerId);
  if (!payer) return undefined;
  const { id, ids, inNetwork, capitation, sameAs } = payer;
  const likely = await likelyName(ctx.tx, payer);
  return { id, ids, inNetwork, capitation, ...(likely === undefined ? {} : { likely }), ...(sameAs === null ? {} : { sameAs }) };
}

function saidOf(claims: readonly RemitClaimRecord[], said: Said): Said {
  if (said.length === 0) return said;
  const own = new Set(claims.map(({ id }) => id));
  return said.filter(({ remitClaimId }) => own.has(remitClaimId ?? ''));
}

export type Said = Awaited<ReturnType<typeof decisions>>;

export function candidates(claims: readonly RemitClaimRecord[], said: Said, prior: readonly PriorPosting[], meant: readonly string[]) {
  const distinct = (values: readonly (string | null)[]): string[] =>
    [...new Set(values.filter((value) => value !== null && value !== ''))] as string[];
  return {
    controlNumbers: distinct(claims.map((claim) => claim.patientControlNumber)),
    claimIds: distinct([...meant, ...said.map((decision) => decision.claimId), ...prior.map((posting) => posting.claimId)]),
    memberIds: distinct(claims.flatMap((claim) => [claim.subscriberMemberId, claim.patientMemberId])),
    servedOn: distinct(claims.map((claim) => claim.servedFrom)) as PlainDate[],
    payerControlNumbers: payerControlNumbers(prior),
  };
}

/** Payer control numbers by which earlier remits spoke of each claim. */
function payerControlNumbers(prior: readonly PriorPosting[]): Map<string, string[]> {
  const known = new Map<string, string[]>();
  for (const posting of prior) {
    if (posting.payerControlNumber === undefined) continue;
    known.set(posting.claimId, [...(known.get(posting.claimId) ?? []), posting.payerControlNumber]);
  }
  return known;
}

function manualMatches(claims: readonly RemitClaimRecord[], said: Said): Map<number, ManualMatch> {
  const index = new Map(claims.map((claim) => [claim.id, claim.index]));
  const manual = new Map<number, ManualMatch>();
  for (const decision of said) {
    const at = decision.remitClaimId === null ? undefined : index.get(decision.remitClaimId);
    if (at === undefined) continue;
    if (decision.kind === 'matched' && decision.claimId !== null) manual.set(at, { claimId: decision.claimId });
    else if (decision.kind === 'not-ours') manual.set(at, 'not-ours');
    else if (decision.kind === 'unmatched') manual.set(at, 'none');
    else if (decision.kind === 'ours') manual.delete(at);
  }
  return manual;
}

/** Claim lines that people chose, by remit claim and remit line. */
function manualLines(claims: readonly RemitClaimRecord[], said: Said): Map<number, ChosenLines> {
  const index = new Map(claims.map((claim) => [claim.id, claim.index]));
  const chosen = new Map<number, Map<number, readonly string[]>>();
  /** The act that chose for a line: one that chose several lines wrote each. */
  const acts = new Map<string, string>();
  for (const { remitClaimId, kind, lineIndex, claimLineId, actId } of said) {
    const at = remitClaimId === null ? undefined : index.get(remitClaimId);
    if (at === undefined || lineIndex === null) continue;
    const lines = chosen.get(at) ?? new Map<number, readonly string[]>();
    chosen.set(at, lines);
    const before = acts.get(`${at}/${lineIndex}`) === actId ? (lines.get(lineIndex) ?? []) : [];
    acts.set(`${at}/${lineIndex}`, actId);
    if (kind === 'line-matched' && claimLineId !== null) lines.set(lineIndex, [...before, claimLineId]);
    else lines.delete(lineIndex);
  }
  return chosen;
}

async function priorFacts(ctx: Ctx, row: RemitRow, claims: readonly RemitClaimRecord[], only: string | undefined): Promise<PriorPosting[]> {
  const rows = await priorPostings(ctx.tx, row.id, claims, only);
  const movements = await standingMovements(
    ctx.tx,
    rows.map((prior) => prior.remit_claim_id),
  );
  return rows.map((prior) => asPrior(prior, movements.get(prior.remit_claim_id) ?? []));
}

export function asPrior(row: PriorRow, movements: PriorPosting['movements']): PriorPosting {
  return {
    remitClaimId: row.remit_claim_id,
    claimId: row.claim_id,
    patientControlNumber: row.patient_control_number,
    ...(row.payer_control_number === null ? {} : { payerControlNumber: row.payer_control_number }),
    status: row.status,
    billed: row.billed,
    paid: row.paid,
    ...(row.served_from === null ? {} : { servedFrom: row.served_from }),
    ...(row.reversed_by === null ? {} : { reversedBy: row.reversed_by }),
    said: { adjustments: row.adjustments, lines: row.lines },
    movements,
    contentKey: row.content_key,
  };
}
