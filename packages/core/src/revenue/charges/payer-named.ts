import type { Finding } from '../../ground/base/index.ts';
import { idKey } from '../../ground/parties/index.ts';

export interface PayerKnown {
  readonly name: string;
  readonly ids: readonly string[];
}

/** Words that many payers have in their names tell none from another. */
const common =
  /^(?:THE|OF|AND|INC|CO|COMPANY|CORP|INSURANCE|HEALTH|HEALTHCARE|PLAN|PLANS|LIFE|CARE|DENTAL|VISION|MEDICAL|GROUP|BENEFITS|MUTUAL)$/;
const wordsOf = (name: string): string[] =>
  name
    .toUpperCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

const firstLetters = (words: readonly string[]): string => words.map((word) => word.charAt(0)).join('');

/** Whether two names may be one payer's: a word of its own in both, or the first letters of one in the other. */
function mayBeOne(one: string, other: string): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  if (a.join(' ') === b.join(' ') || a.length === 0 || b.length === 0) return true;
  const begins = (short: readonly string[], long: readonly string[]): boolean =>
    short.some((word) => word.length > 1 && firstLetters(long).startsWith(word));
  return a.some((word) => !common.test(word) && b.includes(word)) || begins(a, b) || begins(b, a);
}

/**
 * A number goes before a name: a claim goes to whom the number is. Where the name is another's, one of the two is wrong: held where that
 * other is known by the name, warned of where nobody is.
 */
export function payerFinding(payerId: string, payerName: string, known: readonly PayerKnown[]): Finding | undefined {
  if (idKey(payerName) === idKey(payerId)) return undefined;
  const numbered = known.find(({ ids }) => ids.some((id) => idKey(id) === idKey(payerId)));
  if (numbered === undefined || mayBeOne(numbered.name, payerName)) return undefined;
  const called = known.find(({ name }) => wordsOf(name).join(' ') === wordsOf(payerName).join(' '));
  return {
    ...{ code: 'charges.payer-contradicts', severity: called === undefined ? 'warning' : 'error', at: `payer ${payerId}` },
    says: `The number ${payerId} is known as ${numbered.name}, and stands here with the name ${payerName}.`,
    because: 'A claim goes to whom the number is: with the name of another it is refused, or the wrong payer has it.',
    fix: 'Correct the number or the name where they came from; where both are one payer, say so at the payers.',
  };
}
