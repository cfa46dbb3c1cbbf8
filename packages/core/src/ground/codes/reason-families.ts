import type { ReasonFamily } from './adjustment-reasons.ts';

/**
 * What posting does with a reason: takes the amount off under the contract, or on an account of its own; asks the patient for it; or
 * leaves it open with the payer, as a refusal. Under the groups that allow it, that is: a patient's reason under CO stays open.
 */
type ReasonEffect = 'contract' | 'own-account' | 'patient' | 'open';

interface FamilySaid {
  readonly words: string;
  readonly effect: ReasonEffect;
}

export const reasonFamilies: { readonly [family in ReasonFamily]: FamilySaid } = {
  contractual: { words: 'Contract write-off', effect: 'contract' },
  sequestration: { words: 'Sequestration', effect: 'own-account' },
  withhold: { words: 'Withhold', effect: 'own-account' },
  capitation: { words: 'Capitation', effect: 'own-account' },
  'patient-share': { words: 'Patient share', effect: 'patient' },
  'prior-payer': { words: 'Prior payer', effect: 'open' },
  coding: { words: 'Refused: coding', effect: 'open' },
  information: { words: 'Refused: information missing', effect: 'open' },
  duplicate: { words: 'Refused: duplicate', effect: 'open' },
  eligibility: { words: 'Refused: eligibility', effect: 'open' },
  'timely-filing': { words: 'Refused: filed too late', effect: 'open' },
  necessity: { words: 'Refused: medical necessity', effect: 'open' },
  bundled: { words: 'Refused: bundled', effect: 'open' },
  coverage: { words: 'Refused: not covered', effect: 'open' },
  limit: { words: 'Refused: limit reached', effect: 'open' },
  authorization: { words: 'Refused: authorization', effect: 'open' },
  provider: { words: 'Refused: provider', effect: 'open' },
  payment: { words: 'About the payment itself', effect: 'open' },
  'property-casualty': { words: 'Refused: injury claim rule', effect: 'open' },
  other: { words: 'Other: stays open', effect: 'open' },
};

const also: { readonly [word: string]: ReasonFamily } = {
  patient: 'patient-share',
  contract: 'contractual',
  denial: 'other',
  denied: 'other',
  open: 'other',
  'stays-open': 'other',
};

/** A family as somebody writes it: its name, its words, or a plain word for it. */
export function readFamily(text: string): ReasonFamily | undefined {
  const key = text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '-');
  const families = Object.keys(reasonFamilies) as ReasonFamily[];
  const byWords = families.find((family) => reasonFamilies[family].words.toLowerCase() === text.trim().toLowerCase());
  return families.find((family) => family === key) ?? byWords ?? also[key];
}
