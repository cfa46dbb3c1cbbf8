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

/** Who or what somebody may have meant by a name or a number. */
export interface FoundView {
  readonly kind: 'patient' | 'claim' | 'person' | 'program' | 'thing';
  /** Of what the record speaks: `patient:…`, `claim:…`. */
  readonly subject?: string;
  /** By which id somebody acts and reads. */
  readonly actor?: string;
  readonly says: string;
}

export interface LookedUpView {
  readonly rows: readonly FoundView[];
  /** There are more than are shown: say it more exactly. */
  readonly more: boolean;
}

/** A machine and patient data in one entry: what it read, did, or asked a model. */
export interface ContactRow extends RecordRow {
  readonly asked?: { readonly callId: string; readonly model?: string; readonly purpose: string; readonly by: string };
}
