import { type Cents, sum } from '../../../ground/base/index.ts';
import type { PriorDecision, Rank } from '../../claims/index.ts';
import type { Edit, Report } from '../edit.ts';
import type { LineLook, Look } from '../look.ts';

function checkProcedure(look: Look, report: Report): void {
  for (const line of look.lines) {
    if (line.code === '' && look.claim.kind === 'institutional') continue;
    if (line.answer?.is === 'absent') report({ line, values: { code: line.code || 'nothing' }, edition: line.answer.edition });
    else if (!line.known.formed) report({ line, values: { code: line.code || 'nothing' } });
  }
}

function checkKind(look: Look, report: Report): void {
  const dental = look.claim.kind === 'dental';
  for (const line of look.lines) {
    if (line.answer?.is !== 'found') continue;
    if ((line.answer.row.system === 'CDT') !== dental) report({ line, values: { code: line.code } });
  }
}

const unitKinds = new Set(['UN', 'MJ', 'DA']);

/** Parts of a unit go with drugs and minutes only. */
function checkUnits(look: Look, report: Report): void {
  for (const line of look.lines) {
    const parts = line.line.drug !== undefined || line.line.unit === 'MJ';
    if (!(line.units > 0) || (!parts && !Number.isInteger(line.units)) || line.units > 9999 || !unitKinds.has(line.line.unit))
      report({ line });
  }
}

/** A facility's rate has no charge of its own: its days have. */
const rates: ReadonlySet<string | undefined> = new Set(['0022', '0023', '0024']);
const isRate = ({ claim }: Look, { line }: LineLook): boolean => claim.kind === 'institutional' && rates.has(line.revenueCode);

const told = (decision: PriorDecision): Cents =>
  sum([
    ...decision.lines.flatMap(({ paid, adjustments }) => [paid, ...adjustments.map(({ amount }) => amount)]),
    ...decision.adjustments.map(({ amount }) => amount),
  ]);

function checkBalance(look: Look, report: Report): void {
  const { claim } = look;
  for (const { decision, rank } of claim.coverages) {
    if (decision === undefined || rank === claim.sentAs) continue;
    const byLines = decision.lines.length > 0;
    const paidOfLines = sum(decision.lines.map(({ paid }) => paid));
    const whole = byLines ? told(decision) : sum([decision.paid, ...decision.adjustments.map(({ amount }) => amount)]);
    if (whole !== claim.billed || (byLines && paidOfLines !== decision.paid)) report({ at: `decision of the ${rank}`, values: { rank } });
  }
}

function checkDecision(look: Look, report: Report): void {
  const { claim } = look;
  if (claim.sentAs === 'primary') return;
  const before = claim.coverages.filter(({ rank }) => rank === 'primary' || (claim.sentAs === 'tertiary' && rank === 'secondary'));
  if (before.length === 0 || before.some(({ decision }) => decision === undefined))
    report({ at: 'other payers', values: { rank: claim.sentAs } });
}

/** Decisions of other payers, as the claim tells them on. */
const decided = ({ claim }: Look): readonly { readonly rank: Rank; readonly decision: PriorDecision }[] =>
  claim.coverages.flatMap(({ rank, decision }) => (decision === undefined || rank === claim.sentAs ? [] : [{ rank, decision }]));

function checkNegative(look: Look, report: Report): void {
  for (const { rank, decision } of decided(look))
    if (decision.paid < 0 || decision.lines.some(({ paid }) => paid < 0)) report({ at: `decision of the ${rank}`, values: { rank } });
}

/** The day stands with the claim, or with each line that was decided. */
function checkUndated(look: Look, report: Report): void {
  for (const { rank, decision } of decided(look)) {
    const { decidedOn, lines } = decision;
    if (decidedOn === undefined && (lines.length === 0 || lines.some((line) => line.decidedOn === undefined)))
      report({ at: `decision of the ${rank}`, values: { rank } });
  }
}

const edit = (rest: Omit<Edit, 'family'>): Edit => ({ family: 'charges', ...rest });
const guide = 'ASC X12N 005010 claim guides, by their public use in payer companion guides';

export const charges: readonly Edit[] = [
  edit({
    code: 'procedure-not-valid',
    severity: 'hold',
    snip: 5,
    only: ['odd procedure'],
    says: '{code} is no procedure of that date.',
    because: 'Codes come and go with the editions of their lists.',
    source: '45 CFR 162.1002; the lists that the practice has loaded',
    fix: 'Choose the code of that date.',
    action: 'correct_procedure',
    check: checkProcedure,
  }),
  edit({
    code: 'procedure-of-other-claim',
    severity: 'hold',
    snip: 5,
    only: ['other list'],
    says: '{code} does not belong on this kind of claim.',
    because: 'Dental codes go on dental claims, medical ones on professional and institutional.',
    source: '45 CFR 162.1002',
    fix: 'Move the line to a claim of its kind.',
    action: 'move_line',
    check: checkKind,
  }),
  edit({
    code: 'units-invalid',
    severity: 'hold',
    untilMended: true,
    snip: 2,
    only: ['unusual units'],
    says: 'The units are none, not whole, or of an unknown kind.',
    because: 'Services are counted whole; parts go with drugs and minutes.',
    source: guide,
    fix: 'Correct the units.',
    action: 'correct_units',
    check: checkUnits,
  }),
  edit({
    code: 'charge-missing',
    severity: 'hold',
    snip: 2,
    only: ['no charge'],
    says: 'The line has no charge.',
    because: 'A line without a charge is returned by most payers; only a facility’s rate (revenue code 0022 to 0024) has none.',
    source: guide,
    fix: 'Enter the charge of the fee schedule.',
    action: 'correct_charge',
    check: (look, report) => {
      for (const line of look.lines) if (line.line.billed < 0 || (line.line.billed === 0 && !isRate(look, line))) report({ line });
    },
  }),
  edit({
    code: 'total-differs',
    severity: 'hold',
    untilMended: true,
    snip: 3,
    only: ['total differs'],
    says: 'The total of the claim is not the sum of its lines.',
    because: 'A claim balances.',
    source: guide,
    fix: 'Build the claim again from its charges.',
    action: 'correct_charge',
    check: ({ claim }, report) => {
      let total = 0;
      for (const { billed } of claim.lines) total += billed;
      if (total !== claim.billed) report({ at: 'claim, total' });
    },
  }),
  edit({
    code: 'charge-below-contract',
    severity: 'warn',
    only: ['expected amount'],
    says: '{code} is billed below what the contract allows.',
    because: 'Payers pay the lesser of charge and allowance: the difference is given away.',
    source: "the practice's contract with the payer",
    fix: 'Look at the fee schedule.',
    action: 'review_fee_schedule',
    check: (look, report) => {
      for (const line of look.lines) {
        const { expectedAllowed, billed } = line.line;
        if (expectedAllowed !== undefined && expectedAllowed > billed) report({ line, values: { code: line.code } });
      }
    },
  }),
  edit({
    code: 'prior-decision-missing',
    severity: 'hold',
    snip: 4,
    only: ['later payer'],
    says: 'The claim goes to the {rank} payer without what was decided before.',
    because: 'The next payer pays by what the one before it paid and adjusted.',
    source: guide,
    fix: "Post the earlier payer's remit first.",
    action: 'post_prior_remit',
    check: checkDecision,
  }),
  edit({
    code: 'prior-decision-unbalanced',
    severity: 'hold',
    untilMended: true,
    snip: 3,
    only: ['prior decision'],
    says: 'What the {rank} payer paid and adjusted does not make up what was billed.',
    because: 'Paid and adjustments of an earlier payer sum to the charge, line by line and together.',
    source: guide,
    fix: "Compare with the earlier payer's remit.",
    action: 'review_prior_remit',
    check: checkBalance,
  }),
  edit({
    code: 'prior-payment-negative',
    severity: 'hold',
    snip: 3,
    only: ['prior decision'],
    says: 'By what the claim tells on, the {rank} payer paid less than nothing.',
    because: 'What a payer took back is a reversal, and the next payer is told what stands after it.',
    source: guide,
    fix: 'Post the correction of that payer, and draft the claim to the next one anew.',
    action: 'review_prior_remit',
    check: checkNegative,
  }),
  edit({
    code: 'prior-decision-undated',
    severity: 'hold',
    snip: 4,
    only: ['prior decision'],
    says: 'It is not said on which day the {rank} payer decided.',
    because: 'The next payer is told the day (DTP*573), and counts its own filing time from it.',
    source: guide,
    fix: "Take the day from the earlier payer's remit.",
    action: 'review_prior_remit',
    check: checkUndated,
  }),
];
