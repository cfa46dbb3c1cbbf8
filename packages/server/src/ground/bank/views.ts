import type { Bytes, Cents, PlainDate } from '@claimwright/core/ground/base';

export interface DepositView {
  readonly id: string;
  readonly postedOn: PlainDate;
  readonly amount: Cents;
  readonly traceNumber?: string;
  readonly originator?: string;
  readonly description: string;
  readonly kind: string;
  readonly account: string;
  readonly documentId: string;
  readonly bytes: Bytes;
  /** 'tied', 'exact' (same trace and amount), 'likely', 'differs', 'alone'. */
  readonly state: 'tied' | 'exact' | 'likely' | 'differs' | 'alone';
  readonly because: string;
  readonly remits: readonly { readonly remitId: string; readonly payerName: string; readonly traceNumber: string; readonly paid: Cents }[];
}
