import { attachmentWays, kindsOfInsurance, relationships } from '../../claims/index.ts';
import type { Edit, Report } from '../edit.ts';
import type { Look } from '../look.ts';

/** Handed over when asked for: it has no number yet. */
const onRequest = 'AA';

const whoPays = { primary: 'first payer', secondary: 'second payer', tertiary: 'third payer' } as const;

function checkPlans({ claim }: Look, report: Report): void {
  for (const { rank, filingIndicator = '' } of claim.coverages)
    if (!kindsOfInsurance.has(filingIndicator))
      report({ at: `${whoPays[rank]}, kind of insurance`, values: { whose: whoPays[rank], value: filingIndicator || 'nothing' } });
}

function checkRelationships({ claim }: Look, report: Report): void {
  for (const { rank, relationship } of claim.coverages)
    if (!relationships.has(relationship))
      report({ at: `${whoPays[rank]}, relationship`, values: { whose: whoPays[rank], value: relationship || 'nothing' } });
}

function checkWays({ claim, lines }: Look, report: Report): void {
  for (const { transmission } of claim.attachments)
    if (!attachmentWays.has(transmission)) report({ at: 'attachment', values: { value: transmission } });
  for (const line of lines)
    for (const { transmission } of line.line.attachments)
      if (!attachmentWays.has(transmission)) report({ line, values: { value: transmission } });
}

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === '';

function checkNumbers({ claim, lines }: Look, report: Report): void {
  for (const { transmission, controlNumber } of claim.attachments)
    if (transmission !== onRequest && isBlank(controlNumber)) report({ at: 'attachment' });
  for (const line of lines)
    for (const { transmission, controlNumber } of line.line.attachments)
      if (transmission !== onRequest && isBlank(controlNumber)) report({ line });
}

function checkZips({ claim: { billing, facility } }: Look, report: Report): void {
  if (billing.address?.zip?.length === 5) report({ at: 'billing provider, address', values: { whose: 'billing provider' } });
  if (facility?.address?.zip?.length === 5) report({ at: 'service facility, address', values: { whose: 'service facility' } });
}

const guides = 'TR3 005010 of the 837; public companion guides of Medicare contractors';

/** Codes and numbers about payers and partners that an 837 says in one way or is refused, whoever pays. */
export const payerCodes: readonly Edit[] = [
  {
    code: 'kind-of-insurance',
    family: 'identity',
    severity: 'hold',
    untilMended: true,
    snip: 2,
    says: 'The {whose} has {value} as its kind of insurance.',
    because:
      'Every payer of a claim is said by kind (SBR09), such as CI for commercial or MB for Medicare part B; clearinghouses refuse any other code, and none.',
    source: guides,
    fix: 'Say the payer’s kind of insurance: once under Practice, Payers, or in the charge’s list.',
    action: 'correct_kind_of_insurance',
    check: checkPlans,
  },
  {
    code: 'relationship-unknown',
    family: 'identity',
    severity: 'hold',
    untilMended: true,
    snip: 2,
    says: 'The patient’s relationship to the subscriber of the {whose} is {value}, which is no code for one.',
    because: 'It is said by code (SBR02, PAT01), such as 18 for self, 01 for a spouse, 19 for a child, G8 for another.',
    source: guides,
    fix: 'Take the relationship from the insurance card or ask the patient.',
    action: 'correct_relationship',
    check: checkRelationships,
  },
  {
    code: 'attachment-way',
    family: 'identity',
    severity: 'hold',
    snip: 2,
    says: 'An attachment goes by {value}, which is no way for one to go.',
    because:
      'How it gets to the payer is said by code (PWK02): AA on request, BM by mail, EL electronically, EM by e-mail, FT by file transfer, FX by fax.',
    source: guides,
    fix: 'Say how it goes.',
    action: 'correct_attachment',
    check: checkWays,
  },
  {
    code: 'attachment-without-number',
    family: 'identity',
    severity: 'hold',
    snip: 4,
    says: 'An attachment is on its way to the payer under no number.',
    because: 'The payer puts it to the claim by that number (PWK06); without one it is as if nothing had been sent.',
    source: guides,
    fix: 'Give it a control number and write the same on what is sent, or say AA: on request.',
    action: 'number_attachment',
    check: checkNumbers,
  },
  {
    code: 'zip-plus-four',
    family: 'identity',
    severity: 'hold',
    snip: 4,
    says: 'The ZIP code of the {whose} has five digits.',
    because: 'Of whoever bills and of a service facility an 837 says all nine (N403); clearinghouses refuse five.',
    source: guides,
    fix: 'Look up the four digits that follow (the Postal Service has them by address) and add them once, under Practice.',
    action: 'complete_zip',
    check: checkZips,
  },
];
