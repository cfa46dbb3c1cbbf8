import { daysBetween, type PlainDate } from '../../../ground/base/index.ts';
import type { AdjustmentToSend } from '../../claims/index.ts';
import type { Edit, Report } from '../edit.ts';
import type { Look } from '../look.ts';

const nearDays = 7;

/** A calendar year later; 29 February becomes the 28th. */
function yearLater(date: PlainDate): PlainDate {
  const next = `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`;
  return (next.endsWith('-02-29') ? next.replace('-02-29', '-02-28') : next) as PlainDate;
}

/** The day on which the primary decided, which starts the clock of the next payer. */
function decidedOn({ claim }: Look): PlainDate | undefined {
  if (claim.sentAs === 'primary') return undefined;
  const before = claim.coverages.filter(({ rank, decision }) => rank !== claim.sentAs && decision?.decidedOn !== undefined);
  return before.at(-1)?.decision?.decidedOn;
}

/** So many days are left in which the payer takes the claim, below 0 when it is late; undefined where nothing is known of his terms. */
function daysLeft(look: Look): number | undefined {
  const { claim, facts } = look;
  const served = claim.kind === 'institutional' ? look.to : look.from;
  if (served === undefined || claim.predetermination) return undefined;
  const { filingDays, correctedDays, secondaryDays } = facts.payer;
  const decided = decidedOn(look);
  const gone = (since: PlainDate): number => daysBetween(since, facts.today);
  // The year of 42 CFR 424.44 is Medicare's as the next payer, too, whatever else is agreed.
  const ofYear = look.medicare ? -gone(yearLater(served)) : undefined;
  if (decided !== undefined && secondaryDays !== undefined)
    return Math.min(secondaryDays - gone(decided), ofYear ?? Number.POSITIVE_INFINITY);
  const days = claim.frequency === '1' ? filingDays : (correctedDays ?? filingDays);
  return days === undefined ? ofYear : days - gone(served);
}

/** Both edits ask it of a claim. */
function left(look: Look): number | undefined {
  look.lookedUp.filing ??= { daysLeft: daysLeft(look) };
  return look.lookedUp.filing.daysLeft;
}

/** The adjustment reason of whoever was billed too late. */
const tooLate = '29';
const saysTooLate = (adjustments: readonly AdjustmentToSend[]): boolean =>
  adjustments.some(({ reason, amount }) => reason === tooLate && amount > 0);

/** A payer before this one refused some of it for being late, so that nothing was decided of what the patient owes. */
function checkRefusedBefore({ claim, lines }: Look, report: Report): void {
  if (claim.sentAs === 'primary' || claim.frequency === '8') return;
  const late = new Set<number>();
  let whole = false;
  for (const { rank, decision } of claim.coverages) {
    if (rank === claim.sentAs || decision === undefined) continue;
    if (saysTooLate(decision.adjustments)) whole = true;
    for (const { number, adjustments } of decision.lines) if (saysTooLate(adjustments)) late.add(number);
  }
  const refused = lines.filter(({ line }) => late.has(line.number));
  const [line, ...also] = refused;
  if (whole || late.size > refused.length) report({ at: 'claim, decision of the payer before' });
  else if (line !== undefined) report({ line, also });
}

export const filing: readonly Edit[] = [
  {
    code: 'filing-late',
    family: 'filing',
    severity: 'hold',
    snip: 7,
    only: ['terms of filing'],
    says: 'The time in which this payer takes the claim is over.',
    because:
      'Medicare takes claims for one calendar year from the service, as the next payer too; others by their terms, the next payer from the decision before.',
    source: "42 CFR 424.44; the practice's settings of the payer",
    fix: 'Look for proof that it was sent in time, or for an exception; otherwise it is not collected from the patient.',
    action: 'review_timely_filing',
    check: (look, report) => {
      const days = left(look);
      if (days !== undefined && days < 0) report({ at: 'claim, dates of service' });
    },
  },
  {
    code: 'filing-near',
    family: 'filing',
    severity: 'warn',
    snip: 7,
    only: ['terms of filing'],
    says: 'Less than a week is left in which this payer takes the claim.',
    because: 'What is rejected after the last day cannot be sent again.',
    source: "42 CFR 424.44; the practice's settings of the payer",
    fix: 'Send it today.',
    action: 'send_now',
    check: (look, report) => {
      const days = left(look);
      if (days !== undefined && days >= 0 && days < nearDays) report({ at: 'claim, dates of service' });
    },
  },
  {
    code: 'earlier-payer-too-late',
    family: 'filing',
    severity: 'warn',
    snip: 7,
    only: ['prior decision'],
    says: 'The payer before refused this because it came too late (adjustment reason 29), and did not decide what the patient owes.',
    because:
      'The next payer pays what the one before left after deciding. Where that one only refused for being late, the next one mostly denies too, or pays no more than had the claim been in time; the contract with the first often forbids to bill the patient for it.',
    source:
      "Adjustment reason 29 in the remittance of the payer before; the practice's contracts; 42 CFR 411.32 where Medicare is the next payer",
    fix: 'Look on the first claim for proof that it was sent in time and appeal to that payer first. Send this one only where the next payer takes such claims, and say why you do; else withdraw it, and do not bill the patient before the contract was looked at.',
    action: 'review_timely_filing',
    check: checkRefusedBefore,
  },
];
