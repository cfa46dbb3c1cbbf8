/** Seeded chance: the same numbers for the same seed, on any machine. */
export class Dice {
  private state: number;

  constructor(...seeds: readonly number[]) {
    this.state = seeds.reduce((state, seed) => Math.imul(state ^ (seed >>> 0), 0x85ebca6b) ^ (state >>> 13), 0x9e3779b9) >>> 0;
  }

  /** A whole number from 0 to `n` - 1. */
  below(n: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * n);
  }

  /** From `low` to `high`, small ones as likely as large ones. */
  spread(low: number, high: number): number {
    return Math.floor(low * (high / low) ** (this.below(1 << 20) / (1 << 20)));
  }

  /** True once in `n` times. */
  once(n: number): boolean {
    return this.below(n) === 0;
  }

  one<T>(of: readonly T[]): T {
    const found = of[this.below(of.length)];
    if (found === undefined) throw new Error('nothing to choose from');
    return found;
  }
}
