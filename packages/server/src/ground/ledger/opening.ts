import { type Cents, cents, type PlainDate } from '@claimwright/core/ground/base';
import { accounts, type JournalEntry } from '@claimwright/core/ground/ledger';

/** What an account held before the books began: a debit positive, a credit negative. */
export interface Opening {
  readonly account: string;
  readonly amount: Cents;
  readonly on: PlainDate;
}

/** One entry for each opening balance, against the opening equity. `sourceId`: the practice. */
export const openingEntries = (balances: readonly Opening[], sourceId: string, newId: () => string): JournalEntry[] =>
  balances.map(({ account, amount, on }) => ({
    id: newId(),
    on,
    source: { kind: 'opening', id: sourceId },
    description: `Opening balance of ${account}`,
    lines: [
      { account, amount },
      { account: accounts.opening, amount: cents(-amount) },
    ],
  }));
