import type { Address, ProviderToSend } from './claim-to-send.ts';

/** How a payer wants its claims. What it allows stands in its fee schedule. */
export interface PayerSettings {
  /** By which claims name it (NM109). */
  readonly payerId: string;
  readonly filingIndicator?: string;
  /** Of one claim, where it takes fewer than the format does. */
  readonly lineLimit?: number;
  /** CLM07 where the practice does not accept what it pays: C. */
  readonly assignment?: 'A' | 'B' | 'C';
}

/** Who bills, who does, and where: copied by value into each claim, so that a later change of them changes none. */
export interface BillingFacts {
  readonly billing: ProviderToSend;
  readonly payTo?: { readonly address: Address };
  /** Found by their NPI. */
  readonly providers: readonly ProviderToSend[];
  readonly facilities: readonly ProviderToSend[];
  readonly payers: readonly PayerSettings[];
  /** The certificate of the laboratory where whoever bills is (42 CFR 493). Goes with tests that were done there. */
  readonly cliaNumber?: string;
}
