import { type Cents, cents, toDecimal } from '@claimwright/core/ground/base';
import { accountComponent, accounts, clearingAccount, type JournalEntry } from '@claimwright/core/ground/ledger';
import { cannot } from '../../gate/index.ts';
import type { OpenRemit } from './match-open.ts';
import type { StoredDeposit, TieRow } from './store.ts';

export type NewTie = Pick<TieRow, 'id' | 'depositId' | 'remitId' | 'amount' | 'how' | 'because' | 'entryId'>;
export interface TiePlan {
  readonly ties: readonly NewTie[];
  readonly entries: readonly JournalEntry[];
}

interface Part {
  readonly deposit: StoredDeposit;
  readonly remit: OpenRemit;
  readonly amount: Cents;
  readonly how: 'exact' | 'by-hand';
  readonly because: string;
}

/** Dr the bank's account, Cr the clearing account of the remit's trace: an entry for each remit. Money that left is the same, negated. */
export function planTies(parts: readonly Part[], newId: () => string): TiePlan {
  const planned = parts.map(({ deposit, remit, amount, how, because }) => {
    const entryId = newId();
    const evidence = { document: deposit.documentId, ...deposit.bytes };
    const entry: JournalEntry = {
      id: entryId,
      on: deposit.postedOn,
      source: { kind: 'deposit', id: deposit.id },
      description: `Deposit of trace ${remit.traceNumber}`,
      lines: [
        { account: `${accounts.bank}:${accountComponent(deposit.account)}`, amount, evidence },
        { account: clearingAccount(remit.fact.payerKey, remit.traceNumber), amount: cents(-amount), evidence },
      ],
    };
    return { entry, tie: { id: newId(), depositId: deposit.id, remitId: remit.id, amount, how, because, entryId } };
  });
  return { ties: planned.map((one) => one.tie), entries: planned.map((one) => one.entry) };
}

/**
 * A person ties one deposit to remits: each takes what is still to come of it, the last one all that is left. A difference stays in the
 * last one's clearing account, in sight of the tie-out.
 */
export function planTieByHand(
  deposit: StoredDeposit,
  remits: readonly OpenRemit[],
  newId: () => string,
): TiePlan & { readonly difference: Cents; readonly because: string } {
  for (const remit of remits) refuse(remit);
  const due = remits.reduce((total, remit) => total + remit.amount, 0);
  if (Math.sign(due) !== Math.sign(deposit.amount))
    throw cannot(
      'The deposit and the remits go in opposite directions.',
      'One brings money and the other takes it.',
      'Tie money that left to a debit notice only.',
    );
  const difference = cents(deposit.amount - due);
  const because = difference === 0 ? 'Tied by hand.' : `Tied by hand: ${differs(difference)}`;
  let rest: number = deposit.amount;
  const parts = remits.map((remit, i): Part => {
    const amount = cents(i === remits.length - 1 ? rest : remit.amount);
    rest -= amount;
    return { deposit, remit, amount, how: 'by-hand', because };
  });
  return {
    ...planTies(
      parts.filter((part) => part.amount !== 0),
      newId,
    ),
    difference,
    because,
  };
}

const differs = (difference: Cents): string =>
  `${toDecimal(cents(Math.abs(difference)))} ${difference > 0 ? 'more' : 'less'} came than was due; the difference stays in clearing.`;

function refuse(remit: OpenRemit): void {
  if (remit.fact.state === 'not-ours')
    throw cannot('This remit was set aside as not ours.', 'Its money is not expected.', 'Take it back as ours first.');
  if (remit.fact.state === 'parked')
    throw cannot(
      'This remit waits for a person before anything can be tied to it.',
      'It may be another’s, a copy, or cut off; then its money is not what came.',
      'Open it and settle its findings first, or tie the deposit to the remit that counts.',
    );
  if (remit.fact.paid === 0) throw cannot('This remit paid nothing.', 'No deposit is to come for it.', 'Choose another remit.');
  if (remit.amount === 0)
    throw cannot('This remit is tied already.', 'Deposits have paid all of it.', 'Untie the other deposit first, if that was wrong.');
}
