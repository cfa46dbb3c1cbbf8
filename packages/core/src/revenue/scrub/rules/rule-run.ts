import type { CompiledRule } from './compiled-rule.ts';
import type { PayerRule } from './rule.ts';

/**
 * Steps that one rule may take: a million are some five milliseconds. Rules that people write take hundreds of a claim; one that goes through
 * a long history for each line takes some tens of thousands.
 */
export const mostSteps = { ofClaim: 1_000_000, ofTests: 10_000_000, ofPack: 50_000_000 };
const ofRun = { once: 5_000_000, eachClaim: 5_000 };

/** Looking at many claims after each other: a rule that takes too much of it is put aside for the rest, and the others go on. */
export class RuleRun {
  readonly #rules = new Map<CompiledRule, { claims: number; steps: number }>();

  isAside(rule: CompiledRule): boolean {
    const own = this.#rules.get(rule);
    return own !== undefined && own.steps > ofRun.once + ofRun.eachClaim * own.claims;
  }

  /** Rules that took too much of what was looked at so far. */
  get putAside(): readonly PayerRule[] {
    return [...this.#rules.keys()].filter((rule) => this.isAside(rule)).map(({ rule }) => rule);
  }

  tell(rule: CompiledRule, steps: number): void {
    const own = this.#rules.get(rule);
    if (own === undefined) this.#rules.set(rule, { claims: 1, steps });
    else {
      own.claims++;
      own.steps += steps;
    }
  }
}
