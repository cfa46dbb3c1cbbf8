import { type Cents, cents, type Finding, hasErrors, toDecimal } from '../../ground/base/index.ts';
import type { AdjustmentToSend, ClaimToSend, PriorDecision } from './claim-to-send.ts';

const order = ['primary', 'secondary', 'tertiary'] as const;
const sum = (amounts: readonly { readonly amount: Cents }[]): number => amounts.reduce((total, { amount }) => total + amount, 0);

/**
 * The claim to the next payer, with what the one before it decided. It is made only where that decision adds up: each line's charge is
 * what was paid for it and why not the rest (SVD + CAS), and the claim's payment is that of its lines less what was taken off the whole
 * (AMT*D = ΣSVD − ΣCAS of the claim).
 */
export function nextPayerClaim(claim: ClaimToSend, decision: PriorDecision): { claim?: ClaimToSend; findings: readonly Finding[] } {
  const next = claim.coverages.find(({ rank }) => order.indexOf(rank) > order.indexOf(claim.sentAs));
  const findings = [...(next === undefined ? [noNextPayer] : []), ...outOfBalance(claim, decision)];
  if (next === undefined || hasErrors(findings)) return { findings };
  const told: PriorDecision = {
    ...decision,
    adjustments: byGroup(decision.adjustments),
    lines: decision.lines.map((line) => ({ ...line, adjustments: byGroup(line.adjustments) })),
  };
  // What the first payer gave a number to, or allowed beforehand, is nothing to the next.
  const { originalPayerControlNumber: _, authorizationNumber: __, lines, ...same } = claim;
  return {
    claim: {
      ...same,
      frequency: '1',
      sentAs: next.rank,
      coverages: claim.coverages.map((one) => (one.rank === claim.sentAs ? { ...one, decision: told } : one)),
      lines: lines.map(({ expectedAllowed: ___, expected: ____, ...line }) => line),
    },
    findings,
  };
}

/** What does not add up in another payer's decision of a claim, to the cent. */
export function outOfBalance(claim: ClaimToSend, decision: PriorDecision): Finding[] {
  const ofWhole = sum(decision.adjustments);
  if (decision.lines.length === 0) {
    const delta = claim.billed - decision.paid - ofWhole;
    return delta === 0 ? [] : [claimOff(delta)];
  }
  const numbers = new Set(claim.lines.map(({ number }) => number));
  const strange = decision.lines.some(({ number }) => !numbers.has(number)) ? [strangeLine] : [];
  const lines = claim.lines.flatMap(({ number, billed }) => {
    const told = decision.lines.filter((line) => line.number === number);
    if (told.length === 0) return [undecided(number)];
    const delta = billed - told.reduce((total, line) => total + line.paid + sum(line.adjustments), 0);
    return delta === 0 ? [] : [lineOff(number, delta)];
  });
  const paid = decision.lines.reduce((total, line) => total + line.paid, 0);
  const delta = decision.paid - (paid - ofWhole);
  return [...strange, ...lines, ...(delta === 0 ? [] : [claimOff(delta)])];
}

/** Reasons of one group together, in the order in which the groups come; equal ones are one. */
function byGroup(adjustments: readonly AdjustmentToSend[]): AdjustmentToSend[] {
  const groups = new Map<string, Map<string, AdjustmentToSend>>();
  for (const one of adjustments) {
    const group = groups.get(one.group) ?? new Map<string, AdjustmentToSend>();
    groups.set(one.group, group);
    const known = group.get(one.reason);
    group.set(one.reason, known === undefined ? one : { ...known, amount: cents(known.amount + one.amount) });
  }
  return [...groups.values()].flatMap((group) => [...group.values()]);
}

const off = (at: string, says: string, delta: number): Finding => ({
  ...{ code: 'claims.cob.balance', severity: 'error', snip: 3, at, says },
  because: `It is off by ${toDecimal(cents(delta))}.`,
  fix: 'Look at the remit of the payer before: a line of it may be missing, or matched to another one.',
});
const claimOff = (delta: number): Finding =>
  off('2320 AMT*D', 'What the payer before paid and adjusted does not add up for the claim.', delta);
const lineOff = (line: number, delta: number): Finding =>
  off(`line ${line}`, 'What the payer before paid and adjusted does not add up to the charge of this line.', delta);
const undecided = (line: number): Finding => ({
  ...{ code: 'claims.cob.undecided', severity: 'error', at: `line ${line}`, says: 'The payer before has not decided this line.' },
  ...{ because: 'The next payer is told what was paid for each line.', fix: 'Wait for its remit, or match the line to it.' },
});
const strangeLine: Finding = {
  ...{
    code: 'claims.cob.strange-line',
    severity: 'error',
    at: '2430 SVD',
    says: 'The payer before decided a line that the claim does not have.',
  },
  ...{ because: 'It can be told of lines that were billed only.', fix: 'Match that line of its remit to one of the claim.' },
};
const noNextPayer: Finding = {
  ...{ code: 'claims.cob.no-next-payer', severity: 'error', at: 'coverage', says: 'Nobody else covers the patient.' },
  ...{ because: 'The claim went to the last of those who do.', fix: 'Bill the rest to the patient, or add the coverage.' },
};
