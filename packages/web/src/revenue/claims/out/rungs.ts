import type { LadderView } from '@claimwright/server/api';

type Step = LadderView['ladder']['step'];
export type LadderEvent = LadderView['events'][number];

/** The rungs in the order in which a claim climbs them, as billers say them. */
export const rungs: readonly { readonly step: Step; readonly words: string }[] = [
  { step: 'drafted', words: 'Drafted' },
  { step: 'approved', words: 'Approved' },
  { step: 'sent', words: 'Sent' },
  { step: 'received', words: 'Received' },
  { step: 'accepted by the clearinghouse', words: 'Accepted by the clearinghouse' },
  { step: 'accepted by the payer', words: 'Accepted by the payer' },
  { step: 'adjudicated', words: 'Adjudicated' },
];

/** What is mailed passes no clearinghouse, and nobody says that a file came. */
const mailed = rungs.flatMap((rung) =>
  rung.step === 'accepted by the clearinghouse' ? [] : [rung.step === 'received' ? { ...rung, words: 'Mailed' } : rung],
);

/** The rung that somebody's answer is about. */
function rungOf(event: LadderEvent): Step {
  if (event.kind === 'number chosen') return 'accepted by the payer';
  if (event.kind !== 'answered') return event.kind;
  if (event.verdict === 'decided') return 'adjudicated';
  if (event.by === 'payer') return 'accepted by the payer';
  return event.by === 'clearinghouse' ? 'accepted by the clearinghouse' : 'received';
}

export interface Rung {
  readonly words: string;
  readonly state: 'reached' | 'here' | 'ended' | 'ahead';
  /** What was said of it, the first first; of the newest sending alone. */
  readonly events: readonly LadderEvent[];
}

type Drawable = Pick<LadderView, 'ladder' | 'events'> & Partial<Pick<LadderView, 'byMail'>>;

/** The ladder as it is drawn: which rungs are behind the claim, where it stands or was turned back, and who said so. */
export function drawnLadder({ ladder, events, byMail }: Drawable): Rung[] {
  const own = events.filter((event) => event.kind === 'drafted' || event.attempt === ladder.attempt);
  const climbed = byMail === true ? mailed : rungs;
  const at = climbed.findIndex(({ step }) => step === ladder.step);
  const refusal = own.findLast((event) => event.kind === 'answered' && event.verdict === 'rejected');
  const ended = ladder.rejection === undefined || refusal === undefined ? -1 : climbed.findIndex(({ step }) => step === rungOf(refusal));
  return climbed.map(({ step, words }, i) => ({
    words,
    state: i === ended ? 'ended' : i < at ? 'reached' : i === at ? (ended < 0 ? 'here' : 'reached') : 'ahead',
    events: own.filter((event) => rungOf(event) === step),
  }));
}
