import type { Cause } from './sending-event.ts';

type Words = readonly [says: string, fix: string];

/** Of whom a status speaks, in our words. */
const whom: { readonly [entity: string]: string } = {
  '85': 'billing provider',
  '82': 'rendering provider',
  DN: 'referring provider',
  DK: 'ordering provider',
  DQ: 'supervising provider',
  '77': 'place of service',
  '87': 'pay-to address',
  IL: 'subscriber',
  QC: 'patient',
  PR: 'payer',
  '40': 'receiver',
  '41': 'submitter',
};

/** The statuses that a biller meets when claims come back, in our words: what is wrong, and what to do. `{who}` is whom it speaks of. */
const words: { readonly [status: string]: Words } = {
  '16': ['The claim went to the next desk.', 'Nothing to do; wait for the next answer.'],
  '21': [
    'Something on the claim is missing or not valid.',
    'Look at the message and at the other reasons, mend the claim and send it again.',
  ],
  '24': ['The {who} is not known there.', 'Check the number and the enrolment of the {who} with this payer, then send it again.'],
  '26': ['The {who} is not found there.', 'Check name and number of the {who}, then send it again.'],
  '33': ['The subscriber is not found there.', 'Check the member number and the name with the card, then send it again.'],
  '35': ['The payer finds no such claim.', 'Check the number of the original claim; where there is none, send it as an original.'],
  '54': [
    'The payer has this claim already.',
    'Look at the status of the first one; to change it, send a replacement with the payer’s number.',
  ],
  '78': ['The payer has this claim or line already.', 'Look at the status of the first one; to change it, send a replacement.'],
  '88': ['The {who} is not eligible on this date.', 'Check the coverage on the date of service, mend it and send it again.'],
  '97': ['The patient is not found as a member.', 'Check member number, name and birth date with the card, then send it again.'],
  '116': ['It went to the wrong payer.', 'Find the payer of this member on this date and send it there.'],
  '122': ['Something is missing, so that the payer cannot go on.', 'Look at the other reasons, mend the claim and send it again.'],
  '125': ['The name of the {who} is missing or not valid.', 'Mend the name of the {who} and send it again.'],
  '126': ['The address of the {who} is missing or not valid.', 'Mend the address of the {who} and send it again.'],
  '128': ['The tax number of the {who} is missing or not valid.', 'Mend the tax number of the {who} and send it again.'],
  '132': ['The payer’s number of the {who} is missing or not valid.', 'Enter the number that this payer gave the {who} and send it again.'],
  '145': ['The taxonomy of the {who} is missing or not valid.', 'Mend the taxonomy of the {who} and send it again.'],
  '153': ['The number of the {who} is not known there.', 'Check the number of the {who} in the partner’s list, then send it again.'],
  '158': ['The birth date of the {who} is missing or not valid.', 'Mend the birth date of the {who} and send it again.'],
  '164': ['The member number of the {who} is missing or not valid.', 'Check the member number with the card, mend it and send it again.'],
  '178': ['The charges are missing or do not add up.', 'Check that the lines add up to the claim, then send it again.'],
  '187': ['A date of service is missing or not valid.', 'Mend the date of service and send it again.'],
  '218': [
    'The drug number (NDC) is missing or not valid.',
    'Enter the eleven digits of the NDC with unit and quantity, then send it again.',
  ],
  '242': [
    'A tooth, surface or quadrant is missing.',
    'Enter the tooth, with its surfaces where the procedure has them, then send it again.',
  ],
  '247': ['Something on a line is missing or not valid.', 'Look at the line, mend it and send it again.'],
  '254': [
    'The principal diagnosis is missing or not valid.',
    'Enter a diagnosis that is valid on the date of service, then send it again.',
  ],
  '255': ['A diagnosis is missing or not valid.', 'Check each diagnosis on the date of service, mend it and send it again.'],
  '453': ['A modifier is missing or not valid for the procedure.', 'Check the modifiers of the line against the note, then send it again.'],
  '454': ['A procedure code is missing or not valid.', 'Check the procedure on the date of service, then send it again.'],
  '464': [
    'The payer’s number of the original claim is missing.',
    'Enter it from the payer’s remit or acknowledgment, then send the replacement again.',
  ],
  '476': ['The units are missing or not valid.', 'Mend the units of the line and send it again.'],
  '481': [
    'The file or claim does not have the form that is asked for.',
    'Tell whoever looks after the partner connection, then send it again.',
  ],
  '496': [
    'The submitter may not send for this {who}.',
    'Have the enrolment of electronic claims done with this payer, then send it again.',
  ],
  '500': ['The postal code of the {who} is missing or not valid.', 'Mend the postal code of the {who} and send it again.'],
  '562': ['The NPI of the {who} is missing or not valid.', 'Mend the NPI of the {who} and send it again.'],
};

/** What a category says where the status itself has no words here. */
const categories: { readonly [category: string]: Words } = {
  A3: ['It was returned as it cannot be processed.', 'Look at the message, mend the claim and send it again.'],
  A4: ['The claim is not found there.', 'Check whether it was sent to this payer; where not, send it.'],
  A6: ['Something is missing on the claim.', 'Look at the status in the partner’s guide, enter what is missing and send it again.'],
  A7: ['Something on the claim is not valid.', 'Look at the status in the partner’s guide, mend it and send it again.'],
  A8: ['Two things on the claim do not go together.', 'Look at the status in the partner’s guide, mend it and send it again.'],
};

/** One status code of a 277CA or 277, in plain words. */
export function statusCause(code: { readonly category: string; readonly status: string; readonly entity?: string }, line?: string): Cause {
  const { category, status, entity } = code;
  const [says, fix] = words[status] ??
    categories[category] ?? [`The answer is ${category} with status ${status}.`, 'Look the status up in the partner’s guide.'];
  const who = (entity === undefined ? undefined : whom[entity]) ?? 'party named';
  return {
    code: [category, status, ...(entity === undefined ? [] : [entity])].join(':'),
    says: says.replaceAll('{who}', who),
    fix: fix.replaceAll('{who}', who),
    ...(line !== undefined && { line }),
  };
}

/** A status of a category that neither the standard nor the practice has words for. */
export const unmappedCause = (code: string): Cause => ({
  code,
  says: `The payer says ${code}, which nobody has mapped.`,
  fix: 'Look it up in the payer’s guide, and say what it means.',
});

const notes: { readonly [note: string]: Words } = {
  '001': ['The control numbers of the interchange differ.', 'Send the file again as it was made; it was changed on its way.'],
  '006': ['The partner does not know this sender.', 'Check the sender’s number in the settings of the partner.'],
  '008': ['The partner does not know this receiver.', 'Check the receiver’s number in the settings of the partner.'],
  '022': ['The partner cannot read the envelope.', 'Tell whoever looks after the partner connection.'],
  '023': ['The file ends too early.', 'It was cut off on its way: send it again under a new control number.'],
  '025': [
    'The partner has had an interchange of this number before.',
    'Ask the partner what became of the first one before anything is sent again.',
  ],
};

/** TA105 of an interchange that was refused. */
export function noteCause(note: string): Cause {
  const [says, fix] = notes[note] ?? ['The partner refused the whole file.', 'Look the note code up in the partner’s guide.'];
  return { code: `TA1 ${note}`, says, fix };
}
