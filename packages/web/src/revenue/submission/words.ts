import type { BatchView, LadderView, SubmissionWorkView } from '@claimwright/server/api';
import { formatDate, formatInstant, sentence } from '../../ui/format.ts';

export const batchWords: { readonly [state in BatchView['state']]: string } = {
  prepared: 'Waits for approval',
  approved: 'About to leave',
  staged: 'Leaving',
  sent: 'Sent',
  stuck: 'Stuck',
  dropped: 'Dropped',
};
/** Of a question to a payer how claims stand. */
export const questionWords: { readonly [state in BatchView['state']]: string } = {
  prepared: 'Question waits',
  approved: 'About to be asked',
  staged: 'Being asked',
  sent: 'Asked',
  stuck: 'Stuck',
  dropped: 'Dropped',
};
export const batchTones = { prepared: 'wait', approved: 'quiet', staged: 'quiet', sent: 'good', stuck: 'stop', dropped: 'quiet' } as const;

export const workWords: { readonly [kind in SubmissionWorkView['kind']]: string } = {
  rejected: 'Rejected',
  silent: 'No answer',
  stuck: 'Not sent',
  unplaced: 'Unknown answer',
  late: 'Taken after all',
  paper: 'Send by mail or portal',
  number: 'Two payer numbers',
  'no-route': 'No way out',
  unmapped: 'Unknown words of a payer',
};

/** What a payer can mean by a status of its own. */
export const meaningWords = {
  received: 'It came there',
  accepted: 'It was accepted',
  pending: 'It waits there',
  rejected: 'It was rejected',
  information: 'Only to be known: the claim stays where it is',
} as const;

/** What a claim is sent as: an original, in place of one that the payer has, or to take it back. */
export const frequencyWords: { readonly [frequency: string]: string } = { '1': 'Original', '7': 'Replacement', '8': 'Void' };
export const rankWords = { primary: 'Primary', secondary: 'Secondary', tertiary: 'Tertiary' } as const;
export const kindWords = { professional: 'Professional', institutional: 'Institutional', dental: 'Dental' } as const;

/** Where a claim of a batch stands, in the order of the ladder. */
export const stepWords = [
  ['drafted', 'drafted'],
  ['approved', 'approved'],
  ['sent', 'sent'],
  ['received', 'received'],
  ['accepted-by-clearinghouse', 'accepted by the clearinghouse'],
  ['accepted-by-payer', 'accepted by the payer'],
  ['adjudicated', 'decided'],
  ['rejected', 'rejected'],
] as const;

type Event = LadderView['events'][number];
const byWords = { receiver: 'the clearinghouse’s reader', clearinghouse: 'the clearinghouse', payer: 'the payer' } as const;

/** One thing that happened to a claim, as it is told. */
export function eventWords(event: Event): string {
  if (event.kind === 'drafted') return 'Drafted';
  if (event.kind === 'number chosen') return `Payer’s number chosen: ${event.number}`;
  if (event.kind !== 'answered') return event.kind === 'approved' ? 'Approved' : 'Sent';
  if (event.unmapped !== undefined) {
    const { code, message } = event.unmapped;
    return `${event.set}: ${event.verdict} by ${byWords[event.by]}, ${code}${message === undefined ? '' : ` “${message}”`}`;
  }
  if (event.set === 'told')
    return event.by === 'payer' ? `${sentence(event.verdict)} by the payer, as a person was told` : 'Mailed, as a person said';
  return `${event.set}: ${event.verdict} by ${byWords[event.by]}`;
}
/** The day that an answer says, with its hour where it says one. */
export const toldOn = (on: string): string => `${formatDate(on)}${on.length > 10 ? ` ${on.slice(11, 16)}` : ''}`;
export const eventAt = (event: Event): string => (event.kind === 'answered' ? toldOn(event.on) : formatInstant(event.at));
