/** Who answers: whoever takes the file in (TA1, 999), the clearinghouse, or the payer behind it. */
export type AnsweredBy = 'receiver' | 'clearinghouse' | 'payer';

/** What an answer says of a claim, in a word; `unmapped`: in one that nobody has given a meaning yet. */
export type AnswerVerdict = 'unmapped' | 'information' | 'not-found' | 'received' | 'accepted' | 'rejected' | 'pending' | 'decided';

/** Why it was rejected, or remarked on: what to do about it beside. */
export interface Cause {
  /** As it was sent: `A7:562:85`, `999 NM109 1`, `TA1 025`. */
  readonly code: string;
  readonly says: string;
  readonly fix: string;
  /** The line that it is about, by its control number or its number. */
  readonly line?: string;
}

export interface AnsweredEvent {
  readonly kind: 'answered';
  /** Which sending of the claim it answers, from 1. */
  readonly attempt: number;
  /** `told`: nothing came as a file; a person says what the mail or the payer said. */
  readonly set: 'TA1' | '999' | '277CA' | '277' | '835' | 'told';
  readonly by: AnsweredBy;
  readonly verdict: AnswerVerdict;
  /** As the answerer dated it: `2026-02-03`, or with `T09:15`. */
  readonly on: string;
  readonly causes: readonly Cause[];
  /** Of a status that nobody has words for: its code, and what stands beside it (STC12), which is for people only. */
  readonly unmapped?: { readonly code: string; readonly message?: string };
  /** The payer’s own number of the claim. */
  readonly payerControlNumber?: string;
  /** It proves that the payer had the claim by then (277CA A1 or A2, of the payer itself). */
  readonly filed: boolean;
}

/** Of several numbers that were told of a sending the one that a person says is the payer’s; another that comes later is not meant by it. */
export interface NumberChosen {
  readonly kind: 'number chosen';
  readonly attempt: number;
  readonly number: string;
  readonly among: readonly string[];
  readonly at: string;
}

/** What happened to a claim on its way out. Instants are ISO texts. */
export type SendingEvent =
  | { readonly kind: 'drafted'; readonly at: string }
  | { readonly kind: 'approved'; readonly attempt: number; readonly at: string }
  | { readonly kind: 'sent'; readonly attempt: number; readonly at: string }
  | NumberChosen
  | AnsweredEvent;
