import type { Finding } from '@claimwright/core/ground/base';

export interface AgreementView {
  readonly id: string;
  readonly kind: 'baa' | 'own-machine';
  readonly product: string;
  readonly purposes: readonly string[];
  readonly signedOn: string;
  readonly expiresOn?: string;
  readonly documentId?: string;
  readonly ended: boolean;
  /** In force today. */
  readonly standing: boolean;
  /** Days until it expires, where it does. */
  readonly daysLeft?: number;
}
export interface VendorView {
  readonly id: string;
  readonly name: string;
  readonly contact?: string;
  readonly agreements: readonly AgreementView[];
}
/** A model as the practice set it up; its key is never shown. */
export interface ModelView {
  readonly id: string;
  readonly vendorId: string;
  readonly vendor: string;
  readonly product: string;
  readonly provider: string;
  readonly url: string;
  readonly name: string;
  readonly hasSecret: boolean;
  readonly priceIn: number;
  readonly priceOut: number;
  readonly workflows: readonly string[];
  readonly keeps: 'with-decision' | 'purge';
  readonly maySeeIdentified: boolean;
  readonly active: boolean;
}
export interface BudgetView {
  /** `*`: the practice. */
  readonly workflow: string;
  readonly microDollarsAMonth?: number;
  readonly callsAMinute?: number;
}
export interface UsageView {
  /** `2026-03`. */
  readonly month: string;
  readonly workflow: string;
  readonly model: string;
  readonly calls: number;
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly microDollars: number;
}
export interface ModelsView {
  readonly vendors: readonly VendorView[];
  readonly models: readonly ModelView[];
  readonly budgets: readonly BudgetView[];
  readonly usage: readonly UsageView[];
  /** What can be asked, for the forms. */
  readonly tasks: readonly { readonly name: string; readonly summary: string; readonly workflow: string; readonly purpose: string }[];
  readonly purposes: readonly string[];
  readonly providers: readonly string[];
}
export interface CallRowView {
  readonly id: string;
  readonly task: string;
  readonly workflow: string;
  readonly purpose: string;
  readonly subject: string;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly state: 'waiting' | 'sent' | 'answered' | 'refused' | 'needs-person';
  readonly tries: number;
  readonly model?: string;
  readonly version?: string;
  readonly deidentified?: boolean;
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly microDollars: number;
  readonly milliseconds: number;
  readonly findings: readonly Finding[];
  readonly endedAt?: string;
}
/** One call whole: what was sent and what came back, where they are kept. */
export interface CallView {
  readonly id: string;
  readonly state: string;
  readonly prompt?: string;
  readonly answer?: string;
  readonly promptSha256?: string;
  readonly answerSha256?: string;
}
