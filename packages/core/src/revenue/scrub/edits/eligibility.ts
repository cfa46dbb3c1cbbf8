import { addDays } from '../../../ground/base/index.ts';
import { coversDays, lookOn, outsideDays } from '../../eligibility/index.ts';
import type { Edit, Report } from '../edit.ts';
import type { EligibilityEntry } from '../facts.ts';
import type { Look } from '../look.ts';

const latest = (look: Look): EligibilityEntry | undefined =>
  look.facts.eligibility.length === 0 ? undefined : lookOn(look.facts.eligibility, look.coverage?.payerId, look);

function checkCovered(look: Look, report: Report): void {
  const { coverage, from, to } = look;
  if (coverage === undefined || from === undefined || to === undefined) return;
  const entry = latest(look);
  if (outsideDays(look, coverage.startsOn, coverage.endsOn) || (entry !== undefined && !coversDays(look, entry)))
    report({ at: 'subscriber, coverage' });
}

function checkFirstPayer(look: Look, report: Report): void {
  if (look.claim.sentAs !== 'primary') return;
  const first = latest(look)?.primaryPayerId;
  if (first !== undefined && first !== look.coverage?.payerId) report({ at: 'payer' });
}

function checkFresh(look: Look, report: Report): void {
  const { eligibilityDays } = look.facts.payer;
  if (eligibilityDays === undefined || look.from === undefined || look.claim.predetermination) return;
  const entry = latest(look);
  if (entry === undefined || entry.checkedOn < addDays(look.from, -eligibilityDays))
    report({ at: 'subscriber, coverage', values: { days: eligibilityDays } });
}

const edit = (rest: Omit<Edit, 'family' | 'snip' | 'source' | 'action'>): Edit => ({
  family: 'eligibility',
  snip: 7,
  source: 'what the practice learned of the coverage: entered, from a list or a 271',
  action: 'verify_eligibility',
  ...rest,
});

export const eligibility: readonly Edit[] = [
  edit({
    code: 'not-covered-that-day',
    severity: 'hold',
    says: 'The patient was not covered by this payer on the date of service.',
    because: 'The coverage began after it, ended before it, or is not active.',
    fix: 'Verify the coverage; bill the payer of that date, or the patient.',
    check: checkCovered,
  }),
  edit({
    code: 'other-payer-first',
    severity: 'hold',
    only: ['told of coverage'],
    says: 'Another payer pays first.',
    because: 'The payer named who comes before it when the coverage was verified.',
    fix: 'Send the claim to the first payer, and this one with its decision.',
    check: checkFirstPayer,
  }),
  edit({
    code: 'member-id-differs',
    severity: 'warn',
    only: ['told of coverage'],
    says: 'The member id differs from the one that the payer gave when the coverage was verified.',
    because: 'Payers change numbers; the newest finds the member.',
    fix: 'Compare with the card.',
    check: (look, report) => {
      const told = latest(look)?.memberId;
      if (told !== undefined && told !== look.coverage?.memberId) report({ at: 'subscriber, member id' });
    },
  }),
  edit({
    code: 'eligibility-not-verified',
    severity: 'warn',
    only: ['terms of eligibility'],
    says: 'The coverage was not verified in the {days} days before the service.',
    because: 'The settings of this payer ask for it.',
    fix: 'Verify the coverage before the claim goes out.',
    check: checkFresh,
  }),
];
