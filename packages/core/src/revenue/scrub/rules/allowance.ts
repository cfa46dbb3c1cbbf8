/** Thrown within a condition that asks for more than it was given; whoever gave it tells so. */
export class OutOfSteps extends Error {}

/** So many steps conditions may take: the work that they make, counted where it grows with the lists of a claim. */
export class Allowance {
  readonly #most: number;
  #taken = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get taken(): number {
    return this.#taken;
  }
  get left(): number {
    return this.isOut ? 0 : this.#most - this.#taken;
  }
  get isOut(): boolean {
    return this.#taken > this.#most;
  }

  take(steps: number): void {
    this.#taken += steps;
    if (this.isOut) throw new OutOfSteps('a condition asks for more than it may');
  }
  /** What was taken elsewhere. */
  spend(steps: number): void {
    this.#taken += steps;
  }
  renew(): void {
    this.#taken = 0;
  }
}
