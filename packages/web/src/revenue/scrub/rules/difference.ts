import { lookAtCondition, type PayerRule } from '@claimwright/core/revenue/scrub';
import { actionWords, daysOf, kindWords } from './words.ts';

const wordsOf = (rule: PayerRule): string => {
  const look = lookAtCondition(rule);
  return look.is === 'good' ? look.words : rule.when;
};

const fields: readonly (readonly [name: string, of: (rule: PayerRule) => string])[] = [
  ['Title', ({ title }) => title],
  ['Pack', ({ pack }) => pack ?? ''],
  ['Payers', ({ payers }) => payers.join(', ')],
  ['Kinds of claims', ({ kinds }) => kinds?.map((kind) => kindWords[kind]).join(', ') ?? ''],
  ['In force', daysOf],
  ['Asked of', ({ over }) => (over === 'line' ? 'each line' : 'the claim')],
  ['Condition', wordsOf],
  ['Expression', ({ when }) => when],
  ['Action', ({ action, tag }) => (tag === undefined ? actionWords[action] : `${actionWords[action]}: ${tag}`)],
  ['Proposal', ({ proposal }) => (proposal ? `${proposal.change} ${proposal.choices.join(', ')}; ${proposal.phrases.join(', ')}` : '')],
  ['Says', ({ says }) => says],
  ['Why', ({ because }) => because],
  ['Remedy', ({ fix }) => fix],
  ['Source', ({ source }) => source],
  [
    'Tests',
    ({ tests }) => tests.map(({ name, fires, see }) => `${name} (${fires ? 'fires' : 'silent'}) ${JSON.stringify(see)}`).join('\n'),
  ],
];

export interface Difference {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** What a version says otherwise than the one before it. */
export function differences(before: PayerRule, after: PayerRule): readonly Difference[] {
  const found = fields.map(([name, of]) => ({ name, before: of(before), after: of(after) })).filter((one) => one.before !== one.after);
  // The words say it; the expression is told where they do not.
  return found.some(({ name }) => name === 'Condition') ? found.filter(({ name }) => name !== 'Expression') : found;
}
