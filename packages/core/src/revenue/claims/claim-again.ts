import type { Finding } from '../../ground/base/index.ts';
import { claimAnew } from './claim-anew.ts';
import type { ClaimToSend, PriorDecision } from './claim-to-send.ts';
import { payerToBill } from './draft.ts';

/** Medicare, professional and institutional: takes no replacement (frequency 7). */
export const takesNoReplacement = ({ coverages, sentAs }: Pick<ClaimToSend, 'coverages' | 'sentAs'>): boolean => {
  const indicator = payerToBill({ coverages, sentAs } as ClaimToSend)?.filingIndicator;
  return indicator === 'MB' || indicator === 'MA';
};

/** Lacks information or has errors: the payer could not process it, and no appeal is open to it. */
const unprocessable = '16';

/**
 * A claim that a payer sent back as not to be processed, as a new one (frequency 1): where the payer takes no replacement, and decided
 * nothing of it. What was decided or paid is appealed or reopened; sent again it is a duplicate.
 */
export function claimAgain(claim: ClaimToSend, decision: PriorDecision | undefined): { claim?: ClaimToSend; findings: readonly Finding[] } {
  if (claim.predetermination) return { findings: [asksOnly] };
  if (!takesNoReplacement(claim)) return { findings: [replaceIt] };
  if (decision === undefined) return { findings: [notRefused] };
  if (decision.paid !== 0 || decision.lines.some(({ paid }) => paid !== 0)) return { findings: [paidFor] };
  const reasons = [...decision.adjustments, ...decision.lines.flatMap(({ adjustments }) => adjustments)].map(({ reason }) => reason);
  if (!reasons.includes(unprocessable)) return { findings: [decided] };
  const { originalPayerControlNumber: _, lines, ...same } = claim;
  return {
    claim: {
      ...same,
      frequency: '1',
      lines: lines.map(({ expectedAllowed: __, expected: ___, ...line }) => line),
      ...(claim.stay !== undefined && { stay: { ...claim.stay, typeOfBill: `${claim.stay.typeOfBill.slice(0, -1)}1` } }),
    },
    findings: [],
  };
}

/**
 * Once the next payer has the claim and a payer before it decides otherwise: a replacement under its own number. Medicare's part B takes none
 * (part A does, as an adjusted bill): a new claim where it could not process the first, and else a reopening is asked of it.
 */
export function claimCorrected(
  claim: ClaimToSend,
  decision: PriorDecision | undefined,
  number: () => string | undefined,
): ReturnType<typeof claimAnew> {
  if (payerToBill(claim)?.filingIndicator === 'MB') return claimAgain(claim, decision);
  return claimAnew(claim, 'replacement', number());
}

const told = (code: string, says: string, because: string, fix: string): Finding => ({
  ...{ code: `claims.again.${code}`, severity: 'error', at: 'CLM05-3', says, because, fix },
});
const asksOnly = told(
  'asks-only',
  'This claim only asks what would be paid.',
  'Nothing is owed by it.',
  'Ask anew from the charge, or send it as a claim once it is done.',
);
const replaceIt = told(
  'replaceable',
  'This payer takes corrected claims.',
  'The same claim a second time would be refused as a duplicate.',
  'Send a replacement in its place.',
);
const notRefused = told(
  'not-refused',
  'The payer has not refused this claim.',
  'No remit of it is posted: sent again it would be a duplicate.',
  'Wait for its remit, or post it first. What was rejected before it was taken is mended under Scrub & Send.',
);
const paidFor = told(
  'paid',
  'The payer paid something of this claim.',
  'What is decided is reopened or appealed; sent again it is a duplicate.',
  'Ask the payer for a reopening, or appeal.',
);
const decided = told(
  'decided',
  'The payer decided this claim.',
  'It does not say that it lacked something (reason 16), so it is no claim that could not be processed: sent again it is a duplicate.',
  'Ask the payer for a reopening, or appeal.',
);
