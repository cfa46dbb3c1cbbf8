import { claimNotes, lineNoteOver } from '../../claims/index.ts';
import type { Edit, Report } from '../edit.ts';
import type { Look } from '../look.ts';

/** What the transaction, or a payer's way of taking it, has no room for. */
function checkNotes({ claim, lines }: Look, report: Report): void {
  if (claim.note === undefined && lines.every(({ line }) => line.note === undefined)) return;
  const { over } = claimNotes(claim);
  if (over > 0) report({ at: 'claim, note', values: { over } });
  for (const line of lines) {
    const more = lineNoteOver(claim, line.line);
    if (more > 0) report({ line, values: { over: more } });
  }
}

/** Why another pays before Medicare (SBR05), by the numbers that its contractors publish. */
const insuranceTypes = new Set(['12', '13', '14', '15', '16', '41', '42', '43', '47']);

function checkInsuranceType({ claim, coverage }: Look, report: Report): void {
  if (claim.sentAs === 'primary' || coverage === undefined || coverage.filingIndicator !== 'MB') return;
  if (!insuranceTypes.has(coverage.insuranceType ?? '')) report({ at: 'subscriber, coverage' });
}

/** So many are named; of more, how many. */
const mostNamed = 8;

function checkLeftOut({ claim: { leftOut = [] } }: Look, report: Report): void {
  if (leftOut.length === 0) return;
  const more = leftOut.length - mostNamed;
  report({ at: 'claim, file', values: { segments: `${leftOut.slice(0, mostNamed).join(', ')}${more > 0 ? ` and ${more} more` : ''}` } });
}

export const goingOut: readonly Edit[] = [
  {
    code: 'left-out-of-file',
    family: 'identity',
    severity: 'hold',
    snip: 4,
    says: 'The file said more of this claim than would go out: {segments}.',
    because:
      'What a file says and a claim has no place for here would be lost on the way to the payer, and some of it decides whether it pays.',
    source: 'The segments of the file that was taken in, compared with those that would be sent',
    fix: 'Look at what they say in the system that made the file. Where the payer needs it, send this claim from there and withdraw this draft; where it does not, set this aside with the reason.',
    action: 'look_at_file',
    check: checkLeftOut,
  },
  {
    code: 'notes-too-long',
    family: 'note',
    severity: 'hold',
    untilMended: true,
    snip: 1,
    only: [['claim note', 'line note']],
    says: 'What is written beside the facts is {over} characters longer than the claim takes.',
    because:
      'A professional claim takes a note of 80 characters, and so does each of its lines; one of a facility takes 80 for all, a dental one five of 80 for all, and their lines take none.',
    source: 'ASC X12N 005010 claim guides, by their public use in payer companion guides',
    fix: 'Say it shorter, or send the narrative as an attachment and name its control number.',
    action: 'complete_narrative',
    check: checkNotes,
  },
  {
    code: 'medicare-takes-no-correction',
    family: 'identity',
    severity: 'hold',
    snip: 7,
    kinds: ['professional'],
    only: ['corrected'],
    says: 'Medicare Part B takes no replacement and no void of a claim.',
    because: 'It takes claims as new ones only, and returns those that say they replace or void another.',
    source: 'CMS Internet-Only Manual 100-04, chapter 1, section 80.3 (claims that cannot be processed) and chapter 34 (reopenings)',
    fix: 'Withdraw this draft. What Medicare could not process is sent again as a new claim; of what it decided, ask for a reopening (a clerical error) or appeal.',
    action: 'ask_for_reopening',
    check: ({ claim: { frequency }, coverage }, report) => {
      if ((frequency === '7' || frequency === '8') && coverage?.filingIndicator === 'MB') report({ at: 'claim, frequency' });
    },
  },
  {
    code: 'insurance-type-missing',
    family: 'eligibility',
    severity: 'hold',
    snip: 4,
    kinds: ['professional', 'dental'],
    only: ['later payer'],
    says: 'It is not said why another pays before Medicare.',
    because: 'Medicare takes a claim as the second to pay only with the kind of insurance that pays first.',
    source: 'CMS Internet-Only Manual 100-05 (Medicare secondary payer), chapter 3',
    fix: 'Ask the patient and enter the insurance type of the Medicare coverage: 12 still working and 65 or older, 13 kidney disease, 14 no-fault, 15 injured at work, 16 federal health service, 41 black lung, 42 veteran, 43 disabled with a large group plan, 47 other liability.',
    action: 'complete_coverage',
    check: checkInsuranceType,
  },
];
