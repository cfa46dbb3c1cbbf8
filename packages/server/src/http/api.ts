/**
 * The shapes that the screens see; types only. Commands: POST /api/act/<name> with {input}; queries: POST /api/ask/<name> with
 * {input, purpose?}. The list of names with their inputs and answers is docs in code: `ApiCommands` and `ApiQueries`.
 */

import type { Level, Limits, MachinePolicy, Purpose, RetentionClass } from '@claimwright/core/ground/governance';
import type { EntryView, Page, ProposalView, RecordRow, SeerView, VerifyView } from '../gate/views.ts';
import type { DepositView } from '../ground/bank/views.ts';
import type { CodeCommands, CodeQueries, ReasonView } from '../ground/codes/views.ts';
import type { ChangeView, LadderEventView, SwitchboardView } from '../ground/governance/autonomy/views.ts';
import type { EmergencyKind, EmergencyNotice, EmergencyView } from '../ground/governance/emergency/views.ts';
import type { KeysView } from '../ground/governance/keys/views.ts';
import type { AskedView, CallRowView, CallView, ModelsView, ProposalCallView } from '../ground/governance/models/views.ts';
import type { AffiliationView, PracticeOfView, TemplateStep, TemplateView } from '../ground/governance/organisations/views.ts';
import type { LimitInput, LimitView, PeopleView, PlaceChangeView, PlaceInput } from '../ground/governance/people/views.ts';
import type { ContactRow, LookedUpView, ReplayView } from '../ground/governance/record/views.ts';
import type { AccountingView, DestructionView, HoldView, ScheduleRow } from '../ground/governance/retention/views.ts';
import type { ServiceAccountView } from '../ground/governance/service-accounts/views.ts';
import type { SignInSettings } from '../ground/governance/sign-in/practice/views.ts';
import type { WriteBackView } from '../ground/governance/write-back/views.ts';
import type { BytesView, DocumentDetail, DocumentView, ReceivedView, SourceCommands, SourceQueries } from '../ground/intake/views.ts';
import type { AccountRow, JournalEntryView, PartOfBooks, TieOutView } from '../ground/ledger/views.ts';
import type { PartiesView, SetupInput, SiteInput } from '../ground/parties/views.ts';
import type { ComplianceCommands, ComplianceQueries } from '../oversight/compliance/views.ts';
import type { MeasuresCommands, MeasuresQueries } from '../oversight/measures/views.ts';
import type { ChargeCommands, ChargeQueries } from '../revenue/charges/views.ts';
import type { BillingCommands, BillingQueries } from '../revenue/claims/billing-facts/views.ts';
import type { DraftCommands, DraftQueries } from '../revenue/claims/drafts/views.ts';
import type { EntryQueries } from '../revenue/claims/entry/views.ts';
import type { PeopleCommands, PeopleQueries } from '../revenue/claims/people/views.ts';
import type { ClaimRow, ClaimsAtSites, ClaimView } from '../revenue/claims/views.ts';
import type { PostingCommands, PostingQueries } from '../revenue/posting/views.ts';
import type { ScrubCommands, ScrubQueries } from '../revenue/scrub/api.ts';
import type { WireQueries } from '../revenue/submission/on-wire/views.ts';
import type { SubmissionCommands, SubmissionQueries } from '../revenue/submission/views.ts';
import type { OnboardingCommands, OnboardingQueries } from './onboarding-api.ts';

export type * from '../gate/views.ts';
export type * from '../ground/bank/views.ts';
export type * from '../ground/codes/views.ts';
export type * from '../ground/governance/autonomy/views.ts';
export type * from '../ground/governance/emergency/views.ts';
export type * from '../ground/governance/keys/views.ts';
export type * from '../ground/governance/models/views.ts';
export type * from '../ground/governance/organisations/views.ts';
export type * from '../ground/governance/people/views.ts';
export type * from '../ground/governance/record/views.ts';
export type * from '../ground/governance/retention/views.ts';
export type * from '../ground/governance/service-accounts/views.ts';
export type * from '../ground/governance/sign-in/practice/views.ts';
export type * from '../ground/governance/write-back/views.ts';
export type * from '../ground/intake/views.ts';
export type * from '../ground/ledger/views.ts';
export type * from '../ground/parties/views.ts';
export type * from '../oversight/compliance/views.ts';
export type * from '../oversight/measures/views.ts';
export type * from '../revenue/charges/views.ts';
export type { ChargeRow } from '../revenue/charges/views.ts';
export type { DraftRow, DraftView, PaperView } from '../revenue/claims/drafts/views.ts';
export type * from '../revenue/claims/entry/views.ts';
export type * from '../revenue/claims/people/views.ts';
export type * from '../revenue/claims/views.ts';
export type * from '../revenue/posting/views.ts';
export type { ClaimProposalsView, ClaimProposalView } from '../revenue/scrub/proposals/views.ts';
export type { QueuesView, QueueView, RoutingView } from '../revenue/scrub/queues/views.ts';
export type * from '../revenue/scrub/rules/views.ts';
export type * from '../revenue/scrub/terms/views.ts';
export type { FindingsView, FindingView } from '../revenue/scrub/views.ts';
export type { SegmentsView } from '../revenue/submission/on-wire/views.ts';
export type { BatchPaperView, BatchReport, BatchView, LadderView, SubmissionWorkView, TonightRow } from '../revenue/submission/views.ts';
export type * from './identity-api.ts';
export type * from './onboarding-api.ts';
export type { PasswordReset } from './served.ts';

/** What one looks for in the record. `from` and `until` are instants. */
export interface RecordSearch {
  subject?: string;
  actor?: string;
  actorKind?: 'person' | 'agent' | 'service' | 'system';
  what?: string;
  purpose?: Purpose;
  from?: string;
  until?: string;
  cursor?: string;
}

/** What one looks for among the questions to models. `from` and `to` are instants; `askedBy` is a person's id. */
export interface CallSearch {
  state?: CallRowView['state'];
  task?: string;
  subject?: string;
  askedBy?: string;
  purpose?: string;
  modelId?: string;
  from?: string;
  to?: string;
}

export interface ApiQueries
  extends ComplianceQueries,
    MeasuresQueries,
    ChargeQueries,
    BillingQueries,
    EntryQueries,
    DraftQueries,
    PeopleQueries,
    PostingQueries,
    SubmissionQueries,
    WireQueries,
    ScrubQueries,
    OnboardingQueries,
    SourceQueries,
    CodeQueries {
  'ground/governance/service-accounts': { input: Record<string, never>; answer: { rows: readonly ServiceAccountView[] } };
  'ground/governance/sign-in-settings': { input: Record<string, never>; answer: SignInSettings };
  'ground/governance/emergencies-owed': { input: Record<string, never>; answer: { rows: readonly EmergencyNotice[] } };
  'ground/governance/emergencies': { input: Record<string, never>; answer: { rows: readonly EmergencyView[] } };
  'ground/intake/documents': { input: { cursor?: string; kind?: string }; answer: Page<DocumentView> };
  'ground/intake/document': { input: { documentId: string }; answer: DocumentDetail };
  'ground/intake/bytes': { input: { documentId: string; from: number; to: number; around?: number }; answer: BytesView };
  'ground/governance/keys/status': { input: Record<string, never>; answer: KeysView };
  'ground/parties/practice': { input: Record<string, never>; answer: PartiesView };
  'ground/codes/reasons': { input: Record<string, never>; answer: { rows: readonly ReasonView[] } };
  'ground/bank/deposits': { input: { view: 'open' | 'tied' | 'all'; cursor?: string }; answer: Page<DepositView> };
  'ground/ledger/accounts': { input: { until?: string }; answer: PartOfBooks & { rows: readonly AccountRow[]; total: number } };
  'ground/ledger/journal': {
    input: { account?: string; claimId?: string; sourceId?: string; cursor?: string };
    answer: PartOfBooks & Page<JournalEntryView>;
  };
  'ground/ledger/tie-out': { input: Record<string, never>; answer: TieOutView };
  'revenue/claims/claims': { input: { search?: string; status?: string; site?: string; cursor?: string }; answer: Page<ClaimRow> };
  'revenue/claims/at-sites': { input: Record<string, never>; answer: ClaimsAtSites };
  'revenue/claims/claim': { input: { claimId: string }; answer: ClaimView };
  'ground/governance/organisations/affiliations': { input: Record<string, never>; answer: { rows: readonly AffiliationView[] } };
  'ground/governance/organisations/practices': { input: Record<string, never>; answer: { rows: readonly PracticeOfView[] } };
  'ground/governance/organisations/templates': { input: Record<string, never>; answer: { rows: readonly TemplateView[] } };
  'ground/governance/people/people': { input: Record<string, never>; answer: PeopleView };
  'ground/governance/people/history': { input: { userId: string }; answer: { rows: readonly PlaceChangeView[] } };
  'ground/governance/people/limits': { input: Record<string, never>; answer: { rows: readonly LimitView[] } };
  'gate/record': { input: RecordSearch & { chain?: 'acts' | 'reads'; outcome?: string }; answer: Page<RecordRow> };
  'gate/who-saw': {
    input: RecordSearch;
    answer: Page<RecordRow> & { readonly who: readonly SeerView[]; readonly about: readonly string[] };
  };
  'gate/entry': { input: { chain?: 'acts' | 'reads'; seq: number }; answer: EntryView };
  'gate/verify': { input: Record<string, never>; answer: VerifyView };
  'ground/governance/disclosures/accounting': { input: { patientId: string; until?: string }; answer: AccountingView };
  'ground/governance/retention/schedule': { input: Record<string, never>; answer: { rows: readonly ScheduleRow[] } };
  'ground/governance/retention/holds': { input: Record<string, never>; answer: { rows: readonly HoldView[] } };
  'ground/governance/retention/destructions': { input: Record<string, never>; answer: { rows: readonly DestructionView[] } };
  'ground/governance/record/look-up': { input: { search: string }; answer: LookedUpView };
  'ground/governance/record/machine-contacts': {
    input: { subject?: string; actor?: string; modelId?: string; purpose?: string; from?: string; until?: string; cursor?: string };
    answer: Page<ContactRow>;
  };
  'ground/governance/record/replay': { input: { subject: string; at: string }; answer: ReplayView };
  'ground/governance/switchboard': { input: Record<string, never>; answer: SwitchboardView };
  'ground/governance/ladder-history': { input: { workflow?: string }; answer: { rows: readonly LadderEventView[]; total: number } };
  'ground/governance/end-of-day': { input: { state?: 'waiting' | 'reviewed'; cursor?: string }; answer: Page<ChangeView> };
  'ground/governance/models/models': { input: Record<string, never>; answer: ModelsView };
  'ground/governance/models/calls': { input: CallSearch & { cursor?: string }; answer: Page<CallRowView> };
  'ground/governance/models/call': { input: { callId: string }; answer: CallView };
  'ground/governance/models/asked': { input: { task: string; subject: string }; answer: AskedView };
  'ground/governance/models/of-proposal': { input: { proposalId: string }; answer: ProposalCallView };
  'ground/governance/write-back/write-backs': {
    input: { view?: 'all' | 'for-people' | 'under-way' | 'told' | 'dropped'; cursor?: string };
    answer: Page<WriteBackView>;
  };
  'gate/approvals': { input: { state?: ProposalView['state']; cursor?: string }; answer: Page<ProposalView> };
  'gate/proposal': { input: { proposalId: string }; answer: ProposalView };
}

interface AgreementInput {
  vendorId: string;
  kind: 'baa' | 'own-machine';
  product: string;
  purposes: readonly string[];
  signedOn: string;
  expiresOn?: string;
  documentId?: string;
}
/** `secret` left out: the one that is kept already. Prices in micro-dollars for a million tokens. */
interface ModelInput {
  modelId?: string;
  vendorId: string;
  product: string;
  provider: string;
  url: string;
  name: string;
  secret?: string;
  priceIn: number;
  priceOut: number;
  workflows: readonly string[];
  keeps: 'with-decision' | 'purge';
  maySeeIdentified: boolean;
  active: boolean;
}

export interface ApiCommands
  extends ComplianceCommands,
    MeasuresCommands,
    ChargeCommands,
    BillingCommands,
    DraftCommands,
    PeopleCommands,
    PostingCommands,
    SubmissionCommands,
    ScrubCommands,
    OnboardingCommands,
    SourceCommands,
    CodeCommands {
  'ground/governance/revoke-service-key': { input: { keyId: string }; result: { keyId: string } };
  'ground/governance/revoke-service-account': { input: { accountId: string }; result: { accountId: string } };
  'ground/governance/set-sign-in-policy': {
    input: { secondFactorRoles: readonly string[]; idleMinutes: number; longestHours: number };
    result: Record<string, never>;
  };
  'ground/governance/end-sign-on': { input: Record<string, never>; result: Record<string, never> };
  'ground/governance/take-emergency': {
    input: { reason: string; kind?: EmergencyKind };
    result: { emergencyId: string; endsAt: string };
  };
  'ground/governance/end-emergency': { input: { emergencyId: string }; result: { emergencyId: string } };
  'ground/governance/stop-emergency': { input: { emergencyId: string }; result: { emergencyId: string } };
  'ground/governance/review-emergency': {
    input: { emergencyId: string; finding: 'justified' | 'not-justified'; note: string };
    result: { emergencyId: string };
  };
  'ground/governance/keys/rotate': { input: Record<string, never>; result: { version: number } };
  'ground/bank/tie-deposit': { input: { depositId: string; remitIds: readonly string[] }; result: { depositId: string } };
  'ground/bank/tie-exact': { input: Record<string, never>; result: { tied: number } };
  'ground/bank/untie-deposit': { input: { depositId: string; reason: string }; result: { depositId: string } };
  'ground/parties/add-payer': { input: { name: string; ids: readonly string[]; inNetwork: boolean }; result: { id: string } };
  'ground/parties/add-site': { input: SiteInput; result: { id: string; moved: number } };
  'ground/parties/set-site': { input: SiteInput & { siteId: string }; result: { id: string; moved: number } };
  'ground/parties/add-provider': { input: { name: string; npi: string; taxonomy?: string }; result: { id: string } };
  'ground/codes/set-reason': { input: { carc: string; words: string; family: string }; result: { carc: string } };
  'ground/codes/import-reasons': {
    input: { rows: readonly { carc: string; words: string; family: string }[] };
    result: { reasons: number };
  };
  'ground/codes/drop-reason': { input: { carc: string }; result: { carc: string } };
  'ground/governance/set-level': {
    input: { workflow: string; payerId?: string; siteId?: string; level: Level; limits?: Limits; because: string };
    result: { level: Level };
  };
  'ground/governance/restore-level': {
    input: { workflow: string; payerId?: string; siteId?: string; because: string };
    result: { level: Level };
  };
  'ground/governance/clear-level': {
    input: { workflow: string; payerId?: string; siteId?: string; because: string };
    result: { level: Level };
  };
  'ground/governance/stop': { input: { workflow: string; because: string }; result: { workflow: string; stopped: boolean } };
  'ground/governance/resume': { input: { workflow: string; because: string }; result: { workflow: string; stopped: boolean } };
  'ground/governance/set-policy': {
    input: { workflow: string; from: number; rules: MachinePolicy; because: string };
    result: { version: number };
  };
  'ground/governance/start-trial': { input: { workflow: string; payerId?: string; controlShare: number }; result: { trialId: string } };
  'ground/governance/end-trial': { input: { trialId: string; because: string }; result: { trialId: string } };
  'ground/governance/decide-promotion': {
    input: { promotionId: string; approve: boolean; because: string };
    result: { level: Level };
  };
  'ground/governance/review-changes': {
    input: { changeIds: readonly string[]; says: 'signed' | 'checked' };
    result: { reviewed: number };
  };
  'ground/governance/models/add-vendor': { input: { name: string; contact?: string }; result: { vendorId: string } };
  'ground/governance/models/file-agreement': { input: AgreementInput; result: { agreementId: string } };
  'ground/governance/models/end-agreement': { input: { agreementId: string; reason: string }; result: { agreementId: string } };
  'ground/governance/models/set-model': { input: ModelInput; result: { modelId: string } };
  'ground/governance/models/set-budget': {
    input: { workflow: string; microDollarsAMonth: number | null; callsAMinute: number | null };
    result: { workflow: string };
  };
  'ground/governance/models/ask': { input: { task: string; subject: string }; result: { callId: string } };
  'ground/governance/disclosures/add': {
    input: {
      patientId: string;
      on: string;
      basis: string;
      recipient: string;
      address?: string;
      what: string;
      why: string;
      silentUntil?: string;
    };
    result: { disclosureId: string };
  };
  'ground/governance/retention/set-rule': { input: { class: RetentionClass; years: number; basis: string }; result: { class: string } };
  'ground/governance/retention/place-hold': { input: { subject: string; matter: string }; result: { holdId: string } };
  'ground/governance/retention/lift-hold': { input: { holdId: string; reason: string }; result: { holdId: string } };
  'ground/governance/retention/propose-destruction': {
    input: { class: RetentionClass; before?: string };
    result: { destructionId: string; items: number };
  };
  'ground/governance/retention/approve-destruction': {
    input: { destructionId: string };
    result: { destructionId: string; items: number };
  };
  'ground/governance/retention/decline-destruction': {
    input: { destructionId: string; reason: string };
    result: { destructionId: string };
  };
  'ground/governance/organisations/join': {
    input: { organisation: string; roles: readonly string[] };
    result: { organisation?: string; name?: string };
  };
  'ground/governance/organisations/leave': { input: { organisation: string; because: string }; result: { organisation: string } };
  'ground/governance/organisations/write-template': {
    input: { templateId?: string; name: string; steps: readonly TemplateStep[] };
    result: { templateId: string; version: number };
  };
  'ground/governance/people/invite': {
    input: PlaceInput & { email: string; codeHash: string };
    result: { invitationId?: string; expiresAt?: string; proposalId?: string };
  };
  'ground/governance/people/withdraw': { input: { invitationId: string }; result: { invitationId: string } };
  'ground/governance/people/change': {
    input: PlaceInput & { userId: string; because: string };
    /** `proposalId`: a second person decides first. */
    result: { userId?: string; proposalId?: string };
  };
  'ground/governance/people/end': { input: { userId: string; because: string }; result: { userId: string } };
  'ground/governance/people/return': { input: { userId: string; because: string }; result: { userId?: string; proposalId?: string } };
  'ground/governance/people/set-limit': { input: LimitInput; result: { limitId: string } };
  'ground/governance/write-back/decide': {
    input: { writeBackId: string; how: 'send' | 'drop'; reason?: string };
    result: { writeBackId: string };
  };
  'gate/decline': { input: { proposalId: string; reason: string }; result: { proposalId: string } };
  'gate/disagree': { input: { proposalId: string; reason: string }; result: { proposalId: string } };
  'ground/parties/set-payer': {
    input: { payerId: string; name?: string; inNetwork?: boolean; capitation?: boolean };
    result: { id: string };
  };
  'ground/parties/same-payer': { input: { payerId: string }; result: { id: string } };
  'ground/parties/other-payer': { input: { payerId: string }; result: { id: string } };
}

/** POST /api/setup, while there is no practice. */
export type Setup = SetupInput;

/** Every act answers with this. */
export interface Acted<T> {
  readonly outcome: 'applied' | 'parked' | 'watched' | 'previewed';
  readonly result: T;
  readonly recordId: string;
  readonly because?: string;
  /** Of a proposal that is looked at: which plan it shows, and what is other about it than what was proposed. */
  readonly plan?: string;
  readonly changed?: readonly { readonly says: string }[];
}
/** Every error. */
export interface Refused {
  readonly code: string;
  readonly says: string;
  readonly because?: string;
  readonly fix?: string;
}
/** Server-sent events at /api/events. */
export interface Change {
  readonly topic:
    | 'autonomy'
    | 'emergencies'
    | 'terms'
    | 'write-backs'
    | 'people'
    | 'codes'
    | 'documents'
    | 'remits'
    | 'claims'
    | 'batches'
    | 'drafts'
    | 'deposits'
    | 'books'
    | 'models'
    | 'record'
    | 'progress'
    | 'approvals';
  readonly id?: string;
  /** How far a long piece of work on it is, in counts. */
  readonly progress?: { readonly step: string; readonly done: number; readonly of: number };
}
/** POST /api/auth/sign-in/email; 401 where they do not fit, 429 after too many tries. POST /api/auth/sign-out ends the session. */
export interface Credentials {
  readonly email: string;
  readonly password: string;
}
/** POST /api/intake/upload (multipart, several files) answers `{files}`: one of these for each file, in order. */
export type UploadedFile = ReceivedView | (Refused & { readonly name: string });
