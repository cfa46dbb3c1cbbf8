import { firstToPay, type OrderRule } from '../../eligibility/index.ts';
import type { Edit, Report } from '../edit.ts';
import type { Look } from '../look.ts';

const why: Readonly<Record<OrderRule, string>> = {
  'own before dependent': 'the other is the patient’s own',
  'earlier birthday': 'the other parent’s birthday comes first in the year',
  'longer covered': 'the other is the longer one',
};

/** A vision plan does not share its benefits with a medical one. */
function checkOrder({ claim, facts }: Look, report: Report): void {
  const [first, second] = claim.coverages;
  if (first === undefined || second === undefined || claim.sentAs !== first.rank || facts.payer.vision === true) return;
  const told = firstToPay(first, second);
  if (told?.first === 1) report({ at: 'coverage', values: { why: why[told.rule] } });
}

export const orderOfBenefits: readonly Edit[] = [
  {
    code: 'coverage-order-doubtful',
    family: 'eligibility',
    severity: 'warn',
    snip: 7,
    only: ['several payers'],
    says: 'The other coverage may pay before this one: {why}.',
    because:
      'Plans agree on who pays first: the patient’s own before one as a dependent, of a child’s two the parent whose birthday is earlier in the year.',
    source: 'NAIC model regulation 120 (coordination of benefits), section 6',
    fix: 'Ask both payers; where a court has ordered it, or a parent has custody, that comes first. Change the order of the coverages.',
    action: 'verify_coverage_order',
    check: checkOrder,
  },
];
