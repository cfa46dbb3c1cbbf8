import { type Cents, cents } from '../../ground/base/index.ts';
import { accounts, type Movement, type Party } from '../../ground/ledger/index.ts';
import type { ClaimFact } from './facts.ts';

type Payer = Exclude<Party, 'patient'>;

interface Position {
  primary: number;
  secondary: number;
  tertiary: number;
  patient: number;
}

const positionOf = (open: { readonly [party in Party]?: Cents }): Position => ({
  primary: open.primary ?? 0,
  secondary: open.secondary ?? 0,
  tertiary: open.tertiary ?? 0,
  patient: open.patient ?? 0,
});

/** What is owed for claims and lines while a remit is being planned: as the books stand, and each planned movement on top. */
export class Standing {
  private readonly claims = new Map<string, Position>();
  private readonly lines = new Map<string, Position>();
  private readonly allowances = new Map<string, number>();
  private readonly touched = new Map<string, Position>();

  private claim(fact: ClaimFact): Position {
    const known = this.claims.get(fact.id);
    if (known !== undefined) return known;
    const position = positionOf(fact.open);
    this.claims.set(fact.id, position);
    this.touched.set(fact.id, { ...position });
    for (const line of fact.lines) {
      this.lines.set(line.id, positionOf(line.open));
      this.allowances.set(line.id, line.allowanceLeft);
    }
    return position;
  }

  /** Open with a party: of the lines named, or of the whole claim where none are. */
  open(fact: ClaimFact, party: Party, lineIds: readonly string[]): Cents {
    const position = this.claim(fact);
    if (lineIds.length === 0) return cents(position[party]);
    let total = 0;
    for (const id of lineIds) total += this.lines.get(id)?.[party] ?? 0;
    return cents(total);
  }

  allowanceLeft(fact: ClaimFact, lineId: string): Cents {
    this.claim(fact);
    return cents(this.allowances.get(lineId) ?? 0);
  }

  apply(fact: ClaimFact, movement: Movement): void {
    this.claim(fact)[movement.party] += movement.amount;
    const { claimLineId } = movement;
    if (claimLineId === undefined) return;
    const line = this.lines.get(claimLineId);
    if (line !== undefined) line[movement.party] += movement.amount;
    if (movement.account !== accounts.allowance) return;
    this.allowances.set(claimLineId, (this.allowances.get(claimLineId) ?? 0) + movement.amount);
  }

  /** Parties of a touched claim that this plan leaves with a credit that was not there, or was smaller, before. */
  newCredits(claimId: string): { readonly party: Party; readonly amount: Cents }[] {
    const before = this.touched.get(claimId);
    const after = this.claims.get(claimId);
    if (before === undefined || after === undefined) return [];
    const parties: readonly Party[] = ['primary', 'secondary', 'tertiary', 'patient'];
    return parties.filter((p) => after[p] < 0 && after[p] < before[p]).map((party) => ({ party, amount: cents(after[party]) }));
  }
}

export type { Payer };
