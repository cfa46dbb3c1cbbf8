import type { PlainDate } from '../../../ground/base/index.ts';
import type { ClaimKind } from '../../claims/index.ts';
import type { Proposal } from '../finding.ts';
import type { RuleView } from './view.ts';

/** What a payer wants, as data that a practice writes, tries and switches on. */
export interface PayerRule {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  /** The pack that it came with, or that the practice keeps it in. */
  readonly pack?: string;
  /** Ids of payers; '*' is every one. */
  readonly payers: readonly string[];
  readonly kinds?: readonly ClaimKind[];
  /** By the date of service, both inclusive. */
  readonly effective: PlainDate;
  readonly retired?: PlainDate;
  /** Whether the condition is asked of the claim once, or of each line. */
  readonly over: 'claim' | 'line';
  /** CEL over what `RuleView` holds. */
  readonly when: string;
  readonly action: 'hold' | 'warn' | 'tag' | 'propose';
  readonly tag?: string;
  /** Proposed only where the note has one of these phrases. */
  readonly proposal?: { readonly change: Proposal['change']; readonly choices: readonly string[]; readonly phrases: readonly string[] };
  readonly says: string;
  readonly because: string;
  readonly fix: string;
  /** Where the payer says so: bulletin, page, contract. */
  readonly source: string;
  readonly author: string;
  readonly writtenOn: PlainDate;
  readonly tests: readonly RuleTest[];
}

/** A test that travels with its rule: what of a plain view is different, and whether the rule fires. */
export interface RuleTest {
  readonly name: string;
  readonly see: RuleSight;
  readonly fires: boolean;
}

/** Parts of a view; what is left out is that of a plain claim. */
export interface RuleSight {
  readonly claim?: Partial<RuleView['claim']>;
  readonly patient?: Partial<RuleView['patient']>;
  readonly payer?: Partial<RuleView['payer']>;
  readonly billing?: Partial<RuleView['billing']>;
  readonly rendering?: Partial<RuleView['rendering']>;
  readonly lines?: readonly Partial<RuleView['line']>[];
  readonly history?: readonly Partial<RuleView['history'][number]>[];
}

export interface RulePack {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly rules: readonly PayerRule[];
}
