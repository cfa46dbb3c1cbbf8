import { toDecimal } from '../../../ground/base/index.ts';
import type { ClaimToSend } from '../claim-to-send.ts';
import { daysServed } from '../draft.ts';
import { nameOf } from './parties.ts';
import { writePdf } from './write-pdf.ts';

export interface Filed {
  readonly attempt: number;
  /** As the payer dated it. */
  readonly on: string;
  readonly payerControlNumber?: string;
  readonly payer: string;
  /** What happened, a line each, the first first. */
  readonly events: readonly string[];
}

/** The proof that a payer had a claim in time, on a page to be sent with an appeal: what the payer itself said, and when. */
export function filingProof(claim: ClaimToSend, { attempt, on, payerControlNumber, payer, events }: Filed): Uint8Array<ArrayBuffer> {
  const { from = '', to = '' } = daysServed(claim);
  const lines = [
    ...[
      'PROOF OF TIMELY FILING',
      '',
      `Payer            ${payer}`,
      `Provider         ${claim.billing.name}, NPI ${claim.billing.npi ?? ''}`,
    ],
    ...[`Patient          ${nameOf(claim.patient)}`, `Account          ${claim.patientControlNumber}`],
    ...[`Served           ${from}${to === from ? '' : ` to ${to}`}`, `Charged          ${toDecimal(claim.billed)}`, ''],
    `The payer acknowledged this claim (277CA) on ${on.replace('T', ' ')}, sending ${attempt}.`,
    ...(payerControlNumber === undefined ? [] : [`The payer's number of it is ${payerControlNumber}.`]),
    ...['', 'What happened:', ...events.map((event) => `  ${event}`)],
  ];
  const most = 60;
  const pages = Array.from({ length: Math.ceil(lines.length / most) }, (_, i) => lines.slice(i * most, (i + 1) * most));
  return writePdf(pages.map((page) => page.map((text, row) => ({ x: 36, y: 48 + row * 12, text: text.slice(0, 75) }))));
}
