import type { Finding } from '@claimwright/core/ground/base';
import type { AgreementAlert } from '@claimwright/core/ground/governance/models';

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
/** A model in use whose agreement is not there, or not for long. */
export interface AgreementAlertView extends AgreementAlert {
  readonly modelId: string;
  readonly model: string;
  readonly vendorId: string;
  readonly vendor: string;
  readonly product: string;
}
export interface ModelsView {
  readonly alerts: readonly AgreementAlertView[];
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
  /** Where what the answer comes to waits, or was decided. */
  readonly proposalId?: string;
}
/** Where a question about one thing stands, for whoever may ask it. */
export interface AskedView {
  /** Whether a model is switched on for such questions. */
  readonly serves: boolean;
  /** The last time that it was asked. */
  readonly last?: Pick<CallRowView, 'id' | 'state' | 'askedAt' | 'findings' | 'proposalId'>;
}
/** The question that a proposal is the answer to. */
export interface ProposalCallView {
  readonly call?: Pick<
    CallRowView,
    'id' | 'task' | 'purpose' | 'subject' | 'askedBy' | 'askedAt' | 'model' | 'version' | 'deidentified' | 'findings'
  >;
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
