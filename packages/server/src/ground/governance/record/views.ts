import type { RecordRow } from '../../../gate/views.ts';

/** A case as it stood at a moment. */
export interface ReplayView {
  readonly subject: string;
  readonly at: string;
  /** What had been done, and who had looked, the oldest first; the newest five hundred of each. */
  readonly acts: readonly RecordRow[];
  readonly reads: readonly RecordRow[];
  readonly ledger?: {
    readonly lines: readonly { readonly party: string; readonly kind: string; readonly amount: number; readonly movements: number }[];
    readonly payerOpen: number;
    readonly patientOpen: number;
  };
}
