import { idKey } from '../../ground/parties/index.ts';
import type { RemitClaim } from '../remits/index.ts';
import type { PriorPosting } from './facts.ts';
import { notNegated } from './said-again.ts';
import type { Payer } from './standing.ts';

const reversesStatus = '22';

/** Who spoke in a posting: the payer whose receivable it moved. */
export function speakerOf(posting: PriorPosting): Payer {
  for (const { party } of posting.movements) if (party !== 'patient') return party;
  return 'primary';
}

/** Earlier postings, found by the numbers that a reversal may carry; those that a reversal has undone fall out. */
export class PriorIndex {
  private readonly byPayerControl = new Map<string, PriorPosting[]>();
  private readonly byControl = new Map<string, PriorPosting[]>();
  private readonly byClaim = new Map<string, PriorPosting[]>();
  private readonly byId = new Map<string, PriorPosting>();
  private readonly reversed = new Set<string>();

  constructor(postings: readonly PriorPosting[]) {
    for (const posting of postings) this.add(posting);
  }

  add(posting: PriorPosting): void {
    this.byId.set(posting.remitClaimId, posting);
    if (posting.reversedBy !== undefined) this.reversed.add(posting.remitClaimId);
    if (posting.payerControlNumber !== undefined) this.put(this.byPayerControl, idKey(posting.payerControlNumber), posting);
    this.put(this.byControl, idKey(posting.patientControlNumber), posting);
    this.put(this.byClaim, posting.claimId, posting);
  }

  private put(map: Map<string, PriorPosting[]>, key: string, posting: PriorPosting): void {
    const known = map.get(key);
    if (known === undefined) map.set(key, [posting]);
    else known.push(posting);
  }

  markReversed(remitClaimId: string): void {
    this.reversed.add(remitClaimId);
  }

  isReversed(remitClaimId: string): boolean {
    return this.reversed.has(remitClaimId);
  }

  /** Whether this payer's word for this claim still stands on the books. */
  spokeBefore(claimId: string, as: Payer): boolean {
    return this.standingOf(claimId, as).length > 0;
  }

  /** This payer's words for this claim that still stand. */
  standingOf(claimId: string, as: Payer): PriorPosting[] {
    return (this.byClaim.get(claimId) ?? []).filter(
      (p) => !this.reversed.has(p.remitClaimId) && p.status !== reversesStatus && speakerOf(p) === as,
    );
  }

  /** What this claim could be the negative of: same numbers, the amounts negated; those with the payer's number and the day first. */
  originalsOf(claim: RemitClaim, claimId: string | undefined): PriorPosting[] {
    const keys = [claim.payerControlNumber, claim.originalReference].filter((n) => n !== undefined).map(idKey);
    const found = new Set<PriorPosting>();
    for (const key of keys) for (const posting of this.byPayerControl.get(key) ?? []) found.add(posting);
    for (const posting of this.byControl.get(idKey(claim.patientControlNumber)) ?? []) found.add(posting);
    if (claimId !== undefined) for (const posting of this.byClaim.get(claimId) ?? []) found.add(posting);
    const fitting = [...found].filter((p) => this.negates(claim, p));
    const score = (p: PriorPosting): number =>
      (notNegated(claim, p.said) === undefined ? 8 : 0) +
      (p.payerControlNumber !== undefined && keys.includes(idKey(p.payerControlNumber)) ? 4 : 0) +
      (p.claimId === claimId ? 2 : 0) +
      (p.servedFrom !== undefined && p.servedFrom === claim.servedFrom ? 1 : 0);
    return fitting
      .map((p) => ({ p, n: score(p) }))
      .sort((a, b) => b.n - a.n)
      .map(({ p }) => p);
  }

  private negates(claim: RemitClaim, p: PriorPosting): boolean {
    if (this.reversed.has(p.remitClaimId) || p.status === reversesStatus) return false;
    if (p.servedFrom !== undefined && claim.servedFrom !== undefined && p.servedFrom !== claim.servedFrom) return false;
    return p.billed === -claim.billed && p.paid === -claim.paid;
  }
}
