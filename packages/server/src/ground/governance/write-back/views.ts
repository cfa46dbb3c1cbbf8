import type { Finding } from '@claimwright/core/ground/base';

/** A partner system as the practice set it up; its key is shown to nobody. */
export interface PartnerView {
  readonly id: string;
  readonly name: string;
  readonly vendorId: string;
  readonly product: string;
  readonly protocol: string;
  readonly url: string;
  readonly kinds: readonly string[];
  readonly active: boolean;
}

export interface WriteBackView {
  readonly id: string;
  readonly partner: string;
  readonly kind: string;
  readonly subject: string;
  readonly state: 'held' | 'waiting' | 'sent' | 'needs-person' | 'done' | 'dropped';
  readonly tries: number;
  readonly findings: readonly Finding[];
  readonly queuedAt: string;
  readonly queuedBy: string;
  /** A person's act is told, and not a machine's. */
  readonly byPerson?: true;
  /** It comes again then. */
  readonly notBefore?: string;
  /** Who dropped it. */
  readonly endedBy?: string;
  readonly endedAt?: string;
}
