import type { Cents, Finding, PlainDate } from '@claimwright/core/ground/base';

/** A charge in a list, with what building claims of it found. */
export interface ChargeRow {
  readonly id: string;
  readonly account: string;
  readonly kind: 'professional' | 'institutional' | 'dental';
  readonly patientName: string;
  readonly servedFrom?: PlainDate;
  readonly charged: Cents;
  readonly state: string;
  readonly findings: readonly Finding[];
}
