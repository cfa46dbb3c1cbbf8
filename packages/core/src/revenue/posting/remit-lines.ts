import { allocate, type Bytes, type Cents, cents, zero } from '../../ground/base/index.ts';
import type { Adjustment, RemitClaim, RemitLine } from '../remits/index.ts';
import type { ClaimFact, PostingFacts, PostingSettings } from './facts.ts';
import { type LineMatch, matchLines, nothingToPost } from './match-lines.ts';

/** An adjustment as it weighs on one line: its own, or a share of one that the payer put on the claim. */
export interface Share extends Adjustment {
  readonly ofClaim: boolean;
}

/** One line of a remit claim, ready to post: claim-level adjustments shared out, its claim lines found. */
export interface PostableLine {
  /** -1: the claim as a whole. */
  readonly index: number;
  readonly billed: Cents;
  /** Less its share of claim-level adjustments. */
  readonly paid: Cents;
  readonly adjustments: readonly Share[];
  readonly match: LineMatch;
  /** Where it can be posted: false for a line that was not found. */
  readonly placed: boolean;
  readonly remit?: RemitLine;
  readonly billedBytes: Bytes;
  readonly paidBytes: Bytes;
}

const own = (a: Adjustment): Share => ({ ...a, ofClaim: false });

/** How much of a claim-level amount each line bears. */
function sharesOf(amount: Cents, lines: readonly RemitLine[], how: PostingSettings['claimLevelAllocation']): Cents[] {
  if (how === 'pro-rata')
    return allocate(
      amount,
      lines.map((line) => line.billed),
    );
  let at = 0;
  if (how === 'largest') {
    lines.forEach((line, i) => {
      if (Math.abs(line.billed) > Math.abs(lines[at]?.billed ?? zero)) at = i;
    });
  }
  return lines.map((_, i) => (i === at ? amount : zero));
}

function wholeClaim(claim: RemitClaim, fact: ClaimFact | undefined): PostableLine {
  const match: LineMatch = {
    claimLineIds: fact?.lines.map((line) => line.id) ?? [],
    weights: fact?.lines.map((line) => line.billed) ?? [],
    matchedBy: 'whole-claim',
    because: 'The payer gave no service lines: amounts are shared over the lines by their charges.',
  };
  return {
    index: -1,
    billed: claim.billed,
    paid: claim.paid,
    adjustments: claim.adjustments.map(own),
    match,
    placed: true,
    billedBytes: claim.billedBytes,
    paidBytes: claim.paidBytes,
  };
}

/** What the claim says beyond its lines; it belongs to the claim as a whole. */
function remainder(claim: RemitClaim, lines: readonly PostableLine[]): PostableLine[] {
  let billed: number = claim.billed;
  let paid: number = claim.paid;
  for (const line of lines) {
    billed -= line.billed;
    paid -= line.paid;
  }
  if (billed === 0 && paid === 0) return [];
  const because = 'The lines do not add up to the claim: the rest belongs to the claim as a whole.';
  return [
    {
      index: -1,
      billed: cents(billed),
      paid: cents(paid),
      adjustments: [],
      match: { claimLineIds: [], matchedBy: 'whole-claim', because },
      placed: true,
      billedBytes: claim.billedBytes,
      paidBytes: claim.paidBytes,
    },
  ];
}

const notFound: LineMatch = { claimLineIds: [], because: 'The claim was not found.' };

/** The lines of a remit claim as they will be posted, claim-level adjustments shared over them. */
export function postableLines(
  facts: Pick<PostingFacts, 'settings' | 'manualLines'>,
  claim: RemitClaim,
  fact: ClaimFact | undefined,
): PostableLine[] {
  if (claim.lines.length === 0) return [wholeClaim(claim, fact)];
  const matches = fact === undefined ? undefined : matchLines(claim, fact, facts.manualLines.get(claim.index));
  const bare = fact !== undefined && fact.lines.length === 0;
  const shared = claim.adjustments.map((a) => ({ a, parts: sharesOf(a.amount, claim.lines, facts.settings.claimLevelAllocation) }));
  const lines = claim.lines.map((line, i): PostableLine => {
    const shares: Share[] = line.adjustments.map(own);
    let paid: number = line.paid;
    for (const { a, parts } of shared) {
      const amount = parts[i] ?? zero;
      if (amount === 0) continue;
      shares.push({ ...a, amount, ofClaim: true });
      paid -= amount;
    }
    const match = bare ? wholeMatch : (matches?.get(line.index) ?? notFound);
    return {
      index: line.index,
      billed: line.billed,
      paid: cents(paid),
      adjustments: shares,
      match,
      placed: bare || match.claimLineIds.length > 0 || nothingToPost(line),
      remit: line,
      billedBytes: line.billedBytes,
      paidBytes: line.paidBytes,
    };
  });
  return [...lines, ...remainder(claim, lines)];
}

const wholeMatch: LineMatch = { claimLineIds: [], matchedBy: 'whole-claim', because: 'The books have this claim without lines.' };
