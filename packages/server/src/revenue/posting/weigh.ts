import { daysBetween } from '@claimwright/core/ground/base';
import type { Certainty, ClaimPlan, PostingPlan, Treatment } from '@claimwright/core/revenue/posting';
import type { Weight } from '../../gate/index.ts';
import type { RemitRow } from '../remits/index.ts';
import type { Loaded } from './facts.ts';
import { placesOfPlan } from './place.ts';

/** A remit whose payer nobody knows has none that a limit could name. */
export const payerOf = ({ payerId }: Pick<RemitRow, 'payerId'>): { payerId?: string } => (payerId === null ? {} : { payerId });

/** A person changes what the remit is decided on. */
export const touches = (row: Pick<RemitRow, 'id'>): Pick<Weight, 'decisions'> => ({ decisions: [{ subject: `remit:${row.id}` }] });

/** How sure the match of a claim is, as a number. */
const sureness: { readonly [certainty in Certainty]: number } = { sure: 0.99, likely: 0.8, unsure: 0.4 };

/** What the payer's contract and the patient's plan say, and nothing that anyone would have to judge. */
const settled: readonly Treatment[] = ['contractual', 'sequestration', 'patient', 'next-payer', 'restates'];

/** Nothing left to do, matched by number for sure, adjusted by contract only, taking nothing back. */
const isCleanByRule = (claim: ClaimPlan): boolean =>
  claim.state === 'clean' &&
  claim.work.length === 0 &&
  claim.reverses === undefined &&
  claim.match?.certainty === 'sure' &&
  claim.match.how !== 'by-hand' &&
  claim.lines.every((line) => line.matchedBy !== 'by-hand' && line.adjustments.every(({ treatment }) => settled.includes(treatment)));

type Head = Omit<PostingPlan, 'claims' | 'entries' | 'movements'>;

const isCleanHead = ({ disposition, findings, work, providerAdjustments, totals }: Head): boolean =>
  disposition === 'post' &&
  findings.length === 0 &&
  work.length === 0 &&
  providerAdjustments.length === 0 &&
  totals.unapplied === 0 &&
  totals.unexplained === 0;

export const isCleanRemit = (plan: PostingPlan): boolean => plan.claims.length > 0 && isCleanHead(plan) && plan.claims.every(isCleanByRule);

/** What posting claims of a remit comes to: of all of them at once, or of a large remit part by part. */
export class Scales {
  private readonly remit: Loaded;
  private readonly figured: boolean;
  /** Cents by account and claim: what it comes to, whoever decides it. */
  private readonly figures: { [name: string]: number } = {};
  private readonly payers = new Set<string | undefined>();
  private readonly sites = new Set<string | undefined>();
  private claims = 0;
  private contractual = 0;
  private sureness = 1;
  private clean = true;

  /** `figured`: not where nothing is decided, and a remit of very many claims is only looked at. */
  constructor(remit: Loaded, figured = true) {
    this.remit = remit;
    this.figured = figured;
  }

  add(plan: Pick<PostingPlan, 'claims' | 'entries'>, loaded: Loaded): this {
    for (const claim of plan.claims) {
      this.claims += 1;
      this.sureness = Math.min(this.sureness, sureness[claim.match?.certainty ?? 'unsure']);
      this.clean = this.clean && isCleanByRule(claim);
      for (const { adjustments } of claim.lines)
        for (const { treatment, amount } of adjustments) if (treatment === 'contractual') this.contractual += Math.abs(amount);
    }
    if (this.figured) this.addEntries(plan.entries);
    const { payers = [], sites = [] } = placesOfPlan(plan, loaded);
    for (const payer of payers) this.payers.add(payer);
    for (const site of sites) this.sites.add(site);
    return this;
  }

  addEntries(entries: PostingPlan['entries']): void {
    for (const { lines } of entries)
      for (const { account, claimId, amount } of lines) {
        const name = claimId === undefined ? account : `${account} ${claimId}`;
        this.figures[name] = (this.figures[name] ?? 0) + amount;
      }
  }

  isClean(plan: Head): boolean {
    return this.claims > 0 && this.clean && isCleanHead(plan);
  }

  /** What posting the remit weighs. The amount is what came or what is given up by it, whichever is more. */
  weight(plan: Head): Weight {
    const { row, facts } = this.remit;
    const paidOn = facts.remit.paidOn;
    return {
      amount: Math.max(Math.abs(plan.totals.paid), this.contractual),
      confidence: this.sureness,
      kind: this.isClean(plan) ? 'post-clean-remit' : 'post-remit-with-work',
      decisions: [{ subject: `remit:${row.id}`, figures: this.figures }],
      ...(paidOn === undefined ? {} : { ageDays: daysBetween(paidOn, facts.today) }),
      ...payerOf(row),
      payers: [...this.payers],
      sites: [...this.sites],
    };
  }
}

export const weighPosting = (plan: PostingPlan, loaded: Loaded): Weight => new Scales(loaded).add(plan, loaded).weight(plan);
