import { type Cents, type PlainDate, zero } from '../../ground/base/index.ts';
import type { ClaimToSend } from './claim-to-send.ts';

/** Where a claim that is to go out stands, one ladder from its draft to the payer's answer; `withdrawn` is never sent. */
export const draftStatuses = [
  'drafted',
  'approved',
  'sent',
  'received',
  'accepted-by-clearinghouse',
  'accepted-by-payer',
  'adjudicated',
  'rejected',
  'withdrawn',
] as const;
export type DraftStatus = (typeof draftStatuses)[number];

/** First and last day served: of the stay, or of its lines. */
export function daysServed({ lines, stay }: ClaimToSend): { from?: PlainDate; to?: PlainDate } {
  const days = lines.flatMap(({ servedOn, servedTo }) => [servedOn, servedTo].filter((day) => day !== undefined)).toSorted();
  const from = stay?.from ?? days[0];
  const to = stay?.to ?? stay?.from ?? days.at(-1);
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

/** What it asks the payer for: nothing, where it only asks what would be paid. */
export const billedBy = ({ predetermination, billed }: ClaimToSend): Cents => (predetermination ? zero : billed);

/** Whom it goes to. */
export const payerToBill = ({ coverages, sentAs }: ClaimToSend): ClaimToSend['coverages'][number] | undefined =>
  coverages.find(({ rank }) => rank === sentAs);
