import type { Cents } from '../../../ground/base/index.ts';
import { type JournalEntry, trialBalance } from '../../../ground/ledger/index.ts';
import type { ClaimPlan, LinePlan, PostingPlan, WorkItem } from '../plan.ts';
import { type Books, money } from './books.ts';

const toldWork = (w: WorkItem): string =>
  `${w.kind}${w.blocks ? ' (blocks)' : ''}${w.carc === undefined ? '' : ` ${w.group}-${w.carc}`} ${money(w.amount)}: ${w.says}`;

const toldLine = (line: LinePlan): object => ({
  line: line.index,
  code: [line.code ?? '-', ...line.modifiers].join(' '),
  to: `${line.claimLineIds.join(' + ') || '-'} (${line.matchedBy ?? 'not found'})`,
  money: `billed ${money(line.billed)}, allowed ${money(line.allowed)}, paid ${money(line.paid)}, patient ${money(line.patient)}, next ${money(line.nextPayer)}, balance ${money(line.balance)}`,
  ...(line.parts !== undefined &&
    line.matchedBy !== 'whole-claim' && {
      parts: line.parts.map((p) => `${p.claimLineId}: billed ${money(p.billed)}, paid ${money(p.paid)}, adjusted ${money(p.adjusted)}`),
    }),
  state: line.state,
  adjustments: line.adjustments.map((a) => `${a.group}-${a.carc} ${money(a.amount)} ${a.treatment}: ${a.says}`),
});

const toldClaim = (claim: ClaimPlan): object => ({
  claim: claim.remitClaimIndex,
  state: claim.state,
  match:
    claim.match === undefined ? 'none' : `${claim.match.claimId} by ${claim.match.how}, ${claim.match.certainty}: ${claim.match.because}`,
  ...(claim.candidates !== undefined && { candidates: claim.candidates }),
  as: claim.as,
  ...(claim.reverses !== undefined && { reverses: claim.reverses }),
  money: `billed ${money(claim.billed)}, paid ${money(claim.paid)}, patient ${money(claim.patient)}, next ${money(claim.nextPayer)}, balance ${money(claim.balance)}, unexplained ${money(claim.unexplained)}`,
  lines: claim.lines.map(toldLine),
  work: claim.work.map(toldWork),
});

const told = (balances: ReadonlyMap<string, Cents>): object =>
  Object.fromEntries([...balances].map(([account, balance]) => [account, money(balance)]));

const sums = (entries: readonly JournalEntry[]): object => told(new Map([...trialBalance(entries)].filter(([, balance]) => balance !== 0)));

const toldTotals = (t: PostingPlan['totals']): string =>
  `paid ${money(t.paid)} = applied ${money(t.applied)} + unapplied ${money(t.unapplied)} - provider adjustments ${money(t.providerAdjustments)}; unexplained ${money(t.unexplained)}; ${t.clean} clean, ${t.work} work, ${t.parked} parked`;

/** A plan as a reviewer reads it. */
export const toldPlan = (plan: PostingPlan): object => ({
  disposition: plan.disposition,
  findings: plan.findings.map((f) => `${f.code} at ${f.at}: ${f.says} ${f.because ?? ''}`.trim()),
  totals: toldTotals(plan.totals),
  claims: plan.claims.map(toldClaim),
  providerAdjustments: plan.providerAdjustments.map(
    (p) =>
      `${p.code} ${p.reference ?? '-'} ${money(p.amount)} → ${p.account}${p.leftOpen === undefined ? '' : `, left open ${money(p.leftOpen)}`}: ${p.says}`,
  ),
  otherWork: plan.work.filter((w) => w.remitClaimIndex === undefined).map(toldWork),
  journal: sums(plan.entries),
});

/** The books once all is posted: balances, and who owes what on each claim. */
export const toldBooks = (books: Books, claims: readonly string[]): object => ({
  balances: told(books.balances()),
  open: Object.fromEntries(
    claims.map((id) => [
      id,
      Object.fromEntries(Object.entries(books.open((m) => m.claimId === id)).map(([party, value]) => [party, money(value)])),
    ]),
  ),
});
