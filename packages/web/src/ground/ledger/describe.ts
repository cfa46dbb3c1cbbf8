import type { JournalEntryView } from '@claimwright/server/api';

/** What an entry is, as a person would say it: `Remit claim 3: NORTHWIND MUTUAL, trace 1017705262968`. */
export function describe({ description, remit }: Pick<JournalEntryView, 'description' | 'remit'>): string {
  return remit ? `${description}: ${remit.payerName}, trace ${remit.traceNumber}` : description;
}
