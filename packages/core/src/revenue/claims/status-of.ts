import type { Cents } from '../../ground/base/index.ts';
import type { Party } from '../../ground/ledger/index.ts';

/** Something that happened to a claim. `undoes` names an earlier event that it takes back. */
export type ClaimEvent =
  | {
      readonly id: string;
      readonly kind: 'claim.built' | 'claim.sent' | 'claim.accepted' | 'claim.rejected' | 'claim.voided' | 'claim.replaced';
    }
  | {
      readonly id: string;
      readonly kind: 'remit.posted';
      /** What each party owes once it was posted. */
      readonly open: { readonly [party in Party]?: Cents };
      readonly paid: Cents;
      /** Some line was refused. */
      readonly denied: boolean;
      /** The payer passed it on to the next one. */
      readonly forwarded: boolean;
      readonly reversal: boolean;
    }
  | { readonly id: string; readonly kind: 'patient.paid' | 'balance.changed'; readonly open: { readonly [party in Party]?: Cents } }
  | { readonly id: string; readonly kind: 'undone'; readonly undoes: string };

export type ClaimStatus =
  | 'drafted'
  /** It asks what would be paid: nothing is owed. */
  | 'asked'
  | 'sent'
  | 'accepted'
  | 'rejected'
  | 'denied'
  | 'partly-paid'
  | 'with-next-payer'
  | 'next-payer-due'
  | 'next-payer-drafted'
  | 'next-payer-sent'
  | 'next-payer-rejected'
  | 'patient-due'
  | 'reversed'
  | 'credit'
  | 'closed'
  | 'replaced'
  | 'replacement-sent'
  | 'void'
  | 'void-sent'
  | 'not-taken'
  /** It came in a file and would end a claim that left from here: a person says whether it counts. */
  | 'unconfirmed';

const plain: { readonly [kind: string]: ClaimStatus } = {
  'claim.built': 'drafted',
  'claim.sent': 'sent',
  'claim.accepted': 'accepted',
  'claim.rejected': 'rejected',
  'claim.voided': 'void',
  'claim.replaced': 'replaced',
};

interface Standing {
  status: ClaimStatus;
  denied: boolean;
  forwarded: boolean;
  paid: number;
}

/** What the open amounts say, once a payer has spoken. */
function byBalance(open: { readonly [party in Party]?: Cents }, standing: Standing): ClaimStatus {
  const { primary = 0, secondary = 0, tertiary = 0, patient = 0 } = open;
  if (primary < 0 || secondary < 0 || tertiary < 0 || patient < 0) return 'credit';
  if (primary > 0) return standing.denied ? 'denied' : 'partly-paid';
  if (secondary > 0 || tertiary > 0) {
    if (standing.denied) return 'denied';
    return standing.forwarded ? 'with-next-payer' : 'next-payer-due';
  }
  return patient > 0 ? 'patient-due' : 'closed';
}

/** Where a claim stands: a fold of its events in the order in which they happened, those undone left out. */
export function statusOf(events: readonly ClaimEvent[]): ClaimStatus {
  const undone = undoneAmong(events);
  const standing: Standing = { status: 'drafted', denied: false, forwarded: false, paid: 0 };
  for (const event of events) {
    if (event.kind === 'undone' || undone.has(event.id)) continue;
    if (event.kind === 'remit.posted') {
      standing.denied = event.denied;
      standing.forwarded = event.forwarded;
      standing.paid += event.paid;
      standing.status = event.reversal ? 'reversed' : byBalance(event.open, standing);
    } else if (event.kind === 'patient.paid' || event.kind === 'balance.changed') {
      standing.status = byBalance(event.open, standing);
    } else standing.status = plain[event.kind] ?? standing.status;
  }
  return standing.status;
}

/** Ids of events taken back; an undo that was itself undone takes nothing back. */
function undoneAmong(events: readonly ClaimEvent[]): Set<string> {
  const undone = new Set<string>();
  for (let i = events.length - 1; i >= 0; i--) {
    const event = events[i];
    if (event?.kind === 'undone' && !undone.has(event.id)) undone.add(event.undoes);
  }
  return undone;
}
