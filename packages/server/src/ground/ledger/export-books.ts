import { type JournalEntry, toBeancount, toHledger } from '@claimwright/core/ground/ledger';
import type { Ctx } from '../../gate/index.ts';
import { accountNames, exportEntries } from './books/store.ts';

export type ExportFormat = 'hledger' | 'beancount';

/** The books as text for another program, in pieces of some thousand lines, as they stand in this transaction. */
export async function* exportBooks(tx: Ctx['tx'], format: ExportFormat): AsyncGenerator<string> {
  const waiting: JournalEntry[] = [];
  const lines = format === 'hledger' ? toHledger(draining(waiting), await accountNames(tx)) : toBeancount(draining(waiting));
  let piece: string[] = [];
  for await (const page of exportEntries(tx)) {
    waiting.push(...page.toReversed());
    // The writer takes one entry at a time, so it never finds the pile empty before the books are at their end.
    while (waiting.length > 0) {
      const next = lines.next();
      if (!next.done) piece.push(next.value);
    }
    yield `${piece.join('\n')}\n`;
    piece = [];
  }
  const rest = [...lines];
  if (rest.length > 0) yield `${rest.join('\n')}\n`;
}

/** Hands out a pile from its end; being asked while it is empty means that the books are at their end. */
function* draining(pile: JournalEntry[]): Generator<JournalEntry> {
  for (let entry = pile.pop(); entry !== undefined; entry = pile.pop()) yield entry;
}
