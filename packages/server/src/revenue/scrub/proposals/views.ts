import type { FieldChange } from '@claimwright/core/revenue/claims';

/** What a machine proposes of a draft, with what it rests on. */
export interface ClaimProposalView {
  /** The finding, or what is completed. */
  readonly code: string;
  readonly at: string;
  readonly says: string;
  /** `modifier`, `diagnosis` and `units` are a person's at every level; what is `completed` may complete itself where the practice has let it. */
  readonly kind: 'modifier' | 'diagnosis' | 'units' | 'completed' | 'other';
  readonly version: number;
  readonly changes: readonly FieldChange[];
  /** What the version says there that it is of. */
  readonly before: readonly unknown[];
  readonly rule: string;
  readonly edition?: string;
  /** The words of documents that it rests on, each with its place. */
  readonly evidence: readonly { readonly document: string; readonly from: number; readonly to: number; readonly words?: string }[];
  /** `suggested`: nobody has put it forward; `lapsed`: the claim was changed since. */
  readonly state: 'suggested' | 'waiting' | 'approved' | 'declined' | 'lapsed';
  readonly proposalId?: string;
  readonly decidedBy?: string;
  readonly decidedAt?: string;
}

/** A finding for which a person has to choose: among diagnoses, say. */
export interface ChoiceView {
  readonly code: string;
  readonly at: string;
  readonly says: string;
  readonly change: string;
  readonly choices: readonly string[];
}

export interface ClaimProposalsView {
  readonly draftId: string;
  readonly version: number;
  readonly proposals: readonly ClaimProposalView[];
  readonly choices: readonly ChoiceView[];
}

export interface ProposalQueries {
  'revenue/scrub/proposals': { input: { draftId: string }; answer: ClaimProposalsView };
}

export interface ProposalCommands {
  'revenue/scrub/take-back': {
    input: { draftId: string; version: number; code: string; line: number; reason: string };
    result: { draftId: string; version: number; changed: readonly string[] };
  };
}

/** An act that the agent puts forward. */
export interface Wanted {
  readonly draftId: string;
  readonly command: 'revenue/claims/change-draft' | 'revenue/scrub/complete';
  readonly input: object;
}
export interface Proposing {
  readonly checked: number;
  readonly wanted: readonly Wanted[];
}
