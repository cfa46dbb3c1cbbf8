import { type Cents, toDecimal } from '../../ground/base/index.ts';
import type { WorkItem, WorkKind } from './plan.ts';

interface Words {
  readonly says: string;
  readonly because: string;
  readonly fix: string;
}

/** What each kind of work says where nothing more exact is known. */
const standard: { readonly [kind in WorkKind]: Words } = {
  unmatched: {
    says: 'This claim is none that we know.',
    because: 'Nothing on it leads to a claim of the books.',
    fix: 'Find the claim and match it by hand, or say that it is not ours.',
  },
  'unsure-match': {
    says: 'This may be our claim, but it is not sure.',
    because: 'Its numbers do not agree in full with a claim of the books.',
    fix: 'Compare it with the candidates and choose one, or say that it is not ours.',
  },
  denial: {
    says: 'The payer refused to pay.',
    because: 'A refusal is never written off by itself.',
    fix: 'Correct and send again, appeal, or have someone decide to write it off.',
  },
  'short-pay': {
    says: 'The payer paid less than it should have, for a reason that is not the contract.',
    because: 'The amount stays open with the payer.',
    fix: 'Check the reason; correct, appeal, or have someone decide to write it off.',
  },
  'unknown-code': {
    says: 'An adjustment code is unmapped.',
    because: 'We have no words for this code, so we do not guess what it means.',
    fix: 'Have your office manager say what the code means (Practice, Reason codes), then post the claim again.',
  },
  'duplicate-claim': {
    says: 'This claim was in a remittance before, word for word.',
    because: 'Posting it again would count the payment twice.',
    fix: 'Compare the two remittances. If this is a second payment, match it by hand; if not, return it.',
  },
  'reversal-without-original': {
    says: 'The payer takes back a payment that we do not find.',
    because: 'No posting has these numbers with these amounts.',
    fix: 'Find the first payment, or match the reversal to its claim by hand.',
  },
  'out-of-balance': {
    says: 'The figures of this claim do not add up.',
    because: 'The file contradicts itself.',
    fix: 'Ask the payer for a corrected remittance.',
  },
  'line-not-found': {
    says: 'A service line is none of the lines that we billed.',
    because: 'No line has its control number, code, date and charge.',
    fix: 'Choose the line that it belongs to.',
  },
  'over-contract': {
    says: 'More was written off than the contract allows.',
    because: 'What is above the contract stays open with the payer.',
    fix: 'Check the fee schedule; dispute the underpayment or write the rest off.',
  },
  'no-capitation': {
    says: 'The payer says that it pays for this by the month.',
    because: 'The practice has no such agreement with this payer on file, so nothing is written off.',
    fix: 'If there is one, have your office manager say so (Practice, Payers), then post the claim again. If not, dispute it with the payer.',
  },
  'credit-balance': {
    says: 'More was paid than was owed.',
    because: 'Payments and adjustments are above the charge.',
    fix: 'Find out whose money it is and return it; an overpayment has to be returned within 60 days of being known.',
  },
  'not-ours': {
    says: 'A person said that this claim is not ours.',
    because: 'Its money is owed back to the payer.',
    fix: 'Return the payment to the payer.',
  },
  forwarded: {
    says: 'The payer passed the claim on to the next insurer.',
    because: 'The rest waits for the next payer; the patient is not billed yet.',
    fix: 'Nothing to do until the next remittance comes; ask the next insurer if it does not.',
  },
  'secondary-due': {
    says: 'The next insurer has to be billed.',
    because: 'This payer left a share and did not pass the claim on.',
    fix: 'Send the claim to the next insurer with what this payer did.',
  },
  'provider-adjustment': {
    says: 'A provider adjustment needs a look.',
    because: 'Its code or reference is not known to the books.',
    fix: 'Ask the payer what it stands for and move it to its account.',
  },
  'changed-code': {
    says: 'The payer paid for another code than the one billed.',
    because: 'Code or modifiers differ from what was sent.',
    fix: 'Check whether the change is right; appeal if the payer downcoded.',
  },
  'payer-not-billed': {
    says: 'A payer that this claim was not sent to paid it as the first insurer.',
    because: 'It is none of the insurers of the claim; the one that was billed may still pay too.',
    fix: 'Check who insures the patient. If it is the same payer under another number, have your office manager say so (Practice, Payers).',
  },
  'post-again': {
    says: 'This claim can be posted now.',
    because: 'What it waited for is here.',
    fix: 'Post it again.',
  },
  'patient-not-recognised': {
    says: 'The payer does not know the patient.',
    because: 'The claim came back as not recognised; the whole charge stays open.',
    fix: 'Check name, birth date and member id, then send the claim again.',
  },
};

export interface WorkFacts {
  readonly kind: WorkKind;
  readonly blocks: boolean;
  readonly amount: Cents;
  readonly remitClaimIndex?: number | undefined;
  readonly lineIndex?: number | undefined;
  readonly claimId?: string | undefined;
  readonly says?: string;
  readonly because?: string;
  readonly fix?: string;
  readonly group?: string;
  readonly carc?: string;
}

/** Something for a person, in the standard words of its kind unless better ones are given. */
export function workItem(newId: () => string, facts: WorkFacts): WorkItem {
  const words = standard[facts.kind];
  return {
    id: newId(),
    kind: facts.kind,
    blocks: facts.blocks,
    ...(facts.remitClaimIndex !== undefined && { remitClaimIndex: facts.remitClaimIndex }),
    ...(facts.lineIndex !== undefined && facts.lineIndex >= 0 && { lineIndex: facts.lineIndex }),
    ...(facts.claimId !== undefined && { claimId: facts.claimId }),
    amount: facts.amount,
    says: facts.says ?? words.says,
    because: facts.because ?? words.because,
    fix: facts.fix ?? words.fix,
    ...(facts.group !== undefined && { group: facts.group }),
    ...(facts.carc !== undefined && { carc: facts.carc }),
  };
}

export const dollars = (amount: Cents): string => toDecimal(amount);
