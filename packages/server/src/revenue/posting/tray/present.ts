import { businessDaysBetween, type Cents, cents, type PlainDate, toDecimal } from '@claimwright/core/ground/base';
import type { WorkItem } from '@claimwright/core/revenue/posting';
import { bodyOf } from '../../../gate/index.ts';
import type { DepositOfRemit } from '../../../ground/bank/index.ts';
import { isLarge } from '../large/size.ts';
import type { DepositState, HistoryRow, TrayRow, WorkView } from '../views.ts';
import type { WorkRow } from '../work/store.ts';
import type { HistoryRecord, TrayRecord } from './store.ts';

/** What the bank says of a remit, in one state. */
export function depositState(
  row: Pick<TrayRecord, 'paid' | 'method' | 'paid_on'>,
  found: DepositOfRemit | undefined,
  today: PlainDate,
): DepositState {
  if (found) return { state: found.state, depositId: found.depositId, amount: found.amount, postedOn: found.postedOn };
  if (row.paid === 0 || row.method === 'NON') return { state: 'none-expected' };
  return { state: 'missing', ...(row.paid_on === null ? {} : { waitingDays: businessDaysBetween(row.paid_on, today) }) };
}

export function presentTray(row: TrayRecord, found: DepositOfRemit | undefined, today: PlainDate): TrayRow {
  const deposit = depositState(row, found, today);
  const nearDuplicate = row.near_duplicate_of !== null && !row.accepted;
  return {
    id: row.id,
    payerName: row.payer_name,
    traceNumber: row.trace_number,
    method: row.method,
    ...(row.paid_on === null ? {} : { paidOn: row.paid_on }),
    paid: row.paid,
    claims: row.claims,
    ...(isLarge(row) ? { large: true } : {}),
    cleanClaims: row.clean_claims,
    workClaims: row.work_claims,
    parkedClaims: row.parked_claims,
    unapplied: row.unapplied,
    state: row.state,
    balanced: row.balanced,
    nearDuplicate,
    deposit,
    openWork: row.open_work,
    documentId: row.document_id,
    readAt: row.read_at.toISOString(),
    ...(row.posted_at === null ? {} : { postedAt: row.posted_at.toISOString() }),
    because: because(row, nearDuplicate, deposit),
  };
}

/** Why it is here, and what happens if nothing is done. */
function because(row: TrayRecord, nearDuplicate: boolean, deposit: DepositState): string {
  if (row.state === 'not-ours') return 'Set aside as not ours; its file is kept.';
  if (nearDuplicate) return 'Another remit came with the same payer and trace number: decide whether this one is a payment of its own.';
  if (row.state === 'parked')
    return row.balanced
      ? 'It cannot be posted as it stands: see the findings.'
      : 'Its figures do not add up: nothing is posted until the payer sends a correct one.';
  if (row.state === 'posted') return postedBecause(row, deposit);
  const parts = [
    row.clean_claims > 0 ? `${row.clean_claims} clean` : '',
    row.work_claims > 0 ? `${row.work_claims} post and leave work` : '',
    row.parked_claims > 0 ? `${row.parked_claims} need a person` : '',
  ].filter((part) => part !== '');
  return `Waits to be posted: ${parts.join(', ') || 'no claims'}. Until then their balances are not true.`;
}

function postedBecause(row: TrayRecord, deposit: DepositState): string {
  if (row.again > 0) return `Posted; ${row.again === 1 ? 'a claim' : `${row.again} claims`} that it parked can be posted now: Post again.`;
  if (row.unapplied !== 0) return `Posted; ${toDecimal(row.unapplied as Cents)} of its cash still waits in unapplied.`;
  if (deposit.state === 'missing') return 'Posted; its deposit has not been seen at the bank yet.';
  if (deposit.state === 'differs' && deposit.amount !== undefined)
    return `Posted as ${toDecimal(row.paid)}, but the bank received ${toDecimal(deposit.amount)}, which is ${apart(deposit.amount, row.paid)}.`;
  if (deposit.state === 'found') return 'Posted; its deposit waits to be tied.';
  if (deposit.state === 'tied' && deposit.amount !== undefined && deposit.amount !== row.paid)
    return `Posted and tied, but the bank received ${apart(deposit.amount, row.paid)} than the ${toDecimal(row.paid)} of the remit.`;
  if (deposit.state === 'none-expected' && row.open_work === 0) return 'Posted; nothing was paid, so no deposit is due.';
  return row.open_work > 0 ? 'Posted; it left work to do.' : 'Posted and tied out.';
}

/** How two amounts differ, in words: `12.50 less`. */
function apart(amount: Cents, than: Cents): string {
  const difference = cents(amount - than);
  return `${toDecimal(cents(Math.abs(difference)))} ${difference < 0 ? 'less' : 'more'}`;
}

const words: { readonly [command: string]: string } = {
  'ground/intake/read': 'Read from its file',
  'revenue/posting/post-remit': 'Posted',
  'revenue/posting/undo-remit': 'Posting undone',
  'revenue/posting/match-claim': 'A claim matched by hand',
  'revenue/posting/unmatch-claim': 'A claim unmatched',
  'revenue/posting/post-again': 'A claim posted again',
  'revenue/posting/match-line': 'A line matched by hand',
  'revenue/posting/unmatch-line': 'A line unmatched',
  'revenue/posting/claim-not-ours': 'A claim set aside as not ours',
  'revenue/posting/remit-not-ours': 'Set aside as not ours',
  'revenue/posting/remit-ours': 'Taken as ours',
  'ground/bank/tie-deposit': 'Deposit tied',
  'ground/bank/tie-exact': 'Deposit tied',
  'ground/bank/untie-deposit': 'Deposit untied',
};

export function presentHistory(row: HistoryRecord): HistoryRow {
  const body = bodyOf(row.details);
  return {
    at: row.at.toISOString(),
    by: row.by,
    machine: body !== undefined && body.actor.kind !== 'person',
    says: body?.details?.question === 'earlier' ? 'Taken as a payment of its own' : (words[row.what] ?? row.what),
    recordSeq: row.seq,
  };
}

export function presentWork(row: WorkRow, remitClaimIndex: number | undefined): WorkView {
  return {
    id: row.id,
    kind: row.kind as WorkItem['kind'],
    blocks: blocking.has(row.kind),
    ...(remitClaimIndex === undefined ? {} : { remitClaimIndex }),
    ...(row.remitClaimId === null ? {} : { remitClaimId: row.remitClaimId }),
    ...(row.lineIndex === null ? {} : { lineIndex: row.lineIndex }),
    ...(row.claimId === null ? {} : { claimId: row.claimId }),
    amount: row.amount,
    ...(row.adjustmentGroup === null ? {} : { group: row.adjustmentGroup }),
    ...(row.carc === null ? {} : { carc: row.carc }),
    says: row.says,
    because: row.because,
    fix: row.fix,
    openedAt: row.openedAt.toISOString(),
    ...(row.closedAt === null ? {} : { closedAt: row.closedAt.toISOString() }),
    ...(row.closedWhy === null ? {} : { closedWhy: row.closedWhy }),
  };
}

const blocking = new Set([
  'unmatched',
  'unsure-match',
  'unknown-code',
  'duplicate-claim',
  'reversal-without-original',
  'out-of-balance',
  'line-not-found',
  'over-contract',
  'not-ours',
  'post-again',
]);
