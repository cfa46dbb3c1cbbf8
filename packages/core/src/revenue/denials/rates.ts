import type { DenialFacts, PastClaim } from './facts.ts';

interface Count {
  n: number;
  denied: number;
}
export type Rates = { [key: string]: readonly [n: number, denied: number] };

/** As many claims at the rate above it stand behind each rate: of few claims little is believed. */
const behind = 20;

/** How often payers denied, and each payer each code, as far as was known on a day. */
export class DenialRates {
  private readonly counts = new Map<string, Count>();

  static of(rates: Rates): DenialRates {
    const own = new DenialRates();
    for (const [key, [n, denied]] of Object.entries(rates)) own.counts.set(key, { n, denied });
    return own;
  }

  add(claim: PastClaim): void {
    const keys = ['all', claim.payer, ...new Set(claim.codes.map((code) => `${claim.payer} ${code}`))];
    for (const key of keys) {
      const count = this.counts.get(key) ?? { n: 0, denied: 0 };
      this.counts.set(key, count);
      count.n += 1;
      if (claim.denied) count.denied += 1;
    }
  }

  private rate(key: string, above: number): number {
    const { n, denied } = this.counts.get(key) ?? { n: 0, denied: 0 };
    return (denied + behind * above) / (n + behind);
  }

  readonly overall = (): number => this.rate('all', 0.1);
  readonly ofPayer = ({ payer }: DenialFacts): number => this.rate(payer, this.overall());

  /** The code of the claim that its payer denies most. */
  worst(facts: DenialFacts): { readonly code: string; readonly rate: number } {
    const above = this.ofPayer(facts);
    let worst = { code: '', rate: above };
    for (const code of facts.codes) {
      const rate = this.rate(`${facts.payer} ${code}`, above);
      if (worst.code === '' || rate > worst.rate) worst = { code, rate };
    }
    return worst;
  }

  readonly kept = (): Rates => Object.fromEntries([...this.counts].map(([key, { n, denied }]) => [key, [n, denied]]));
}
