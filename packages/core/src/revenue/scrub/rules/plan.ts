import type { PlainDate } from '../../../ground/base/index.ts';
import type { ClaimKind } from '../../claims/index.ts';
import type { CompiledRule } from './compiled-rule.ts';
import type { PayerRule } from './rule.ts';

/** Places in `rules`, by the code or kind of procedure of a line. */
type Places = ReadonlyMap<string, readonly number[]>;

/** The rules of a payer for one kind of claim and day, in their order, and which of them is worth asking of which line. */
export interface RulePlan {
  readonly rules: readonly CompiledRule[];
  readonly ofClaim: readonly number[];
  readonly ofLines: readonly number[];
  readonly byCode: Places;
  readonly byFamily: Places;
}

/** Whether the rule speaks of claims of that kind and date. */
const speaksOf = ({ kinds, effective, retired }: PayerRule, kind: ClaimKind, on: PlainDate | undefined): boolean =>
  (kinds === undefined || kinds.includes(kind)) && (on === undefined || (on >= effective && (retired === undefined || on <= retired)));

function planOf(rules: readonly CompiledRule[]): RulePlan {
  const ofClaim: number[] = [];
  const ofLines: number[] = [];
  const byCode = new Map<string, number[]>();
  const byFamily = new Map<string, number[]>();
  const put = (places: Map<string, number[]>, names: ReadonlySet<string>, place: number): void => {
    for (const name of names) places.set(name, [...(places.get(name) ?? []), place]);
  };
  for (const [place, { rule, codes, families }] of rules.entries()) {
    if (rule.over === 'claim') ofClaim.push(place);
    else if (codes !== undefined) put(byCode, codes, place);
    else if (families !== undefined) put(byFamily, families, place);
    else ofLines.push(place);
  }
  return { rules, ofClaim, ofLines, byCode, byFamily };
}

const mostPlans = 1_000;

/** Rules made ready, and the plans that were made of them. */
export class CompiledRules {
  readonly #everywhere: readonly CompiledRule[];
  readonly #byPayer = new Map<string, readonly CompiledRule[]>();
  readonly #plans = new Map<string, Map<ClaimKind, Map<PlainDate | undefined, RulePlan>>>();
  #made = 0;

  /** In their order; those for every payer go before the payer's own. */
  constructor(rules: readonly CompiledRule[]) {
    this.#everywhere = rules.flatMap((one) => one.rule.payers.filter((payer) => payer === '*').map(() => one));
    for (const one of rules)
      for (const payer of one.rule.payers) if (payer !== '*') this.#byPayer.set(payer, [...(this.#byPayer.get(payer) ?? []), one]);
  }

  planFor(payerId: string, kind: ClaimKind, on: PlainDate | undefined): RulePlan {
    const known = this.#plans.get(payerId)?.get(kind)?.get(on);
    if (known !== undefined) return known;
    if (++this.#made > mostPlans) {
      this.#plans.clear();
      this.#made = 1;
    }
    const all = [...this.#everywhere, ...(this.#byPayer.get(payerId) ?? [])];
    const plan = planOf(all.filter(({ rule }) => speaksOf(rule, kind, on)));
    const ofPayer = this.#plans.get(payerId) ?? new Map<ClaimKind, Map<PlainDate | undefined, RulePlan>>();
    const ofKind = ofPayer.get(kind) ?? new Map<PlainDate | undefined, RulePlan>();
    this.#plans.set(payerId, ofPayer.set(kind, ofKind.set(on, plan)));
    return plan;
  }
}
