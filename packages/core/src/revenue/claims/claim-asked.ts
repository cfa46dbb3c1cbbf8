import { cents, type Finding, type PlainDate } from '../../ground/base/index.ts';
import type { ClaimToSend } from './claim-to-send.ts';

/** What was done of what was asked beforehand. */
export interface Done {
  readonly on: PlainDate;
  /** Numbers of the lines that were; all where nothing is said. */
  readonly lines?: readonly number[];
}

/** The claim for what was asked beforehand and is done now, under the number of the payer's answer (REF*G3). */
export function claimAsked(
  claim: ClaimToSend,
  { on, lines: numbers }: Done,
  { number, today }: { readonly number: string | undefined; readonly today: PlainDate },
): { claim?: ClaimToSend; findings: readonly Finding[] } {
  const done = claim.lines.filter(({ number: line }) => numbers === undefined || numbers.includes(line));
  if (!claim.predetermination) return { findings: [notAsked] };
  if (number === undefined || number.trim() === '') return { findings: [unanswered] };
  if (on > today) return { findings: [notDone] };
  if (done.length === 0) return { findings: [nothingDone] };
  const lines = done.map(({ expectedAllowed: _, expected: __, servedTo: ___, ...line }, i) => ({ ...line, number: i + 1, servedOn: on }));
  return {
    claim: {
      ...claim,
      ...{ predetermination: false, predeterminationNumber: number.trim(), frequency: '1', lines },
      billed: cents(lines.reduce((sum, { billed }) => sum + billed, 0)),
    },
    findings: [],
  };
}

const told = (code: string, at: string, says: string, because: string, fix: string): Finding => ({
  ...{ code: `claims.asked.${code}`, severity: 'error', at, says, because, fix },
});
const notAsked = told(
  'no-predetermination',
  'CLM19',
  'This claim asks nothing beforehand: it was billed.',
  'Only a predetermination is sent as a claim once it is done.',
  'Send a corrected claim, or enter the visit as a new charge.',
);
const unanswered = told(
  'unanswered',
  'REF*G3',
  'The payer’s number of its answer is not known.',
  'The payer finds by it what it allowed beforehand.',
  'It comes with the payer’s acknowledgment (277CA) or answer. Until then, wait, or type in the number that its letter says.',
);
const notDone = told(
  'not-done',
  '2400 DTP*472',
  'The day of service lies in the future.',
  'Only what was done is billed.',
  'Send it once it is done.',
);
const nothingDone = told(
  'nothing-done',
  '2400',
  'None of its lines has these numbers.',
  'A claim bills what was done of it.',
  'Name the lines that were done.',
);
