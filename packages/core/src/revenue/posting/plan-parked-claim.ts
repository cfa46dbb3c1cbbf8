import type { Bytes, Cents, PlainDate } from '../../ground/base/index.ts';
import { cents } from '../../ground/base/index.ts';
import {
  accounts,
  type Bookings,
  type JournalEntry,
  type Movement,
  referenceAccount,
  unappliedAccount,
} from '../../ground/ledger/index.ts';
import { balanceClaim } from '../remits/index.ts';
import type { PostingFacts } from './facts.ts';
import type { ClaimPlan } from './plan.ts';
import { type Draft, matchOf, parkClaim, postClaim } from './plan-claim.ts';
import { openSession, remitClaimIdOf } from './session.ts';

/** A parked remit claim, planned again. `state` 'parked' once more: nothing can be booked yet, and the work items say why. */
export interface ParkedClaimPlan {
  readonly claim: ClaimPlan;
  readonly entries: readonly JournalEntry[];
  readonly movements: readonly Movement[];
}

/**
 * The later posting of one parked remit claim, or of those of its lines that were parked (`lines`, by index): its cash comes out of
 * Unapplied instead of the payment's clearing account. Duplicates and matches are what the person decided.
 */
export function planParkedClaim(facts: PostingFacts, index: number, lines?: readonly number[]): ParkedClaimPlan | undefined {
  const claim = facts.remit.claims.find((one) => one.index === index);
  if (claim === undefined) return undefined;
  const session = { ...openSession(facts), on: facts.today };
  const cash = unappliedAccount(remitClaimIdOf(session, claim));
  const { match, candidates } = matchOf(session, claim);
  const fact = match === undefined ? undefined : session.index.byId.get(match.claimId);
  const off = balanceClaim(claim)[0];
  const draft: Draft =
    off !== undefined
      ? parkClaim(session, claim, { kind: 'out-of-balance', says: off.says }, cash)
      : match === undefined || fact === undefined || match.certainty === 'unsure'
        ? parkClaim(session, claim, { kind: 'unmatched', candidates }, cash)
        : postClaim(session, claim, match, fact, cash, lines);
  const { entry, movements, plan } = draft;
  return { claim: plan, entries: entry === undefined || movements.length === 0 ? [] : [entry], movements };
}

export interface NotOursFacts {
  readonly remitClaimId: string;
  readonly traceNumber: string;
  /** What waits in Unapplied for this remit claim. */
  readonly amount: Cents;
  readonly on: PlainDate;
  readonly document: string;
  readonly bytes: Bytes;
  newId(): string;
}

/**
 * A person says that a parked remit claim is not the practice's: its cash is owed back to the payer. A whole remit that was never
 * posted has booked nothing, so calling it not ours books nothing either.
 */
export function planNotOurs(facts: NotOursFacts): Bookings {
  if (facts.amount === 0) return { entries: [], movements: [] };
  const evidence = { document: facts.document, from: facts.bytes.from, to: facts.bytes.to };
  const entry: JournalEntry = {
    id: facts.newId(),
    on: facts.on,
    source: { kind: 'remit-claim', id: facts.remitClaimId },
    description: 'Not ours: owed back to the payer',
    lines: [
      { account: unappliedAccount(facts.remitClaimId), amount: facts.amount, evidence },
      { account: referenceAccount(accounts.refund, facts.traceNumber), amount: cents(-facts.amount), evidence },
    ],
  };
  return { entries: [entry], movements: [] };
}
