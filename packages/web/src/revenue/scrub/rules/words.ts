import type { Comparison, PayerRule, RuleFact } from '@claimwright/core/revenue/scrub';
import type { PartiesView, RuleView } from '@claimwright/server/api';
import { formatDate } from '../../../ui/format.ts';
import type { Tone } from '../../../ui/status.tsx';

export const actionWords = {
  hold: 'Hold',
  warn: 'Warn',
  tag: 'Tag',
  propose: 'Propose',
} as const satisfies { readonly [action in PayerRule['action']]: string };
export const actionSays = {
  hold: 'Hold: the claim stays until somebody mends it or sets the finding aside',
  warn: 'Warn: somebody is told, and the claim may go',
  tag: 'Tag: the claim is marked, and goes',
  propose: 'Propose: a change is offered where the note has words for it',
} as const satisfies { readonly [action in PayerRule['action']]: string };

export const comparisonWords: { readonly [is in Comparison]: string } = {
  'one-of': 'is one of',
  'none-of': 'is none of',
  begins: 'begins with',
  'begins-not': 'does not begin with',
  given: 'is given',
  empty: 'is missing',
  is: 'is exactly',
  more: 'is more than',
  'at-least': 'is at least',
  less: 'is less than',
  'at-most': 'is at most',
  yes: 'yes',
  no: 'no',
};

export const ownerWords: { readonly [of in RuleFact['of']]: string } = {
  line: 'Each line',
  claim: 'The claim',
  patient: 'The patient',
  payer: 'The payer',
  billing: 'Who bills',
  rendering: 'Who did it',
  history: 'Earlier services',
};

export const changeWords = {
  'add-modifier': 'Add a modifier',
  'replace-diagnosis': 'Replace a diagnosis',
  'complete-narrative': 'Complete the narrative',
  'set-units': 'Set the units',
  'review-procedure': 'Look at the procedure',
} as const satisfies { readonly [change in NonNullable<PayerRule['proposal']>['change']]: string };

export const kindWords = { professional: 'Professional', institutional: 'Institutional', dental: 'Dental' } as const;

/** Ids of payers as claims have them, with their names. */
export interface PayerName {
  readonly value: string;
  readonly label: string;
}
export const payerNames = (payers: PartiesView['payers']): readonly PayerName[] => [
  { value: '*', label: 'Every payer' },
  ...payers.flatMap(({ name, ids }) => ids.map((id) => ({ value: id, label: ids.length === 1 ? name : `${name} (${id})` }))),
];
export const payersOf = ({ payers }: Pick<PayerRule, 'payers'>, names: readonly PayerName[]): string =>
  payers.map((id) => names.find(({ value }) => value === id)?.label ?? id).join(', ');

export const daysOf = ({ effective, retired }: Pick<PayerRule, 'effective' | 'retired'>): string =>
  retired === undefined ? `from ${formatDate(effective)}` : `${formatDate(effective)} to ${formatDate(retired)}`;

/** On, on in an older version, or off. */
export function standing({ rule, on }: RuleView): { readonly tone: Tone; readonly says: string } {
  if (on === undefined) return { tone: 'quiet', says: 'Off' };
  return on === rule.version ? { tone: 'good', says: 'On' } : { tone: 'work', says: `On in version ${on}` };
}
