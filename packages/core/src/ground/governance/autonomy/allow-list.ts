import { type Consequence, needsAPerson } from './consequence.ts';
import { ceilingOf, type Workflow } from './workflow.ts';

/** A kind of change that may apply itself at the level `conditional`: by rule, never by a model's word. */
export interface AllowedKind {
  readonly kind: string;
  readonly workflow: Workflow;
  readonly consequence: Consequence;
  /** In a supervisor's words. */
  readonly says: string;
  /** Whether `conditional` must have been earned for the very payer, and not for the workflow as a whole. */
  readonly perPayer: boolean;
}

/**
 * Everything that may ever apply itself. It is code and not a setting: nobody, and no machine, adds to it at run time, and
 * `no-path` fails the build where an entry reaches what needs a person.
 */
export const allowList: readonly AllowedKind[] = [
  {
    kind: 'post-clean-remit',
    workflow: 'posting',
    consequence: 'posts-payment',
    says: 'Post a remit that balances, all of whose claims match for sure, with the contract’s adjustments only.',
    perPayer: true,
  },
  {
    kind: 'tie-exact-deposit',
    workflow: 'deposits',
    consequence: 'ties-deposit',
    says: 'Tie a deposit to the one remit with the same trace number and the same amount.',
    perPayer: false,
  },
  {
    kind: 'complete-claim',
    workflow: 'corrections',
    consequence: 'completes-claim',
    says: 'Complete what a claim leaves empty and is no code: a narrative in the note’s own words, a taxonomy that the practice has on file, the days of a stay from its lines.',
    perPayer: false,
  },
];

/** What is wrong with an allow-list: entries that no ceiling carries, or that need a person whatever the level. */
export function checkAllowList(list: readonly AllowedKind[]): string[] {
  return list.flatMap(({ kind, workflow, consequence }) => [
    ...(needsAPerson(consequence) ? [`${kind}: “${consequence}” always needs a person`] : []),
    ...(ceilingOf(workflow) === 'conditional' ? [] : [`${kind}: the ceiling of ${workflow} is ${ceilingOf(workflow)}`]),
  ]);
}
