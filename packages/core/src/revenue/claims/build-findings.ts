import type { Finding } from '../../ground/base/index.ts';
import type { Billed } from '../charges/index.ts';

const error = (code: string, at: string, says: string, because: string, fix: string): Finding => ({
  ...{ code: `charges.${code}`, severity: 'error', at, says, because, fix },
});
const info = (code: string, at: string, says: string, because: string): Finding => ({
  ...{ code: `charges.${code}`, severity: 'info', at, says, because },
});

const payers: { readonly [billed in Exclude<Billed, 'insurance'>]: string } = { 'self-pay': 'the patient', 'employer-pay': 'an employer' };

/** What building claims of a charge may find. */
export const buildFinding = {
  nothing: () => info('nothing-for-insurance', 'charge', 'No claim is made of this charge.', 'None of its lines is billed to insurance.'),
  total: (line: number) =>
    info('total-line', `line ${line}`, 'The total line (revenue code 0001) is not billed.', 'It adds up the others and is no service.'),
  otherTotal: (line: number) =>
    error(
      'total-line-differs',
      `line ${line}`,
      'The total line (revenue code 0001) is not the sum of the other lines.',
      'A line is missing, or one was changed after the list was made.',
      'Compare the lines with the bill, and enter the charge again with the right sum, or without the total line.',
    ),
  notInsurance: (line: number, billed: Exclude<Billed, 'insurance'>) =>
    info('not-insurance', `line ${line}`, 'This line goes to no payer.', `It is billed to ${payers[billed]}, not to insurance.`),
  pointers: (line: number): Finding => ({
    ...{ code: 'charges.pointers', severity: 'warning', at: `line ${line}`, says: 'Only the first four diagnoses of this line go out.' },
    ...{ because: 'A line points at four diagnoses at most.', fix: 'Put the four that matter most first.' },
  }),
  uncovered: (payerId: string) =>
    error(
      'no-coverage',
      'coverage',
      payerId === '' ? 'Nobody covers the patient.' : 'A line is billed to a payer that does not cover the patient.',
      'A claim goes to one of those who cover the patient.',
      'Add the coverage, or bill the line to the patient.',
    ),
  samePayer: () =>
    error(
      'same-payer-twice',
      'coverage',
      'One payer covers the patient twice, and the two cannot be told apart.',
      'They have the same member number, or a third payer would be told two decisions of one payer (SVD01).',
      'Correct the member number of one of them, or leave out the coverage that pays nothing.',
    ),
  unknownProvider: (npi: string) =>
    error(
      'unknown-provider',
      'provider',
      `A provider with the NPI ${npi} is not known.`,
      'The claim must say their name.',
      'Add the provider to the practice’s billing facts, or correct the number.',
    ),
  number: () =>
    error(
      'account-too-long',
      'account',
      'The account number is too long for a claim.',
      'Payers answer with the first twenty characters.',
      'Use a shorter number.',
    ),
  split: (claims: number) =>
    info('split', 'charge', `This charge becomes ${claims} claims.`, 'Its payers or places differ, or one claim does not hold it.'),
};
