import { type BankFormat, type BankStatement, deposits } from '../bank/deposits.ts';
import { makeClaims } from '../claims/make-claims.ts';
import { addBusinessDays, addDays, type Day } from '../days.ts';
import { adjudicate } from '../payer/adjudicate.ts';
import { everyCase, type Mix } from '../payer/cases/index.ts';
import type { RemitFile } from '../payer/repeat.ts';
import { makePractice, type Practice } from '../practice/practice.ts';

export interface RemitsWish {
  readonly seed: string | number;
  /** How many remits in all, repeated ones included. The last batch is not cut: it may bring a few more. */
  readonly count: number;
  /** Date of the first batch of claims. Default 2025-01-06. */
  readonly from?: Day;
  /** Claims in each batch. Default 40. */
  readonly claimsPerBatch?: number;
  readonly claimsPerRemit?: number;
  readonly mix?: Mix;
  /** Repeated payments in a thousand. Default 50. */
  readonly repeats?: number;
  readonly practice?: Practice;
}

/** What happens around one batch of claims: it goes out, the payers answer over some weeks, the bank receives. */
export interface RemitBatch {
  readonly number: number;
  readonly bytes837: Uint8Array;
  readonly claims: number;
  readonly remits: readonly RemitFile[];
  readonly bank: BankStatement;
}

const formats: readonly BankFormat[] = ['bai2', 'ofx', 'csv'];

/**
 * As many remits as wished, batch by batch: nothing of a batch is kept once the next one is asked for, so memory stays flat. Control
 * numbers, traces and payer control numbers never meet again in a later batch.
 */
export function* makeRemits(wish: RemitsWish): Generator<RemitBatch> {
  const practice = wish.practice ?? makePractice(wish.seed);
  const size = wish.claimsPerBatch ?? 40;
  let made = 0;
  for (let number = 0; made < wish.count; number++) {
    const seed = `${wish.seed}/${number}`;
    // A batch a day, over and over within a year of its own: dates stay in the years that readers know.
    const until = addBusinessDays(addDays(wish.from ?? '2025-01-06', number % 200), 0);
    const batch = makeClaims({ seed, count: size, until, firstNumber: 1 + number * size, practice });
    const { remits } = adjudicate(batch.bytes837, {
      seed,
      from: addDays(until, 6),
      mix: wish.mix ?? everyCase,
      claimsPerRemit: wish.claimsPerRemit ?? 4,
      repeats: wish.repeats ?? 50,
    });
    made += remits.length;
    const bank = deposits(remits, formats[number % formats.length] ?? 'bai2', {
      seed,
      account: { routing: practice.bankRouting, number: practice.bankAccount },
    });
    yield { number, bytes837: batch.bytes837, claims: batch.claims.length, remits, bank };
  }
}
