import { type DepositMatching, matchDeposits, type RemitPayment } from '@claimwright/core/ground/bank';
import { add, type Cents, negate, type PlainDate, subtract, zero } from '@claimwright/core/ground/base';
import type { Ctx } from '../../gate/index.ts';
import { openDeposits, type StoredDeposit, tiesOfRemits } from './store.ts';
import type { DepositView } from './views.ts';

type Tx = Ctx['tx'];

/** What the bank's room has to know of a remit. */
export interface RemitOfDeposit {
  readonly remitId: string;
  readonly traceNumber: string;
  readonly payerTraceId?: string;
  /** Who pays, as the clearing account names it. */
  readonly payerKey: string;
  readonly payerName: string;
  readonly payerId?: string;
  readonly paid: Cents;
  readonly paidOn?: PlainDate;
  /** BPR04; absent counts as a transfer. */
  readonly method?: string;
  readonly state: string;
}

/** A port: remits live upstairs. */
export interface RemitsByTrace {
  /** Remits that these deposits may pay: of the same trace number, or of the same amount around the same days. */
  find(tx: Tx, deposits: readonly StoredDeposit[]): Promise<readonly RemitOfDeposit[]>;
  byIds(tx: Tx, ids: readonly string[]): Promise<readonly RemitOfDeposit[]>;
  /** By remit, the sites of its claims, undefined among them where one is not known. */
  sites(tx: Tx, ids: readonly string[]): Promise<SitesOfRemits>;
}
export type SitesOfRemits = ReadonlyMap<string, readonly (string | undefined)[]>;

/** A remit with what deposits have not paid of it yet. */
export interface OpenRemit extends RemitPayment {
  readonly fact: RemitOfDeposit;
}

/** What there is to say of one open deposit. */
export interface Verdict {
  readonly state: Exclude<DepositView['state'], 'tied'>;
  readonly because: string;
  readonly remits: readonly OpenRemit[];
}

export const payable = (remit: RemitOfDeposit): boolean => remit.state !== 'not-ours' && remit.paid !== 0;

/** Remits with what is still to come of them. */
export async function openRemits(tx: Tx, facts: readonly RemitOfDeposit[]): Promise<OpenRemit[]> {
  const ties = await tiesOfRemits(
    tx,
    facts.map((fact) => fact.remitId),
  );
  const came = new Map<string, Cents>();
  for (const { remitId, amount } of ties) came.set(remitId, add(came.get(remitId) ?? zero, amount));
  return facts.map((fact) => {
    return {
      id: fact.remitId,
      traceNumber: fact.traceNumber,
      ...(fact.payerTraceId ? { payerTraceId: fact.payerTraceId } : {}),
      payerName: fact.payerName,
      amount: subtract(fact.paid, came.get(fact.remitId) ?? zero),
      ...(fact.paidOn ? { paidOn: fact.paidOn } : {}),
      method: fact.method ?? 'ACH',
      fact,
    };
  });
}

export interface OpenMatching {
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** One deposit, one remit, the same trace number and amount within the days that the rules give. */
  readonly exact: readonly { readonly deposit: StoredDeposit; readonly remit: OpenRemit; readonly because: string }[];
}

/** Matches all open deposits against the remits that they may pay. Money that left is matched to debit notices as its mirror image. */
export async function matchOpen(tx: Tx, port: RemitsByTrace, today: PlainDate): Promise<OpenMatching> {
  const deposits = await openDeposits(tx);
  const found = deposits.length === 0 ? [] : await openRemits(tx, (await port.find(tx, deposits)).filter(payable));
  const tied = found.filter((remit) => remit.amount === 0);
  const open = found.filter((remit) => remit.amount !== 0);
  const verdicts = new Map<string, Verdict>();
  const exact: OpenMatching['exact'][number][] = [];
  for (const sign of [1, -1]) {
    const signed = <T extends { readonly amount: Cents }>(all: readonly T[]): T[] =>
      all.filter((one) => Math.sign(one.amount) === sign).map((one) => (sign === 1 ? one : { ...one, amount: negate(one.amount) }));
    gather(matchDeposits(signed(deposits), signed(open), today), verdicts, exact, sign);
  }
  for (const deposit of deposits) {
    const verdict = verdicts.get(deposit.id);
    if (verdict === undefined || verdict.state === 'alone') verdicts.set(deposit.id, alone(deposit, verdict, tied));
  }
  return { verdicts, exact };
}

function gather(
  matching: DepositMatching<StoredDeposit, OpenRemit>,
  verdicts: Map<string, Verdict>,
  exact: OpenMatching['exact'][number][],
  sign: number,
): void {
  const upright = <T extends { readonly amount: Cents }>(one: T): T => (sign === 1 ? one : { ...one, amount: negate(one.amount) });
  for (const match of matching.matches) {
    const [deposit] = match.deposits;
    const [remit] = match.remits;
    const pair = match.how === 'trace' && match.certainty === 'sure' && match.deposits.length === 1 && match.remits.length === 1;
    // A remit that waits for a person may turn out not to be one: its deposit is a person's to tie.
    const waits = remit?.fact.state === 'parked';
    if (pair && deposit && remit && !waits) exact.push({ deposit: upright(deposit), remit: upright(remit), because: match.because });
    const because = waits ? `${match.because} The remit itself needs a person first.` : match.because;
    const verdict: Verdict = { state: pair && !waits ? 'exact' : 'likely', because, remits: match.remits.map(upright) };
    for (const one of match.deposits) verdicts.set(one.id, verdict);
  }
  for (const { deposits, remits, says, because } of matching.exceptions) {
    for (const one of deposits) verdicts.set(one.id, { state: 'differs', because: `${says} ${because}`, remits: remits.map(upright) });
  }
  for (const { deposit, because, candidates } of matching.unmatchedDeposits) {
    verdicts.set(deposit.id, { state: 'alone', because, remits: candidates.map(upright) });
  }
}

/** A deposit without a remit: maybe one that came in another bank file before, under another reference. */
function alone(deposit: StoredDeposit, verdict: Verdict | undefined, tied: readonly OpenRemit[]): Verdict {
  const twin = tied.find((remit) => remit.traceNumber === deposit.traceNumber && remit.fact.paid === deposit.amount);
  if (twin) {
    const because =
      'The remit with this trace number and amount is tied to a deposit already: another bank file may have brought the same transaction.';
    return { state: 'alone', because, remits: [] };
  }
  return verdict ?? { state: 'alone', because: 'Nothing came in: an amount of zero.', remits: [] };
}
