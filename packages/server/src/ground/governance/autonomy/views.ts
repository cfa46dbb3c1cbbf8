import type { Evidence, Level, Limits, MachinePolicy, Workflow } from '@claimwright/core/ground/governance';

/** A level that somebody set, for all of a workflow or for one payer or site. */
export interface SettingView {
  readonly payerId?: string;
  readonly siteId?: string;
  readonly level: Level;
  readonly limits: Limits;
  readonly setBy: string;
  readonly machine: boolean;
  readonly setAt: string;
  readonly because: string;
  /** The level that it was lowered from by hand and may come back to without a trial. */
  readonly back?: Level;
}

export interface TrialView {
  readonly id: string;
  readonly payerId?: string;
  /** Out of 100. */
  readonly controlShare: number;
  readonly startedAt: string;
  readonly startedBy: string;
  readonly endedAt?: string;
  readonly endedWhy?: string;
  readonly evidence: Evidence;
  /** Where the stop rule stands. */
  readonly test: 'go-on' | 'good' | 'stop';
  /** Share that agreed after each of up to 40 parts of the trial, from 0 to 1, with the interval's ends. */
  readonly series: readonly { readonly n: number; readonly agreement: number; readonly lower: number; readonly upper: number }[];
  /** What is missing for the next step up; empty: nothing. */
  readonly missing: readonly string[];
}

export interface PromotionView {
  readonly id: string;
  readonly workflow: Workflow;
  readonly payerId?: string;
  readonly from: Level;
  readonly to: Level;
  readonly evidence: Evidence;
  readonly proposedAt: string;
}

export interface AlertView {
  readonly id: string;
  readonly workflow: Workflow;
  readonly payerId?: string;
  readonly sign: 'population' | 'calibration' | 'overrides' | 'stop-rule';
  /** From 0 to 1 and above. */
  readonly value: number;
  readonly limit: number;
  readonly loweredTo?: Level;
  readonly at: string;
}

/** What is asked of a workflow's machine. Version 0: as the program brings it. */
export interface PolicyView {
  readonly rules: MachinePolicy;
  readonly version: number;
  readonly setBy?: string;
  readonly setAt?: string;
  readonly because?: string;
}

export interface WorkflowView {
  readonly workflow: Workflow;
  readonly name: string;
  readonly ceiling: Level;
  readonly because: string;
  /** Whether this build does any of it by machine. */
  readonly here: boolean;
  readonly level: Level;
  readonly limits: Limits;
  readonly stopped: boolean;
  readonly stoppedBy?: { readonly by: string; readonly at: string; readonly because: string };
  /** Kinds of change that may ever apply themselves. */
  readonly kinds: readonly { readonly kind: string; readonly says: string; readonly perPayer: boolean }[];
  /** The workflow's own; absent: nobody has set it. */
  readonly own?: SettingView;
  /** For one payer or site. */
  readonly settings: readonly SettingView[];
  readonly policy: PolicyView;
  readonly trials: readonly TrialView[];
  readonly waitingReview: number;
}

export interface SwitchboardView {
  readonly stoppedAll?: { readonly by: string; readonly at: string; readonly because: string };
  readonly workflows: readonly WorkflowView[];
  readonly payers: readonly { readonly id: string; readonly name: string }[];
  readonly sites: readonly { readonly id: string; readonly name: string }[];
  readonly promotions: readonly PromotionView[];
  readonly alerts: readonly AlertView[];
}

/** One thing that happened to the ladder. */
export interface LadderEventView {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly machine: boolean;
  readonly workflow: Workflow | 'all';
  readonly payerId?: string;
  readonly siteId?: string;
  readonly says: string;
  readonly because: string;
}

/** A change that applied itself, as the supervisor sees it at the end of the day. */
export interface ChangeView {
  readonly id: string;
  readonly workflow: Workflow;
  readonly command: string;
  readonly summary: string;
  readonly kind: string;
  readonly subject: string;
  /** What it is about, as a person names it. */
  readonly says?: string;
  readonly payerId?: string;
  readonly amount: number;
  readonly confidence: number;
  readonly sampled: boolean;
  readonly agent: string;
  readonly agentVersion: string;
  readonly at: string;
  readonly state: 'waiting' | 'signed' | 'checked' | 'reversed';
  readonly by?: string;
  /** The act that takes it back; a `reason` is added to its input. */
  readonly reversal: { readonly command: string; readonly input: { readonly [key: string]: unknown } };
}

/** What is learnt from in the running system. A finding says where and how often, and repeats nothing. */
export interface TrainingView {
  readonly datasets: readonly {
    readonly table: string;
    readonly origin: 'de-identified';
    readonly serves: string;
    readonly rows: number;
  }[];
  readonly findings: readonly { readonly table: string; readonly column: string; readonly rows: number; readonly says: string }[];
}
