import { type Cents, cents, negate, zero } from '../../ground/base/index.ts';
import { type Movement, unappliedAccount } from '../../ground/ledger/index.ts';
import type { RemitClaim } from '../remits/index.ts';
import type { PriorPosting } from './facts.ts';
import type { MatchOutcome } from './match-remit.ts';
import type { Match } from './plan.ts';
import { type Draft, draftOf } from './plan-claim.ts';
import { linePlan, type PlannedLine } from './plan-line.ts';
import { speakerOf } from './prior-index.ts';
import { type PostableLine, postableLines } from './remit-lines.ts';
import { remitClaimIdOf, type Session } from './session.ts';
import { adjustmentPlan } from './treat-adjustment.ts';

/** The posting that a negative claim takes back, of the claim that a person named if one did; undefined where none fits, or several do alike. */
export function originalOf(session: Session, claim: RemitClaim, outcome: MatchOutcome): PriorPosting | undefined {
  const manual = session.facts.manual.get(claim.index);
  if (typeof manual === 'string') return undefined;
  const claimId = outcome.match?.certainty === 'unsure' ? undefined : outcome.match?.claimId;
  const found = session.prior.originalsOf(claim, claimId);
  if (manual !== undefined) return found.find((posting) => posting.claimId === manual.claimId);
  const claims = new Set(found.map((posting) => posting.claimId));
  if (claims.size <= 1) return found[0];
  return claimId === undefined ? undefined : found.find((posting) => posting.claimId === claimId);
}

function mirror(session: Session, posting: PriorPosting, remitClaimId: string, entryId: string, claim: RemitClaim): Movement[] {
  const fact = session.index.byId.get(posting.claimId);
  const evidence = { document: session.facts.document, from: claim.bytes.from, to: claim.bytes.to };
  return posting.movements.map((m) => {
    const movement: Movement = {
      ...m,
      id: session.facts.newId(),
      entryId,
      amount: negate(m.amount),
      account: m.kind === 'payment' ? session.clearing : m.account,
      remitClaimId,
      evidence,
      because: `Taken back: ${m.because}`,
      reverses: m.id,
    };
    if (fact !== undefined) session.standing.apply(fact, movement);
    return movement;
  });
}

/** How the mirrored movements changed what others than the speaking payer owe on these claim lines. */
function shifted(movements: readonly Movement[], line: PostableLine, of: (m: Movement) => boolean): Cents {
  const ids = new Set<string | undefined>(line.match.claimLineIds.length === 0 ? [undefined] : line.match.claimLineIds);
  return cents(movements.reduce((sum, m) => (m.kind === 'transfer' && ids.has(m.claimLineId) && of(m) ? sum + m.amount : sum), 0));
}

function mirroredLine(session: Session, posting: PriorPosting, line: PostableLine, movements: readonly Movement[]): PlannedLine {
  const adjustments = line.adjustments.map((share) =>
    adjustmentPlan(session.facts.settings.reasons, share, { treatment: 'reversed', amount: share.amount }),
  );
  const as = speakerOf(posting);
  const patient = shifted(movements, line, (m) => m.party === 'patient');
  const nextPayer = shifted(movements, line, (m) => m.party !== 'patient' && m.party !== as);
  const fact = session.index.byId.get(posting.claimId);
  const balance = fact === undefined ? zero : session.standing.open(fact, as, line.match.claimLineIds);
  const shown = linePlan(line, adjustments, 'posts', balance);
  const allowed = cents(line.paid + patient + nextPayer);
  return { plan: { ...shown, allowed, patient, nextPayer }, work: [], applied: line.paid, parked: zero };
}

/** The mirror of an earlier posting: every movement the other way, the cash against this payment. */
export function reverseClaim(session: Session, claim: RemitClaim, posting: PriorPosting): Draft {
  const { newId } = session.facts;
  const entryId = newId();
  const remitClaimId = remitClaimIdOf(session, claim);
  const movements = mirror(session, posting, remitClaimId, entryId, claim);
  const applied = cents(movements.reduce((sum, m) => (m.kind === 'payment' ? sum - m.amount : sum), 0));
  const fact = session.index.byId.get(posting.claimId);
  session.prior.markReversed(posting.remitClaimId);
  const because = 'It negates a posting on the books: the same numbers, the amounts with the other sign.';
  const match: Match = { claimId: posting.claimId, how: 'reversal', certainty: 'sure', because, others: [] };
  return draftOf(session, {
    claim,
    match,
    as: speakerOf(posting),
    lines: postableLines(session.facts, claim, fact).map((line) => mirroredLine(session, posting, line, movements)),
    work: [],
    movements,
    entryId,
    cashAccount: session.clearing,
    waitsIn: unappliedAccount(posting.remitClaimId),
    reverses: posting.remitClaimId,
    applied,
  });
}
