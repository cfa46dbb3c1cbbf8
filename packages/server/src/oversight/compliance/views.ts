import type { Cents, PlainDate } from '@claimwright/core/ground/base';
import type { AlertKind, OutlierKind } from '@claimwright/core/oversight/compliance';

/** What the nightly audit says: nothing of it tells of a patient. */
export interface ComplianceAlertView {
  readonly id: string;
  readonly kind: AlertKind;
  /** NPI, and the name of one of the practice's own providers. */
  readonly provider: string;
  readonly providerName?: string;
  readonly year: string;
  readonly families: readonly string[];
  readonly count: number;
  readonly says: string;
  readonly because: string;
  readonly fix: string;
  readonly saidAt: string;
  readonly dismissed?: { readonly by: string; readonly at: string; readonly reason: string };
}

export interface AlertsView {
  readonly rows: readonly ComplianceAlertView[];
  /** The last night that was audited, and over how many lines; none yet. */
  readonly night?: PlainDate;
  readonly lines?: number;
}

/** A claim behind an alert. */
export interface AlertClaimView {
  readonly claimId: string;
  readonly patientControlNumber: string;
  readonly payerName: string;
  readonly servedFrom?: PlainDate;
  readonly billed: Cents;
  readonly codes: readonly string[];
}

export interface OutlierView {
  readonly id: string;
  readonly kind: OutlierKind;
  readonly payerName: string;
  readonly code: string;
  readonly claimId: string;
  readonly patientControlNumber: string;
  readonly amount: Cents;
  readonly usual: Cents;
  readonly n: number;
  readonly z: number;
  readonly bins: readonly number[];
  readonly least: Cents;
  readonly most: Cents;
}

export interface OutliersView {
  readonly threshold: number;
  readonly total: number;
  readonly rows: readonly OutlierView[];
  readonly night?: PlainDate;
}

type Nothing = Record<string, never>;
export interface ComplianceQueries {
  'oversight/compliance/alerts': { input: { view: 'open' | 'dismissed' }; answer: AlertsView };
  'oversight/compliance/alert-claims': { input: { alertId: string }; answer: { rows: readonly AlertClaimView[]; total: number } };
  'oversight/compliance/outliers': { input: Nothing; answer: OutliersView };
}
export interface ComplianceCommands {
  'oversight/compliance/dismiss': { input: { alertId: string; because: string }; result: { alertId: string } };
  'oversight/compliance/set-threshold': { input: { spreads: number }; result: { spreads: number } };
}
