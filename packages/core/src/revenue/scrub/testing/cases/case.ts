import type { ScrubFacts } from '../../facts.ts';

/** What an edit should hold, and what passes close beside it. */
export interface EditCases {
  readonly code: string;
  readonly hold: readonly ScrubFacts[];
  readonly pass: readonly ScrubFacts[];
}

export const cases = <Value>(
  code: string,
  make: (value: Value) => ScrubFacts,
  hold: readonly Value[],
  pass: readonly Value[],
): EditCases => ({ code, hold: hold.map(make), pass: pass.map(make) });

/** Where what holds and what passes are not of one kind. */
export const made = (code: string, hold: readonly ScrubFacts[], pass: readonly ScrubFacts[]): EditCases => ({ code, hold, pass });
