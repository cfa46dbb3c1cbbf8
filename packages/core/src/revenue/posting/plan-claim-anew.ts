import { type Cents, cents } from '../../ground/base/index.ts';
import { accounts, type JournalEntry, type Movement, type Party } from '../../ground/ledger/index.ts';
import type { ClaimFact, PostingFacts } from './facts.ts';
import type { ClaimPlan } from './plan.ts';
import { planClaims } from './plan-posting.ts';
import { openSession } from './session.ts';

/** One claim of a posted remit, planned by itself: with the cash that the remit brought for it, and nothing else of the remit. */
export interface ClaimAnew {
  readonly claim: ClaimPlan;
  readonly entries: readonly JournalEntry[];
  readonly movements: readonly Movement[];
}

/**
 * Plans one claim of a posted remit anew, by the facts of today; it is booked today, as the mirror of what stood before is. The facts
 * are those without that earlier posting (`factsWithout`).
 */
export function planClaimAnew(facts: PostingFacts, index: number): ClaimAnew | undefined {
  const claim = facts.remit.claims.find((one) => one.index === index);
  if (claim === undefined) return undefined;
  const [draft] = planClaims({ ...openSession(facts), on: facts.today }, [claim]);
  if (draft === undefined) return undefined;
  return { claim: draft.plan, entries: draft.entry === undefined ? [] : [draft.entry], movements: draft.movements };
}

type Open = ClaimFact['open'];

function less(open: Open, movements: readonly Movement[]): Open {
  const left: { [party in Party]?: Cents } = { ...open };
  for (const m of movements) left[m.party] = cents((left[m.party] ?? 0) - m.amount);
  return left;
}

/** The facts as if these movements had never been: as their mirrors will leave the books. */
export function factsWithout(facts: PostingFacts, movements: readonly Movement[]): PostingFacts {
  if (movements.length === 0) return facts;
  const claims = facts.claims.map((fact): ClaimFact => {
    const own = movements.filter((m) => m.claimId === fact.id);
    if (own.length === 0) return fact;
    const lines = fact.lines.map((line) => {
      const ofLine = own.filter((m) => m.claimLineId === line.id);
      const setAside = ofLine.reduce((sum, m) => (m.account === accounts.allowance ? sum + m.amount : sum), 0);
      return { ...line, open: less(line.open, ofLine), allowanceLeft: cents(line.allowanceLeft - setAside) };
    });
    return { ...fact, open: less(fact.open, own), lines };
  });
  return { ...facts, claims };
}

/** Whether something that a person says of codes, lines or payers may change what was posted of a claim. */
export const mayComeOutOtherwise = ({ lines, work }: ClaimPlan): boolean =>
  lines.some((line) => line.state === 'parked') || work.some((item) => item.kind === 'no-capitation');

/** Whether two plans of a claim do the same with it; their words may differ. */
export function sameOutcome(a: ClaimPlan, b: ClaimPlan): boolean {
  return outcomeOf(a) === outcomeOf(b);
}

const outcomeOf = (plan: ClaimPlan): string =>
  JSON.stringify([
    plan.state,
    plan.match?.claimId ?? null,
    plan.reverses ?? null,
    plan.lines.map((line) => [
      line.index,
      line.state,
      line.claimLineIds,
      line.adjustments.map((a) => [a.group, a.carc, a.amount, a.treatment]),
    ]),
    plan.work.map((item) => [item.kind, item.lineIndex ?? null, item.amount]),
  ]);
