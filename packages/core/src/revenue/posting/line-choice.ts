import { type Cents, cents, toDecimal } from '../../ground/base/index.ts';
import type { ClaimFact, ClaimLineFact } from './facts.ts';
import type { ClaimPlan, LinePart, LinePlan } from './plan.ts';
import type { ClaimAnew } from './plan-claim-anew.ts';

/** What one chosen claim line gets of the payer's line, and how it stands when all of the claim is posted. */
export interface ChosenPart extends LinePart {
  /** What the practice charged for it. */
  readonly charge: Cents;
  /** What it leaves open with the payer; below zero: too much was answered. */
  readonly balance: Cents;
}

/** A person's choice of claim lines for a line of a remit, as it would come out. */
export interface LineChoice {
  readonly line: LinePlan;
  readonly parts: readonly ChosenPart[];
  /** Over all chosen lines. */
  readonly balance: Cents;
  /** What is odd about it, a sentence each; no patient data. */
  readonly warnings: readonly string[];
}

const nameOf = ({ procedure }: ClaimLineFact): string => [procedure.code, ...procedure.modifiers].join(' ');
const ordinal = ({ index }: LinePlan): string => `line ${index + 1} of the remit`;

/** What of a remit line falls to its claim lines, be they one or several. */
function partsOf({ parts, claimLineIds, billed, paid }: LinePlan): readonly LinePart[] {
  const [only] = claimLineIds;
  if (parts !== undefined || only === undefined) return parts ?? [];
  return [{ claimLineId: only, billed, paid, adjusted: cents(billed - paid) }];
}

/** How much of a claim line's charge the remit answers, by all its lines. */
const answered = (lines: readonly LinePlan[], id: string): number =>
  lines.reduce(
    (sum, line) => sum + partsOf(line).reduce((own, part) => (part.claimLineId === id ? own + Math.abs(part.billed) : own), 0),
    0,
  );

/** Other lines of the remit that speak of the chosen one, or did before it was chosen away from them. */
function spokenFor(ours: ClaimLineFact, lineIndex: number, before: ClaimPlan, after: ClaimPlan): string[] {
  const others = after.lines.filter((line) => line.index >= 0 && line.index !== lineIndex);
  return others.flatMap((line) => {
    if (line.claimLineIds.includes(ours.id)) {
      const own =
        line.code?.toUpperCase() === ours.procedure.code.toUpperCase() ? `its own line too (${ordinal(line)})` : `${ordinal(line)} too`;
      return [`${nameOf(ours)} is answered by ${own}.`];
    }
    const was = before.lines.find(({ index }) => index === line.index);
    if (line.claimLineIds.length > 0 || !was?.claimLineIds.includes(ours.id)) return [];
    return [`${nameOf(ours)} is taken from ${ordinal(line)}, which then finds no line and waits.`];
  });
}

function overOrUnder(ours: ClaimLineFact, total: number): string[] {
  const over = total - ours.billed;
  if (over === 0) return [];
  const amount = toDecimal(cents(Math.abs(over)));
  if (over > 0) return [`${nameOf(ours)} gets ${amount} more than its charge.`];
  return [`${nameOf(ours)} gets ${amount} less than its charge.`];
}

/**
 * How a choice comes out.
 * @param before the plan of the claim as it stands
 * @param anew the claim planned with the choice
 * @param fact the claim as it stood before `anew`
 */
export function lineChoice(before: ClaimPlan, anew: ClaimAnew, fact: ClaimFact, lineIndex: number): LineChoice | undefined {
  const after = anew.claim;
  const line = after.lines.find(({ index }) => index === lineIndex);
  if (line === undefined) return undefined;
  const warnings: string[] = [];
  const parts = partsOf(line).flatMap((part): ChosenPart[] => {
    const ours = fact.lines.find(({ id }) => id === part.claimLineId);
    if (ours === undefined) return [];
    warnings.push(...spokenFor(ours, lineIndex, before, after), ...overOrUnder(ours, answered(after.lines, ours.id)));
    const moved = anew.movements.reduce((sum, m) => (m.claimLineId === ours.id && m.party === after.as ? sum + m.amount : sum), 0);
    return [{ ...part, charge: ours.billed, balance: cents((ours.open[after.as] ?? 0) + moved) }];
  });
  return { line, parts, balance: cents(parts.reduce((sum, part) => sum + part.balance, 0)), warnings };
}
