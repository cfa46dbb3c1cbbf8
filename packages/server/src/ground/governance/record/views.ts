import type { RecordRow } from '../../../gate/views.ts';

/** A case as it stood at a moment. */
export interface ReplayView {
  readonly subject: string;
  readonly at: string;
  /** What had been done, and who had looked, the oldest first; the newest five hundred of each. */
  readonly acts: readonly RecordRow[];
  readonly reads: readonly RecordRow[];
  readonly ledger?: LedgerAt;
  /** What changed since then: what was done, the oldest first, how often it was looked at, and the ledger as it is now. */
  readonly since: { readonly acts: readonly RecordRow[]; readonly total: number; readonly reads: number; readonly ledger?: LedgerAt };
}

/** What a claim's movements came to at a moment. */
export interface LedgerAt {
  readonly lines: readonly { readonly party: string; readonly kind: string; readonly amount: number; readonly movements: number }[];
  readonly payerOpen: number;
  readonly patientOpen: number;
}
